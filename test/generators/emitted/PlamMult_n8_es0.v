// PlamMult_n8_es0: posit logarithm-approximate multiplier (PLAM)
//
// n = 8: bits of a posit
// es = 0: exponent bits of a posit
// objective = balanced: made for a small product of area and delay
// regime = select: a regime's run is shifted out with all places at once
// negation = operands: a logarithm is negated in both operands' fields, each by the other's sign
// input  x  posit<8,0>
// input  y  posit<8,0>
// output r  posit<8,0>
// Combinational.
//
// Source: R. Murillo et al., PLAM: a posit logarithm-approximate multiplier, IEEE Trans. Emerging
//   Topics in Computing 10(4), 2022
// Made by tapir VERSION with: tapir generate PlamMult n=8 es=0
// This file belongs to whoever generated it; the makers of tapir claim no rights in it.
`default_nettype none

module PlamMult_n8_es0 (
  input  wire [7:0] x,
  input  wire [7:0] y,
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
  wire [4:0] x_fraction = x_rest;

  // y: the run of the regime is counted and shifted out; exponent and fraction remain
  wire       y_sign = y[7];
  wire       y_special = ~(|y[6:0]);
  wire       y_regime_bit = y[6];
  wire [5:0] y_behind_regime_bit = y[5:0];
  wire [4:0] y_behind = y[4:0];
  wire [6:0] y_first = {
    (y_regime_bit & ~y_behind_regime_bit[5]) | (~y_regime_bit & y_behind_regime_bit[5]),
    ((&{y_regime_bit, y_behind_regime_bit[5]}) & ~y_behind_regime_bit[4]) |
    (~(|{y_regime_bit, y_behind_regime_bit[5]}) & y_behind_regime_bit[4]),
    ((&{y_regime_bit, y_behind_regime_bit[5:4]}) & ~y_behind_regime_bit[3]) |
    (~(|{y_regime_bit, y_behind_regime_bit[5:4]}) & y_behind_regime_bit[3]),
    ((&{y_regime_bit, y_behind_regime_bit[5:3]}) & ~y_behind_regime_bit[2]) |
    (~(|{y_regime_bit, y_behind_regime_bit[5:3]}) & y_behind_regime_bit[2]),
    ((&{y_regime_bit, y_behind_regime_bit[5:2]}) & ~y_behind_regime_bit[1]) |
    (~(|{y_regime_bit, y_behind_regime_bit[5:2]}) & y_behind_regime_bit[1]),
    ((&{y_regime_bit, y_behind_regime_bit[5:1]}) & ~y_behind_regime_bit[0]) |
    (~(|{y_regime_bit, y_behind_regime_bit[5:1]}) & y_behind_regime_bit[0]),
    (&{y_regime_bit, y_behind_regime_bit}) | ~(|{y_regime_bit, y_behind_regime_bit})
  };
  wire [4:0] y_rest =
    ({5{y_first[6]}} & y_behind) |
    ({5{y_first[5]}} & {y_behind[3:0], 1'b0}) |
    ({5{y_first[4]}} & {y_behind[2:0], 2'b0}) |
    ({5{y_first[3]}} & {y_behind[1:0], 3'b0}) |
    ({5{y_first[2]}} & {y_behind[0], 4'b0});
  wire [2:0] y_count = {
    y_first[2] | y_first[1] | y_first[0],
    y_first[4] | y_first[3] | y_first[0],
    y_first[5] | y_first[3] | y_first[1]
  };
  wire [4:0] y_fraction = y_rest;

  // NaR times anything is NaR; zero times anything else is zero
  wire special = x_special | y_special;
  wire nar = (x_special & x_sign) | (y_special & y_sign);
  wire sign = special ? nar : (x_sign ^ y_sign);

  // Raw fields hold +log2 or -log2 of an operand: the other's sign inverts them for the product
  wire       x_down = ~(x_regime_bit ^ y_sign);
  wire [8:0] x_scale = {x_down, x_count ^ {3{x_down}}, x_fraction ^ {5{y_sign}}};
  wire       y_down = ~(y_regime_bit ^ x_sign);
  wire [8:0] y_scale = {y_down, y_count ^ {3{y_down}}, y_fraction ^ {5{x_sign}}};

  // Mitchell: the logarithm of a product is the sum of the logarithms
  wire       log_carry = x_sign | y_sign;
  wire [9:0] log = {x_scale[8], x_scale} + {y_scale[8], y_scale} + {9'b0, log_carry};
  wire [4:0] product_regime = log[9:5];
  wire [4:0] product_tail = log[4:0];
  wire       log_beyond = x_sign & y_sign;

  // The regime's run is a shift distance; beyond n-2 it saturates, and so does a special result
  wire [3:0] r_run = product_regime[3:0] ^ {4{product_regime[4]}};
  wire       r_far = special | r_run[3];
  wire [2:0] r_distance = r_run[2:0] | {3{r_far}};
  wire       r_run_bit = ~(product_regime[4] | special);
  wire       r_low = product_regime[4] & ~special;

  // Exponent and fraction follow the regime; what does not fit leaves guard and sticky
  wire [7:0] r_unshifted = {r_run_bit, ~r_run_bit, product_tail, log_beyond};
  wire       r_sticky4 = r_distance[2] & (|(r_unshifted[3:0] ^ {4{log_beyond}}));
  wire [7:0] r_shift4 = r_distance[2] ? {{4{r_run_bit}}, r_unshifted[7:4]} : r_unshifted;
  wire       r_sticky2 = r_sticky4 | (r_distance[1] & (|(r_shift4[1:0] ^ {2{log_beyond}})));
  wire [7:0] r_shift2 = r_distance[1] ? {{2{r_run_bit}}, r_shift4[7:2]} : r_shift4;
  wire       r_sticky1 = r_sticky2 | (r_distance[0] & (r_shift2[0] ^ log_beyond));
  wire [7:0] r_shift1 = r_distance[0] ? {r_run_bit, r_shift2[7:1]} : r_shift2;

  // Round to nearest, ties to even; never to zero and never to NaR
  wire       r_nearest =
    ((r_shift1[0] ^ log_beyond) & ((r_shift1[1] ^ log_beyond) | r_sticky1)) ^ log_beyond;
  wire       r_saturated = r_distance >= 3'd6;
  wire       r_increment = r_saturated ? r_low : r_nearest;
  wire [6:0] r_body = r_shift1[7:1] + {6'b0, r_increment};

  assign r = {sign, r_body};

endmodule

`default_nettype wire
