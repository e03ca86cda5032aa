// PositAdd_n8_es1: posit adder, exact, rounded once
//
// n = 8: bits of a posit
// es = 1: exponent bits of a posit
// objective = balanced: made for a small product of area and delay
// regime = select: a regime's run is shifted out with all places at once
// leadingOne = select: the sum's leading one is shifted out with all places at once
// tooFar = behind: a summand too far below the other is replaced by its sign by a multiplexer
//   behind the last level of its shifter
// encoderShift = narrowest: the result is shifted to its place the narrowest level first, and
//   saturates behind the last one
// input  x  posit<8,1>
// input  y  posit<8,1>
// output r  posit<8,1>
// Combinational.
//
// Source: Standard for Posit Arithmetic (2022), section 4.1 and section 5
// Made by tapir VERSION with: tapir generate PositAdd n=8 es=1
// This file belongs to whoever generated it; the makers of tapir claim no rights in it.
`default_nettype none

module PositAdd_n8_es1 (
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
  wire [4:0] x_tail = x_rest;
  wire [3:0] x_fraction = x_tail[3:0];

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
  wire [4:0] y_tail = y_rest;
  wire [3:0] y_fraction = y_tail[3:0];

  // Signed significands, -2+f or 1+f, and the exponents that go with them
  wire       x_down = ~(x_regime_bit ^ x_sign);
  wire [4:0] x_scale = {x_down, x_count ^ {3{x_down}}, x_tail[4] ^ x_sign};
  wire [5:0] x_significand = {x_sign, ~x_sign, x_fraction};
  wire       y_down = ~(y_regime_bit ^ y_sign);
  wire [4:0] y_scale = {y_down, y_count ^ {3{y_down}}, y_tail[4] ^ y_sign};
  wire [5:0] y_significand = {y_sign, ~y_sign, y_fraction};

  // Compare the scales: the difference less one is the distance, or its inverse is
  wire [5:0] difference = {x_scale[4], x_scale} + ~{y_scale[4], y_scale};
  wire       x_is_greater = ~difference[5];
  wire [4:0] distance = difference[4:0] ^ {5{difference[5]}};

  // The term of smaller scale is shifted right
  wire [7:0] x_aligned = {x_significand, 2'b0};
  wire [7:0] y_aligned = {y_significand, 2'b0};
  wire [4:0] greater_scale = x_is_greater ? x_scale : y_scale;
  wire [7:0] greater = x_is_greater ? x_aligned : y_aligned;
  wire [7:0] smaller = x_is_greater ? {y_aligned[7], y_aligned[7:1]} : x_aligned;
  wire       aligned_far = |distance[4:3];
  wire       aligned_sticky = aligned_far;
  wire       aligned_sticky1 = aligned_sticky | (distance[0] & smaller[0]);
  wire [7:0] aligned_shift1 = distance[0] ? {smaller[7], smaller[7:1]} : smaller;
  wire       aligned_sticky2 = aligned_sticky1 | (distance[1] & (|aligned_shift1[1:0]));
  wire [7:0] aligned_shift2 = distance[1] ? {{2{smaller[7]}}, aligned_shift1[7:2]} : aligned_shift1;
  wire       aligned_sticky4 = aligned_sticky2 | (distance[2] & (|aligned_shift2[3:0]));
  wire [7:0] aligned_shift4 = distance[2] ? {{4{smaller[7]}}, aligned_shift2[7:4]} : aligned_shift2;
  wire [7:0] aligned_value = aligned_far ? {8{smaller[7]}} : aligned_shift4;

  // Add; ones without end beyond the sum are worth the carry
  wire [8:0] greater_extended = {greater[7], greater};
  wire [8:0] smaller_extended = {aligned_value[7], aligned_value};
  wire [8:0] sum = greater_extended + smaller_extended + 9'b0;

  // Normalise: leading bits equal to the sign are counted and shifted out
  wire       sum_sign = sum[8];
  wire [8:0] sum_digits = {sum[7:0], aligned_sticky4};
  wire [5:0] top_scale = {greater_scale[4], greater_scale} + 6'd1;
  wire [7:0] looked_at = sum_digits[8:1];
  wire [7:0] behind_first = sum_digits[7:0];
  wire [8:0] sum_first = {
    (sum_sign & ~looked_at[7]) | (~sum_sign & looked_at[7]),
    ((&{sum_sign, looked_at[7]}) & ~looked_at[6]) | (~(|{sum_sign, looked_at[7]}) & looked_at[6]),
    ((&{sum_sign, looked_at[7:6]}) & ~looked_at[5]) |
    (~(|{sum_sign, looked_at[7:6]}) & looked_at[5]),
    ((&{sum_sign, looked_at[7:5]}) & ~looked_at[4]) |
    (~(|{sum_sign, looked_at[7:5]}) & looked_at[4]),
    ((&{sum_sign, looked_at[7:4]}) & ~looked_at[3]) |
    (~(|{sum_sign, looked_at[7:4]}) & looked_at[3]),
    ((&{sum_sign, looked_at[7:3]}) & ~looked_at[2]) |
    (~(|{sum_sign, looked_at[7:3]}) & looked_at[2]),
    ((&{sum_sign, looked_at[7:2]}) & ~looked_at[1]) |
    (~(|{sum_sign, looked_at[7:2]}) & looked_at[1]),
    ((&{sum_sign, looked_at[7:1]}) & ~looked_at[0]) |
    (~(|{sum_sign, looked_at[7:1]}) & looked_at[0]),
    (&{sum_sign, looked_at}) | ~(|{sum_sign, looked_at})
  };
  wire [7:0] sum_rest =
    ({8{sum_first[8]}} & behind_first) |
    ({8{sum_first[7]}} & {behind_first[6:0], 1'b0}) |
    ({8{sum_first[6]}} & {behind_first[5:0], 2'b0}) |
    ({8{sum_first[5]}} & {behind_first[4:0], 3'b0}) |
    ({8{sum_first[4]}} & {behind_first[3:0], 4'b0}) |
    ({8{sum_first[3]}} & {behind_first[2:0], 5'b0}) |
    ({8{sum_first[2]}} & {behind_first[1:0], 6'b0}) |
    ({8{sum_first[1]}} & {behind_first[0], 7'b0});
  wire [3:0] sum_count = {
    sum_first[0],
    sum_first[4] | sum_first[3] | sum_first[2] | sum_first[1],
    sum_first[6] | sum_first[5] | sum_first[2] | sum_first[1],
    sum_first[7] | sum_first[5] | sum_first[3] | sum_first[1]
  };
  wire [5:0] sum_scale = top_scale - {2'b0, sum_count};
  wire       sum_is_zero = (x_special & y_special) | (sum_first[0] & ~sum_sign & ~aligned_sticky4);
  wire [5:0] raw_scale = sum_scale ^ {6{sum_sign}};
  wire       nar = (x_special & x_sign) | (y_special & y_sign);

  // With NaR the sum is NaR; and a sum of zero has a pattern of its own
  wire       sign = nar | (sum_sign & ~sum_is_zero);
  wire       special = nar | sum_is_zero;
  wire [4:0] regime = raw_scale[5:1];
  wire [8:0] tail = {raw_scale[0], sum_rest};

  // The regime's run is a shift distance; beyond n-2 it saturates, and so does a special result
  wire [3:0] r_run = regime[3:0] ^ {4{regime[4]}};
  wire       r_far = special | r_run[3];
  wire [2:0] r_distance = r_run[2:0];
  wire       r_run_bit = ~(regime[4] | special);
  wire       r_low = regime[4] & ~special;

  // Exponent and fraction follow the regime; what does not fit leaves guard and sticky
  wire [7:0] r_unshifted = {r_run_bit, ~r_run_bit, tail[8:3]};
  wire       r_sticky = |tail[2:0];
  wire       r_sticky1 = r_sticky | (r_distance[0] & r_unshifted[0]);
  wire [7:0] r_shift1 = r_distance[0] ? {r_run_bit, r_unshifted[7:1]} : r_unshifted;
  wire       r_sticky2 = r_sticky1 | (r_distance[1] & (|r_shift1[1:0]));
  wire [7:0] r_shift2 = r_distance[1] ? {{2{r_run_bit}}, r_shift1[7:2]} : r_shift1;
  wire       r_sticky4 = r_sticky2 | (r_distance[2] & (|r_shift2[3:0]));
  wire [7:0] r_shift4 =
    ({8{r_distance[2] & ~r_far}} & {{4{r_run_bit}}, r_shift2[7:4]}) |
    ({8{~(r_distance[2] | r_far)}} & r_shift2) |
    {8{r_far & r_run_bit}};

  // Round to nearest, ties to even; never to zero and never to NaR
  wire       r_nearest = r_shift4[0] & (r_shift4[1] | r_sticky4);
  wire       r_saturated = r_far | (r_run[2:0] >= 3'd6);
  wire       r_increment = r_saturated ? r_low : r_nearest;
  wire [6:0] r_body = r_shift4[7:1] + {6'b0, r_increment};

  assign r = {sign, r_body};

endmodule

`default_nettype wire
