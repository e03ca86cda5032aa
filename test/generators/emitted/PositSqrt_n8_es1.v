// PositSqrt_n8_es1: posit square root, exact, rounded once; NaR of a negative number
//
// n = 8: bits of a posit
// es = 1: exponent bits of a posit
// form = combinational: the result comes in the same cycle
// objective = balanced: made for a small product of area and delay
// regime = select: a regime's run is shifted out with all places at once
// input  x  posit<8,1>
// output r  posit<8,1>
// Combinational.
//
// Source: Standard for Posit Arithmetic (2022), section 4.1 and section 5; I. Koren, Computer
//   Arithmetic Algorithms, 2nd edition, section 3.4
// Made by tapir VERSION with: tapir generate PositSqrt n=8 es=1
// This file belongs to whoever generated it; the makers of tapir claim no rights in it.
`default_nettype none

module PositSqrt_n8_es1 (
  input  wire [7:0] x,
  output wire [7:0] r
);

  // x: the run of the regime is counted and shifted out; exponent and fraction remain
  wire       x_sign = x[7];
  wire       x_special = ~(|x[6:0]);
  wire       x_regime_bit = x[6];
  wire [5:0] x_behind_regime_bit = x[5:0];
  wire [4:0] x_behind = x[4:0];
  wire [6:0] x_first = {
    (x_regime_bit & ~x_behind_regime_bit[5]) | (~x_regime_bit & x_behind_regime_bit[5]),
    ((&{x_regime_bit, x_behind_regime_bit[5]}) & ~x_behind_regime_bit[4]) |
    (~(|{x_regime_bit, x_behind_regime_bit[5]}) & x_behind_regime_bit[4]),
    ((&{x_regime_bit, x_behind_regime_bit[5:4]}) & ~x_behind_regime_bit[3]) |
    (~(|{x_regime_bit, x_behind_regime_bit[5:4]}) & x_behind_regime_bit[3]),
    ((&{x_regime_bit, x_behind_regime_bit[5:3]}) & ~x_behind_regime_bit[2]) |
    (~(|{x_regime_bit, x_behind_regime_bit[5:3]}) & x_behind_regime_bit[2]),
    ((&{x_regime_bit, x_behind_regime_bit[5:2]}) & ~x_behind_regime_bit[1]) |
    (~(|{x_regime_bit, x_behind_regime_bit[5:2]}) & x_behind_regime_bit[1]),
    ((&{x_regime_bit, x_behind_regime_bit[5:1]}) & ~x_behind_regime_bit[0]) |
    (~(|{x_regime_bit, x_behind_regime_bit[5:1]}) & x_behind_regime_bit[0]),
    (&{x_regime_bit, x_behind_regime_bit}) | ~(|{x_regime_bit, x_behind_regime_bit})
  };
  wire [4:0] x_rest =
    ({5{x_first[6]}} & x_behind) |
    ({5{x_first[5]}} & {x_behind[3:0], 1'b0}) |
    ({5{x_first[4]}} & {x_behind[2:0], 2'b0}) |
    ({5{x_first[3]}} & {x_behind[1:0], 3'b0}) |
    ({5{x_first[2]}} & {x_behind[0], 4'b0});
  wire [2:0] x_count = {
    x_first[2] | x_first[1] | x_first[0],
    x_first[4] | x_first[3] | x_first[0],
    x_first[5] | x_first[3] | x_first[1]
  };
  wire [4:0] x_tail = x_rest;
  wire [3:0] x_fraction = x_tail[3:0];

  // The root of a negative number or of NaR is NaR, that of zero is zero
  wire special = x_special | x_sign;

  // Of an odd exponent, one is given to the significand: the square is from 1 to 4
  wire       x_down = ~x_regime_bit;
  wire [4:0] x_scale = {x_down, x_count ^ {3{x_down}}, x_tail[4]};
  wire [5:0] square = x_scale[0] ? {1'b1, x_fraction, 1'b0} : {2'b01, x_fraction};

  // The root's exponent is half the exponent, rounded down
  wire [4:0] scale = {x_scale[4], x_scale[4:1]};

  // The significand's root, a row for each bit: those of a fraction, and a guard bit
  wire [1:0] remainder0 = square[5:4] + 2'b11;
  wire [3:0] taken1 = {remainder0, square[3:2]};
  wire [3:0] row1 = taken1 + 4'b1010 + 4'b0001;
  wire       root1 = ~row1[3];
  wire [2:0] remainder1 = root1 ? row1[2:0] : taken1[2:0];
  wire [4:0] taken2 = {remainder1, square[1:0]};
  wire [4:0] tried2 = {2'b01, root1, 2'b01};
  wire [4:0] row2 = taken2 + ~tried2 + 5'b00001;
  wire       root2 = ~row2[4];
  wire [3:0] remainder2 = root2 ? row2[3:0] : taken2[3:0];
  wire [5:0] taken3 = {remainder2, 2'b0};
  wire [5:0] tried3 = {2'b01, root1, root2, 2'b01};
  wire [5:0] row3 = taken3 + ~tried3 + 6'b000001;
  wire       root3 = ~row3[5];
  wire [4:0] remainder3 = root3 ? row3[4:0] : taken3[4:0];
  wire [6:0] taken4 = {remainder3, 2'b0};
  wire [6:0] tried4 = {2'b01, root1, root2, root3, 2'b01};
  wire [6:0] row4 = taken4 + ~tried4 + 7'b0000001;
  wire       root4 = ~row4[6];
  wire [5:0] remainder4 = root4 ? row4[5:0] : taken4[5:0];
  wire [7:0] taken5 = {remainder4, 2'b0};
  wire [7:0] tried5 = {2'b01, root1, root2, root3, root4, 2'b01};
  wire       root5 = taken5 >= tried5;
  wire [4:0] root = {root1, root2, root3, root4, root5};
  wire [3:0] regime = scale[4:1];
  wire [5:0] tail = {scale[0], root};

  // The regime's run is a shift distance; beyond n-2 it saturates, and so does a special result
  wire [2:0] r_run = regime[2:0] ^ {3{regime[3]}};
  wire [2:0] r_distance = r_run | {3{special}};
  wire       r_run_bit = ~(regime[3] | special);
  wire       r_low = regime[3] & ~special;

  // Exponent and fraction follow the regime; what does not fit leaves a guard bit
  wire [7:0] r_unshifted = {r_run_bit, ~r_run_bit, tail};
  wire [7:0] r_shift4 = r_distance[2] ? {{4{r_run_bit}}, r_unshifted[7:4]} : r_unshifted;
  wire [7:0] r_shift2 = r_distance[1] ? {{2{r_run_bit}}, r_shift4[7:2]} : r_shift4;
  wire [7:0] r_shift1 = r_distance[0] ? {r_run_bit, r_shift2[7:1]} : r_shift2;

  // Round to nearest, there are no ties; never to zero and never to NaR
  wire       r_nearest = r_shift1[0];
  wire       r_saturated = r_distance >= 3'd6;
  wire       r_increment = r_saturated ? r_low : r_nearest;
  wire [6:0] r_body = r_shift1[7:1] + {6'b0, r_increment};

  assign r = {x_sign, r_body};

endmodule

`default_nettype wire
