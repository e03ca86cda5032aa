// PositAdd_n8_es1: posit adder, exact, rounded once
//
// n = 8: bits of a posit
// es = 1: exponent bits of a posit
// objective = balanced: made for a small product of area and delay
// regime = select: a regime's run is shifted out with all places at once
// leadingOne = chain: the sum's leading one is shifted out in levels of multiplexers
// encoderShift = widest: the result is shifted to its place the widest level first, by an amount
//   that saturates
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

  // The term of smaller scale is shifted right, unless it is zero
  wire [7:0] x_aligned = {x_significand, 2'b0};
  wire [7:0] y_aligned = {y_significand, 2'b0};
  wire       smaller_is_zero = x_is_greater ? y_special : x_special;
  wire [4:0] greater_scale = x_is_greater ? x_scale : y_scale;
  wire [7:0] greater = x_is_greater ? x_aligned : y_aligned;
  wire [7:0] smaller =
    (x_is_greater ? {y_aligned[7], y_aligned[7:1]} : x_aligned) & ~{8{smaller_is_zero}};
  wire       aligned_far = |distance[4:3];
  wire       aligned_sticky = aligned_far & ~smaller_is_zero;
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
  wire [8:0] flipped_sum = sum_digits ^ {9{sum_sign}};
  wire       sum_skip8 = ~(|flipped_sum[8:1]);
  wire [8:0] sum_shift8 = sum_skip8 ? {flipped_sum[0], {8{sum_sign}}} : flipped_sum;
  wire       sum_skip4 = ~(|sum_shift8[8:5]);
  wire [8:0] sum_shift4 = sum_skip4 ? {sum_shift8[4:0], {4{sum_sign}}} : sum_shift8;
  wire       sum_skip2 = ~(|sum_shift4[8:7]);
  wire [8:0] sum_shift2 = sum_skip2 ? {sum_shift4[6:0], {2{sum_sign}}} : sum_shift4;
  wire       sum_skip1 = ~sum_shift2[8];
  wire [3:0] sum_count = {sum_skip8, sum_skip4, sum_skip2, sum_skip1};
  wire [7:0] sum_rest = sum_skip1 ? {sum_shift2[6:0], sum_sign} : sum_shift2[7:0];
  wire [5:0] sum_scale = top_scale - {2'b0, sum_count};
  wire [7:0] sum_fraction = sum_rest ^ {8{sum_sign}};
  wire       sum_is_zero = (x_special & y_special) | ~(|{sum, aligned_sticky4});
  wire [5:0] raw_scale = sum_scale ^ {6{sum_sign}};
  wire       nar = (x_special & x_sign) | (y_special & y_sign);

  // With NaR the sum is NaR; and a sum of zero has a pattern of its own
  wire       sign = nar | (sum_sign & ~sum_is_zero);
  wire       special = nar | sum_is_zero;
  wire [4:0] regime = raw_scale[5:1];
  wire [8:0] tail = {raw_scale[0], sum_fraction};

  // The regime's run is a shift distance; beyond n-2 it saturates, and so does a special result
  wire [3:0] r_run = regime[3:0] ^ {4{regime[4]}};
  wire       r_far = special | r_run[3];
  wire [2:0] r_distance = r_run[2:0] | {3{r_far}};
  wire       r_run_bit = ~(regime[4] | special);
  wire       r_low = regime[4] & ~special;

  // Exponent and fraction follow the regime; what does not fit leaves guard and sticky
  wire [7:0] r_unshifted = {r_run_bit, ~r_run_bit, tail[8:3]};
  wire       r_sticky = |tail[2:0];
  wire       r_sticky4 = r_sticky | (r_distance[2] & (|r_unshifted[3:0]));
  wire [7:0] r_shift4 = r_distance[2] ? {{4{r_run_bit}}, r_unshifted[7:4]} : r_unshifted;
  wire       r_sticky2 = r_sticky4 | (r_distance[1] & (|r_shift4[1:0]));
  wire [7:0] r_shift2 = r_distance[1] ? {{2{r_run_bit}}, r_shift4[7:2]} : r_shift4;
  wire       r_sticky1 = r_sticky2 | (r_distance[0] & r_shift2[0]);
  wire [7:0] r_shift1 = r_distance[0] ? {r_run_bit, r_shift2[7:1]} : r_shift2;

  // Round to nearest, ties to even; never to zero and never to NaR
  wire       r_nearest = r_shift1[0] & (r_shift1[1] | r_sticky1);
  wire       r_saturated = r_distance >= 3'd6;
  wire       r_increment = r_saturated ? r_low : r_nearest;
  wire [6:0] r_body = r_shift1[7:1] + {6'b0, r_increment};

  assign r = {sign, r_body};

endmodule

`default_nettype wire
