// PositMult_n8_es1_stages2_cetrue: posit multiplier, exact, rounded once
//
// n = 8: bits of a posit
// es = 1: exponent bits of a posit
// objective = balanced: made for a small product of area and delay
// regime = select: a regime's run is shifted out with all places at once
// partialProducts = array: factors are multiplied by a row of AND gates for each bit of one
// tree = wallace: columns of bits are brought down to two by Wallace's tree, each level of which
//   counts all it can
// counters = xor: bits are counted by full adders of exclusive-ors
// adder = sklansky: the final adder is Sklansky's prefix network
// scale = selected: the product's exponent is selected among three sums made beside the product
// encoderShift = widest: the result is shifted to its place the widest level first, by an amount
//   that saturates
// input  ce  unsigned<1>
// input  x   posit<8,1>
// input  y   posit<8,1>
// output r   posit<8,1>
// Pipelined: latency 2 cycles, initiation interval 1 (new operands at every rising edge of clk).
// While ce is 0, the pipeline stalls.
//
// Source: Standard for Posit Arithmetic (2022), section 4.1 and section 5
// Made by tapir VERSION with: tapir generate PositMult n=8 es=1 stages=2 ce=true
// This file belongs to whoever generated it; the makers of tapir claim no rights in it.
`default_nettype none

module PositMult_n8_es1_stages2_cetrue (
  input  wire       clk,
  input  wire       ce,
  input  wire [7:0] x,
  input  wire [7:0] y,
  output wire [7:0] r
);

  wire pipeline_advance = ce;

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

  // One row of partial products for each bit of the second factor
  wire [3:0] product_row0 = x_fraction & {4{y_fraction[0]}};
  wire [3:0] product_row1 = x_fraction & {4{y_fraction[1]}};
  wire [3:0] product_row2 = x_fraction & {4{y_fraction[2]}};
  wire [3:0] product_row3 = x_fraction & {4{y_fraction[3]}};

  // Each fraction times the other's integer part, 1 or -2 (complemented, and two ulps more)
  wire [4:0] product_row_x = y_sign ? {~x_fraction, 1'b0} : {1'b0, x_fraction};
  wire [4:0] product_row_y = x_sign ? {~y_fraction, 1'b0} : {1'b0, y_fraction};

  // The product of the integer parts with the signs of those rows: 1, -4 or 0
  wire product_both_positive = ~(x_sign | y_sign);

  // Level 1: every three bits of a column are counted
  wire [4:0] product_l1_w2_0_a = {product_row3[3], y_sign, product_row1[3], product_row0[3:2]};
  wire [4:0] product_l1_w2_0_b = {product_row_x[2], x_sign, product_row2[2], product_row1[2:1]};
  wire [4:0] product_l1_w2_0_c = {
    product_row_y[2], product_row2[3], product_row3[1], product_row2[1:0]
  };
  wire [4:0] product_l1_w2_0_sum = product_l1_w2_0_a ^ product_l1_w2_0_b ^ product_l1_w2_0_c;
  wire [4:0] product_l1_w2_0_carry =
    (product_l1_w2_0_a & product_l1_w2_0_b) |
    (product_l1_w2_0_c & (product_l1_w2_0_a ^ product_l1_w2_0_b));
  wire       product_l1_w8_0_sum = product_row_x[4] ^ product_row_y[4] ^ product_both_positive;
  wire       product_l1_w8_0_carry =
    (product_row_x[4] & product_row_y[4]) |
    (product_both_positive & (product_row_x[4] ^ product_row_y[4]));
  wire       product_l1_w5_1_sum = product_row3[2] ^ product_row_x[1] ^ product_row_y[1];
  wire       product_l1_w5_1_carry =
    (product_row3[2] & product_row_x[1]) |
    (product_row_y[1] & (product_row3[2] ^ product_row_x[1]));

  // Level 2: every three bits of a column are counted
  wire [4:0] product_l2_w3_0_a = {
    product_row_x[3], product_l1_w2_0_carry[3], product_l1_w2_0_sum[3], product_row_x[0],
    product_row3[0]
  };
  wire [4:0] product_l2_w3_0_b = {
    product_row_y[3], product_l1_w5_1_carry, product_l1_w2_0_carry[2], product_row_y[0],
    product_l1_w2_0_carry[0]
  };
  wire [4:0] product_l2_w3_0_c = {
    product_l1_w2_0_carry[4], product_l1_w2_0_sum[4], product_l1_w5_1_sum, product_l1_w2_0_carry[1],
    product_l1_w2_0_sum[1]
  };
  wire [4:0] product_l2_w3_0_sum = product_l2_w3_0_a ^ product_l2_w3_0_b ^ product_l2_w3_0_c;
  wire [4:0] product_l2_w3_0_carry =
    (product_l2_w3_0_a & product_l2_w3_0_b) |
    (product_l2_w3_0_c & (product_l2_w3_0_a ^ product_l2_w3_0_b));

  // Level 3: every three bits of a column are counted
  wire product_l3_w4_0_sum =
    product_l1_w2_0_sum[2] ^ product_l2_w3_0_sum[1] ^ product_l2_w3_0_carry[0];
  wire product_l3_w4_0_carry =
    (product_l1_w2_0_sum[2] & product_l2_w3_0_sum[1]) |
    (product_l2_w3_0_carry[0] & (product_l1_w2_0_sum[2] ^ product_l2_w3_0_sum[1]));

  // Level 4: every three bits of a column are counted
  wire product_l4_w5_0_sum =
    product_l2_w3_0_carry[1] ^ product_l2_w3_0_sum[2] ^ product_l3_w4_0_carry;
  wire product_l4_w5_0_carry =
    (product_l2_w3_0_carry[1] & product_l2_w3_0_sum[2]) |
    (product_l3_w4_0_carry & (product_l2_w3_0_carry[1] ^ product_l2_w3_0_sum[2]));

  // Level 5: every three bits of a column are counted
  wire product_l5_w6_0_sum =
    product_l2_w3_0_carry[2] ^ product_l2_w3_0_sum[3] ^ product_l4_w5_0_carry;
  wire product_l5_w6_0_carry =
    (product_l2_w3_0_carry[2] & product_l2_w3_0_sum[3]) |
    (product_l4_w5_0_carry & (product_l2_w3_0_carry[2] ^ product_l2_w3_0_sum[3]));

  // Level 6: every three bits of a column are counted
  wire product_l6_w7_0_sum =
    product_l2_w3_0_sum[4] ^ product_l2_w3_0_carry[3] ^ product_l5_w6_0_carry;
  wire product_l6_w7_0_carry =
    (product_l2_w3_0_sum[4] & product_l2_w3_0_carry[3]) |
    (product_l5_w6_0_carry & (product_l2_w3_0_sum[4] ^ product_l2_w3_0_carry[3]));

  // Level 7: every three bits of a column are counted
  wire product_l7_w8_0_sum = product_l1_w8_0_sum ^ product_l2_w3_0_carry[4] ^ product_l6_w7_0_carry;
  wire product_l7_w8_0_carry =
    (product_l1_w8_0_sum & product_l2_w3_0_carry[4]) |
    (product_l6_w7_0_carry & (product_l1_w8_0_sum ^ product_l2_w3_0_carry[4]));

  // Each raw exponent is inverted by the other's sign; the sum is that of the product, inverted if
  //   it is negative
  wire       x_down = ~(x_regime_bit ^ y_sign);
  wire [4:0] x_scale = {x_down, x_count ^ {3{x_down}}, x_tail[4] ^ y_sign};
  wire       y_down = ~(y_regime_bit ^ x_sign);
  wire [4:0] y_scale = {y_down, y_count ^ {3{y_down}}, y_tail[4] ^ x_sign};
  wire [5:0] scale_sum = {x_scale[4], x_scale} + {y_scale[4], y_scale};

  // Stage 1: 22 bits of registers begin it
  reg        x_sign_s1;
  reg        x_special_s1;
  reg        y_sign_s1;
  reg        y_special_s1;
  reg  [1:0] product_row0_s1;
  reg        product_row1_s1;
  reg        product_l1_w2_0_sum_s1;
  reg        product_l1_w8_0_carry_s1;
  reg        product_l2_w3_0_sum_s1;
  reg        product_l3_w4_0_sum_s1;
  reg        product_l4_w5_0_sum_s1;
  reg        product_l5_w6_0_sum_s1;
  reg        product_l6_w7_0_sum_s1;
  reg        product_l7_w8_0_sum_s1;
  reg        product_l7_w8_0_carry_s1;
  reg  [5:0] scale_sum_s1;
  always @(posedge clk) begin
    if (pipeline_advance) begin
      x_sign_s1 <= x_sign;
      x_special_s1 <= x_special;
      y_sign_s1 <= y_sign;
      y_special_s1 <= y_special;
      product_row0_s1 <= product_row0[1:0];
      product_row1_s1 <= product_row1[0];
      product_l1_w2_0_sum_s1 <= product_l1_w2_0_sum[0];
      product_l1_w8_0_carry_s1 <= product_l1_w8_0_carry;
      product_l2_w3_0_sum_s1 <= product_l2_w3_0_sum[0];
      product_l3_w4_0_sum_s1 <= product_l3_w4_0_sum;
      product_l4_w5_0_sum_s1 <= product_l4_w5_0_sum;
      product_l5_w6_0_sum_s1 <= product_l5_w6_0_sum;
      product_l6_w7_0_sum_s1 <= product_l6_w7_0_sum;
      product_l7_w8_0_sum_s1 <= product_l7_w8_0_sum;
      product_l7_w8_0_carry_s1 <= product_l7_w8_0_carry;
      scale_sum_s1 <= scale_sum;
    end
  end

  // NaR times anything is NaR; zero times anything else is zero
  wire special = x_special_s1 | y_special_s1;
  wire nar = (x_special_s1 & x_sign_s1) | (y_special_s1 & y_sign_s1);
  wire sign = special ? nar : (x_sign_s1 ^ y_sign_s1);

  // The final addition, of the columns that have two bits
  wire [8:0] product_first = {
    product_l1_w8_0_carry_s1, product_l7_w8_0_sum_s1, product_l6_w7_0_sum_s1,
    product_l5_w6_0_sum_s1, product_l4_w5_0_sum_s1, product_l3_w4_0_sum_s1, product_l2_w3_0_sum_s1,
    product_l1_w2_0_sum_s1, product_row0_s1[1]
  };
  wire [8:0] product_second = {product_l7_w8_0_carry_s1, 7'b0, product_row1_s1};

  // Sklansky's prefix network: groups of bits make a carry or pass one on, level by level
  wire [7:0] product_sum_make = product_first[7:0] & product_second[7:0];
  wire [8:0] product_sum_pass = product_first ^ product_second;
  wire [3:0] product_sum_level1_make =
    {product_sum_make[7], product_sum_make[5], product_sum_make[3], product_sum_make[1]} |
    (
      {product_sum_pass[7], product_sum_pass[5], product_sum_pass[3], product_sum_pass[1]} &
      {product_sum_make[6], product_sum_make[4], product_sum_make[2], product_sum_make[0]}
    );
  wire [2:0] product_sum_level1_pass =
    {product_sum_pass[7], product_sum_pass[5], product_sum_pass[3]} &
    {product_sum_pass[6], product_sum_pass[4], product_sum_pass[2]};
  wire [3:0] product_sum_level2_make =
    {
      product_sum_level1_make[3], product_sum_make[6], product_sum_level1_make[1],
      product_sum_make[2]
    } |
    (
      {
        product_sum_level1_pass[2], product_sum_pass[6], product_sum_level1_pass[0],
        product_sum_pass[2]
      } &
      {{2{product_sum_level1_make[2]}}, {2{product_sum_level1_make[0]}}}
    );
  wire [1:0] product_sum_level2_pass =
    {product_sum_level1_pass[2], product_sum_pass[6]} & {2{product_sum_level1_pass[1]}};
  wire [3:0] product_sum_level3_make =
    {product_sum_level2_make[3:2], product_sum_level1_make[2], product_sum_make[4]} |
    (
      {product_sum_level2_pass, product_sum_level1_pass[1], product_sum_pass[4]} &
      {4{product_sum_level2_make[1]}}
    );
  wire [8:0] product_sum =
    product_sum_pass ^
    {
      product_sum_level3_make, product_sum_level2_make[1:0], product_sum_level1_make[0],
      product_sum_make[0], 1'b0
    };
  wire [9:0] product = {product_sum, product_row0_s1[0]};

  // Normalise to 1+f or -2+f: the product may be 2 or 4 times as much (4 is -2 times -2)
  wire       fourfold = x_sign_s1 & y_sign_s1 & ~(|product[9:8]);
  wire       twice = product[9] ^ x_sign_s1 ^ y_sign_s1;
  wire [4:0] product_fraction = twice ? product[8:4] : product[7:3];

  // Each raw exponent is inverted by the other's sign; the sum is that of the product, inverted if
  //   it is negative
  wire [5:0] scale_plus_1 = scale_sum_s1 + 6'd1;
  wire [5:0] scale_plus_2 = scale_sum_s1 + 6'd2;
  wire [5:0] product_scale = product[9] ? scale_plus_1 : fourfold ? scale_plus_2 : scale_sum_s1;
  wire [4:0] product_regime = product_scale[5:1];
  wire [5:0] product_tail = {product_scale[0], product_fraction};
  wire       product_rest = (|product[2:0]) | (twice & product[3]);

  // The regime's run is a shift distance; beyond n-2 it saturates, and so does a special result
  wire [3:0] r_run = product_regime[3:0] ^ {4{product_regime[4]}};
  wire       r_far = special | r_run[3];
  wire [2:0] r_distance = r_run[2:0] | {3{r_far}};
  wire       r_run_bit = ~(product_regime[4] | special);
  wire       r_low = product_regime[4] & ~special;

  // Exponent and fraction follow the regime; what does not fit leaves guard and sticky
  wire [7:0] r_unshifted = {r_run_bit, ~r_run_bit, product_tail};
  wire       r_sticky = product_rest;
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

  // Stage 2: 8 bits of registers begin it
  reg  [7:0] r_s2;
  always @(posedge clk) begin
    if (pipeline_advance) r_s2 <= {sign, r_body};
  end

  assign r = r_s2;

endmodule

`default_nettype wire
