// PositDecode_n16_es1: takes a posit apart: x = (sign ? -2 + fraction : 1 + fraction) * 2^scale
//
// n = 16: bits of a posit
// es = 1: exponent bits of a posit
// specials = masked: 0 and NaR have a flag each, and fields of 0
// objective = balanced: made for a small product of area and delay
// regime = select: a regime's run is shifted out with all places at once
// input  x         posit<16,1>
// output sign      unsigned<1>
// output zero      unsigned<1>
// output nar       unsigned<1>
// output scale     signed<6>
// output fraction  unsigned<12>
// Combinational.
//
// Source: Standard for Posit Arithmetic (2022), section 3.3
// Made by tapir VERSION with: tapir generate PositDecode n=16 es=1
// This file belongs to whoever generated it; the makers of tapir claim no rights in it.
`default_nettype none

module PositDecode_n16_es1 (
  input  wire [15:0] x,
  output wire        sign,
  output wire        zero,
  output wire        nar,
  output wire [5:0]  scale,
  output wire [11:0] fraction
);

  // x: the run of the regime is counted and shifted out; exponent and fraction remain
  wire        x_sign = x[15];
  wire        x_special = ~(|x[14:0]);
  wire        x_regime_bit = x[14];
  wire [13:0] x_behind_regime_bit = x[13:0];
  wire [12:0] x_behind = x[12:0];
  wire [14:0] x_first = {
    (x_regime_bit & ~x_behind_regime_bit[13]) | (~x_regime_bit & x_behind_regime_bit[13]),
    ((&{x_regime_bit, x_behind_regime_bit[13]}) & ~x_behind_regime_bit[12]) |
    (~(|{x_regime_bit, x_behind_regime_bit[13]}) & x_behind_regime_bit[12]),
    ((&{x_regime_bit, x_behind_regime_bit[13:12]}) & ~x_behind_regime_bit[11]) |
    (~(|{x_regime_bit, x_behind_regime_bit[13:12]}) & x_behind_regime_bit[11]),
    ((&{x_regime_bit, x_behind_regime_bit[13:11]}) & ~x_behind_regime_bit[10]) |
    (~(|{x_regime_bit, x_behind_regime_bit[13:11]}) & x_behind_regime_bit[10]),
    ((&{x_regime_bit, x_behind_regime_bit[13:10]}) & ~x_behind_regime_bit[9]) |
    (~(|{x_regime_bit, x_behind_regime_bit[13:10]}) & x_behind_regime_bit[9]),
    ((&{x_regime_bit, x_behind_regime_bit[13:9]}) & ~x_behind_regime_bit[8]) |
    (~(|{x_regime_bit, x_behind_regime_bit[13:9]}) & x_behind_regime_bit[8]),
    ((&{x_regime_bit, x_behind_regime_bit[13:8]}) & ~x_behind_regime_bit[7]) |
    (~(|{x_regime_bit, x_behind_regime_bit[13:8]}) & x_behind_regime_bit[7]),
    ((&{x_regime_bit, x_behind_regime_bit[13:7]}) & ~x_behind_regime_bit[6]) |
    (~(|{x_regime_bit, x_behind_regime_bit[13:7]}) & x_behind_regime_bit[6]),
    ((&{x_regime_bit, x_behind_regime_bit[13:6]}) & ~x_behind_regime_bit[5]) |
    (~(|{x_regime_bit, x_behind_regime_bit[13:6]}) & x_behind_regime_bit[5]),
    ((&{x_regime_bit, x_behind_regime_bit[13:5]}) & ~x_behind_regime_bit[4]) |
    (~(|{x_regime_bit, x_behind_regime_bit[13:5]}) & x_behind_regime_bit[4]),
    ((&{x_regime_bit, x_behind_regime_bit[13:4]}) & ~x_behind_regime_bit[3]) |
    (~(|{x_regime_bit, x_behind_regime_bit[13:4]}) & x_behind_regime_bit[3]),
    ((&{x_regime_bit, x_behind_regime_bit[13:3]}) & ~x_behind_regime_bit[2]) |
    (~(|{x_regime_bit, x_behind_regime_bit[13:3]}) & x_behind_regime_bit[2]),
    ((&{x_regime_bit, x_behind_regime_bit[13:2]}) & ~x_behind_regime_bit[1]) |
    (~(|{x_regime_bit, x_behind_regime_bit[13:2]}) & x_behind_regime_bit[1]),
    ((&{x_regime_bit, x_behind_regime_bit[13:1]}) & ~x_behind_regime_bit[0]) |
    (~(|{x_regime_bit, x_behind_regime_bit[13:1]}) & x_behind_regime_bit[0]),
    (&{x_regime_bit, x_behind_regime_bit}) | ~(|{x_regime_bit, x_behind_regime_bit})
  };
  wire [12:0] x_rest =
    ({13{x_first[14]}} & x_behind) |
    ({13{x_first[13]}} & {x_behind[11:0], 1'b0}) |
    ({13{x_first[12]}} & {x_behind[10:0], 2'b0}) |
    ({13{x_first[11]}} & {x_behind[9:0], 3'b0}) |
    ({13{x_first[10]}} & {x_behind[8:0], 4'b0}) |
    ({13{x_first[9]}} & {x_behind[7:0], 5'b0}) |
    ({13{x_first[8]}} & {x_behind[6:0], 6'b0}) |
    ({13{x_first[7]}} & {x_behind[5:0], 7'b0}) |
    ({13{x_first[6]}} & {x_behind[4:0], 8'b0}) |
    ({13{x_first[5]}} & {x_behind[3:0], 9'b0}) |
    ({13{x_first[4]}} & {x_behind[2:0], 10'b0}) |
    ({13{x_first[3]}} & {x_behind[1:0], 11'b0}) |
    ({13{x_first[2]}} & {x_behind[0], 12'b0});
  wire [3:0]  x_count = {
    x_first[6] | x_first[5] | x_first[4] | x_first[3] | x_first[2] | x_first[1] | x_first[0],
    x_first[10] | x_first[9] | x_first[8] | x_first[7] | x_first[2] | x_first[1] | x_first[0],
    x_first[12] | x_first[11] | x_first[8] | x_first[7] | x_first[4] | x_first[3] | x_first[0],
    x_first[13] | x_first[11] | x_first[9] | x_first[7] | x_first[5] | x_first[3] | x_first[1]
  };
  wire [12:0] x_tail = x_rest;
  wire [11:0] x_fraction = x_tail[11:0];

  // The raw exponent of a negative posit is inverted, its fraction is not; those of 0 and NaR are 0
  wire       x_down = ~(x_regime_bit ^ x_sign);
  wire [5:0] x_scale = {x_down, x_count ^ {4{x_down}}, x_tail[12] ^ x_sign};
  wire       finite = ~x_special;

  assign sign = x_sign;
  assign zero = x_special & ~x_sign;
  assign nar = x_special & x_sign;
  assign scale = x_scale & {6{finite}};
  assign fraction = x_fraction & {12{finite}};

endmodule

`default_nettype wire
