// FloatMac_formatbfloat16_accbinary32: floating-point multiply-add a + x*y, fused: the exact sum,
//   rounded once
//
// format = bfloat16: the factors' format has 8 exponent and 7 fraction bits, infinities and NaN
// acc = binary32: the accumulator's format has 8 exponent and 23 fraction bits, infinities and NaN
// subnormals = flush: subnormal operands and results are flushed to zero
// form = combinational: the sum so far comes as an input
// objective = balanced: made for a small product of area and delay
// partialProducts = array: factors are multiplied by a row of AND gates for each bit of one
// tree = dadda: columns of bits are brought down to two by Dadda's tree, with the fewest counters
// counters = halves: bits are counted by full adders of half adders that share gates
// adder = ripple: the final adder is a ripple-carry adder
// input  x  float<8,7>
// input  y  float<8,7>
// input  a  float<8,23>
// output r  float<8,23>
// Combinational.
//
// Source: IEEE 754-2019, section 5.4.1 (fusedMultiplyAdd, formatOf); OCP 8-bit Floating Point
//   Specification (OFP8) 1.0
// Made by tapir VERSION with: tapir generate FloatMac format=bfloat16 acc=binary32
// This file belongs to whoever generated it; the makers of tapir claim no rights in it.
`default_nettype none

module FloatMac_formatbfloat16_accbinary32 (
  input  wire [15:0] x,
  input  wire [15:0] y,
  input  wire [31:0] a,
  output wire [31:0] r
);

  // Sign, exponent and significand of factors and addend
  wire [7:0]  x_field = x[14:7];
  wire [6:0]  x_fraction = x[6:0];
  wire        x_normal = |x_field;
  wire        x_sign = x[15];
  wire        x_special = &x_field;
  wire        x_no_fraction = ~(|x_fraction);
  wire [7:0]  x_significand = {x_normal, x_fraction & {7{x_normal}}};
  wire        x_zero = ~x_normal;
  wire        x_infinity = x_special & x_no_fraction;
  wire        x_nan = x_special & ~x_no_fraction;
  wire [7:0]  y_field = y[14:7];
  wire [6:0]  y_fraction = y[6:0];
  wire        y_normal = |y_field;
  wire        y_sign = y[15];
  wire        y_special = &y_field;
  wire        y_no_fraction = ~(|y_fraction);
  wire [7:0]  y_significand = {y_normal, y_fraction & {7{y_normal}}};
  wire        y_zero = ~y_normal;
  wire        y_infinity = y_special & y_no_fraction;
  wire        y_nan = y_special & ~y_no_fraction;
  wire [7:0]  a_field = a[30:23];
  wire [22:0] a_fraction = a[22:0];
  wire        a_normal = |a_field;
  wire        a_sign = a[31];
  wire        a_special = &a_field;
  wire        a_no_fraction = ~(|a_fraction);
  wire [23:0] a_significand = {a_normal, a_fraction & {23{a_normal}}};
  wire        a_infinity = a_special & a_no_fraction;
  wire        a_nan = a_special & ~a_no_fraction;

  // One row of partial products for each bit of the second factor
  wire [7:0] product_row0 = x_significand & {8{y_significand[0]}};
  wire [7:0] product_row1 = x_significand & {8{y_significand[1]}};
  wire [7:0] product_row2 = x_significand & {8{y_significand[2]}};
  wire [7:0] product_row3 = x_significand & {8{y_significand[3]}};
  wire [7:0] product_row4 = x_significand & {8{y_significand[4]}};
  wire [7:0] product_row5 = x_significand & {8{y_significand[5]}};
  wire [7:0] product_row6 = x_significand & {8{y_significand[6]}};
  wire [7:0] product_row7 = x_significand & {8{y_significand[7]}};

  // Level 1: counters leave at most 6 bits a column
  wire       product_l1_w6_0_both = product_row0[6] & product_row1[5];
  wire       product_l1_w6_0_sum = (product_row0[6] | product_row1[5]) & ~product_l1_w6_0_both;
  wire       product_l1_w6_0_carry = product_l1_w6_0_both;
  wire [2:0] product_l1_w7_0_a = {product_row2[7], product_row1[7], product_row0[7]};
  wire [2:0] product_l1_w7_0_b = {product_row3[6], product_row2[6], product_row1[6]};
  wire [2:0] product_l1_w7_0_c = {product_row4[5], product_row3[5], product_row2[5]};
  wire [2:0] product_l1_w7_0_both = product_l1_w7_0_a & product_l1_w7_0_b;
  wire [2:0] product_l1_w7_0_half = (product_l1_w7_0_a | product_l1_w7_0_b) & ~product_l1_w7_0_both;
  wire [2:0] product_l1_w7_0_through = product_l1_w7_0_half & product_l1_w7_0_c;
  wire [2:0] product_l1_w7_0_sum =
    (product_l1_w7_0_half | product_l1_w7_0_c) & ~product_l1_w7_0_through;
  wire [2:0] product_l1_w7_0_carry = product_l1_w7_0_both | product_l1_w7_0_through;
  wire [1:0] product_l1_w7_1_a = {product_row4[4], product_row3[4]};
  wire [1:0] product_l1_w7_1_b = {product_row5[3], product_row4[3]};
  wire [1:0] product_l1_w7_1_both = product_l1_w7_1_a & product_l1_w7_1_b;
  wire [1:0] product_l1_w7_1_sum = (product_l1_w7_1_a | product_l1_w7_1_b) & ~product_l1_w7_1_both;
  wire [1:0] product_l1_w7_1_carry = product_l1_w7_1_both;

  // Level 2: counters leave at most 4 bits a column
  wire       product_l2_w4_0_both = product_row0[4] & product_row1[3];
  wire       product_l2_w4_0_sum = (product_row0[4] | product_row1[3]) & ~product_l2_w4_0_both;
  wire       product_l2_w4_0_carry = product_l2_w4_0_both;
  wire [6:0] product_l2_w5_0_a = {
    product_row4[7], product_row3[7], product_row5[4], product_row6[2], product_row5[2],
    product_row2[4], product_row0[5]
  };
  wire [6:0] product_l2_w5_0_b = {
    product_row5[6], product_row4[6], product_row6[3], product_row7[1], product_row6[1],
    product_row3[3], product_row1[4]
  };
  wire [6:0] product_l2_w5_0_c = {
    product_row6[5], product_row5[5], product_row7[2], product_l1_w7_1_carry[0], product_row7[0],
    product_row4[2], product_row2[3]
  };
  wire [6:0] product_l2_w5_0_both = product_l2_w5_0_a & product_l2_w5_0_b;
  wire [6:0] product_l2_w5_0_half = (product_l2_w5_0_a | product_l2_w5_0_b) & ~product_l2_w5_0_both;
  wire [6:0] product_l2_w5_0_through = product_l2_w5_0_half & product_l2_w5_0_c;
  wire [6:0] product_l2_w5_0_sum =
    (product_l2_w5_0_half | product_l2_w5_0_c) & ~product_l2_w5_0_through;
  wire [6:0] product_l2_w5_0_carry = product_l2_w5_0_both | product_l2_w5_0_through;
  wire       product_l2_w5_1_both = product_row3[2] & product_row4[1];
  wire       product_l2_w5_1_sum = (product_row3[2] | product_row4[1]) & ~product_l2_w5_1_both;
  wire       product_l2_w5_1_carry = product_l2_w5_1_both;
  wire [4:0] product_l2_w6_1_a = {
    product_row6[4], product_l1_w7_1_carry[1], product_l1_w7_1_sum[1], product_l1_w6_0_carry,
    product_row5[1]
  };
  wire [4:0] product_l2_w6_1_b = {
    product_row7[3], product_l1_w7_0_carry[1:0], product_l1_w7_1_sum[0], product_row6[0]
  };
  wire [4:0] product_l2_w6_1_c = {
    product_l1_w7_0_carry[2], product_l1_w7_0_sum, product_l1_w6_0_sum
  };
  wire [4:0] product_l2_w6_1_both = product_l2_w6_1_a & product_l2_w6_1_b;
  wire [4:0] product_l2_w6_1_half = (product_l2_w6_1_a | product_l2_w6_1_b) & ~product_l2_w6_1_both;
  wire [4:0] product_l2_w6_1_through = product_l2_w6_1_half & product_l2_w6_1_c;
  wire [4:0] product_l2_w6_1_sum =
    (product_l2_w6_1_half | product_l2_w6_1_c) & ~product_l2_w6_1_through;
  wire [4:0] product_l2_w6_1_carry = product_l2_w6_1_both | product_l2_w6_1_through;

  // Level 3: counters leave at most 3 bits a column
  wire       product_l3_w3_0_both = product_row0[3] & product_row1[2];
  wire       product_l3_w3_0_sum = (product_row0[3] | product_row1[2]) & ~product_l3_w3_0_both;
  wire       product_l3_w3_0_carry = product_l3_w3_0_both;
  wire [8:0] product_l3_w4_0_a = {
    product_row5[7], product_row7[4], product_l2_w5_0_carry[4:1], product_l2_w5_1_carry,
    product_row5[0], product_row2[2]
  };
  wire [8:0] product_l3_w4_0_b = {
    product_row6[6], product_l2_w5_0_carry[5], product_l2_w5_0_sum[5:3], product_l2_w6_1_carry[0],
    product_l2_w5_0_carry[0], product_l2_w4_0_carry, product_row3[1]
  };
  wire [8:0] product_l3_w4_0_c = {
    product_row7[5], product_l2_w5_0_sum[6], product_l2_w6_1_sum[4], product_l2_w6_1_carry[2:1],
    product_l2_w5_0_sum[2:1], product_l2_w5_1_sum, product_row4[0]
  };
  wire [8:0] product_l3_w4_0_both = product_l3_w4_0_a & product_l3_w4_0_b;
  wire [8:0] product_l3_w4_0_half = (product_l3_w4_0_a | product_l3_w4_0_b) & ~product_l3_w4_0_both;
  wire [8:0] product_l3_w4_0_through = product_l3_w4_0_half & product_l3_w4_0_c;
  wire [8:0] product_l3_w4_0_sum =
    (product_l3_w4_0_half | product_l3_w4_0_c) & ~product_l3_w4_0_through;
  wire [8:0] product_l3_w4_0_carry = product_l3_w4_0_both | product_l3_w4_0_through;

  // Level 4: counters leave at most 2 bits a column
  wire        product_l4_w2_0_both = product_row0[2] & product_row1[1];
  wire        product_l4_w2_0_sum = (product_row0[2] | product_row1[1]) & ~product_l4_w2_0_both;
  wire        product_l4_w2_0_carry = product_l4_w2_0_both;
  wire [10:0] product_l4_w3_0_a = {
    product_row6[7], product_l2_w5_0_carry[6], product_l2_w6_1_carry[4:3], product_l2_w6_1_sum[3],
    product_l3_w4_0_carry[3], product_l2_w6_1_sum[1:0], product_l3_w4_0_carry[0],
    product_l3_w3_0_carry, product_row2[1]
  };
  wire [10:0] product_l4_w3_0_b = {
    product_row7[6], product_l3_w4_0_sum[8], product_l3_w4_0_carry[6], product_l3_w4_0_sum[6],
    product_l3_w4_0_carry[4], product_l2_w6_1_sum[2], product_l3_w4_0_carry[2:1],
    product_l2_w5_0_sum[0], product_l2_w4_0_sum, product_row3[0]
  };
  wire [10:0] product_l4_w3_0_c = {
    product_l3_w4_0_carry[8:7], product_l3_w4_0_sum[7], product_l3_w4_0_carry[5],
    product_l3_w4_0_sum[5:0], product_l3_w3_0_sum
  };
  wire [10:0] product_l4_w3_0_both = product_l4_w3_0_a & product_l4_w3_0_b;
  wire [10:0] product_l4_w3_0_half =
    (product_l4_w3_0_a | product_l4_w3_0_b) & ~product_l4_w3_0_both;
  wire [10:0] product_l4_w3_0_through = product_l4_w3_0_half & product_l4_w3_0_c;
  wire [10:0] product_l4_w3_0_sum =
    (product_l4_w3_0_half | product_l4_w3_0_c) & ~product_l4_w3_0_through;
  wire [10:0] product_l4_w3_0_carry = product_l4_w3_0_both | product_l4_w3_0_through;

  // The final addition, of the columns that have two bits
  wire [14:0] product_first = {
    1'b0, product_row7[7], product_l4_w3_0_carry[9:0], product_l4_w2_0_carry, product_row2[0],
    product_row0[1]
  };
  wire [14:0] product_second = {
    1'b0, product_l4_w3_0_carry[10], product_l4_w3_0_sum, product_l4_w2_0_sum, product_row1[0]
  };

  // A ripple-carry adder: groups of bits make a carry or pass one on, level by level
  wire [13:0] product_sum_make = product_first[13:0] & product_second[13:0];
  wire [14:0] product_sum_pass = product_first ^ product_second;
  wire        product_sum_level1_make =
    product_sum_make[1] | (product_sum_pass[1] & product_sum_make[0]);
  wire        product_sum_level2_make =
    product_sum_make[2] | (product_sum_pass[2] & product_sum_level1_make);
  wire        product_sum_level3_make =
    product_sum_make[3] | (product_sum_pass[3] & product_sum_level2_make);
  wire        product_sum_level4_make =
    product_sum_make[4] | (product_sum_pass[4] & product_sum_level3_make);
  wire        product_sum_level5_make =
    product_sum_make[5] | (product_sum_pass[5] & product_sum_level4_make);
  wire        product_sum_level6_make =
    product_sum_make[6] | (product_sum_pass[6] & product_sum_level5_make);
  wire        product_sum_level7_make =
    product_sum_make[7] | (product_sum_pass[7] & product_sum_level6_make);
  wire        product_sum_level8_make =
    product_sum_make[8] | (product_sum_pass[8] & product_sum_level7_make);
  wire        product_sum_level9_make =
    product_sum_make[9] | (product_sum_pass[9] & product_sum_level8_make);
  wire        product_sum_level10_make =
    product_sum_make[10] | (product_sum_pass[10] & product_sum_level9_make);
  wire        product_sum_level11_make =
    product_sum_make[11] | (product_sum_pass[11] & product_sum_level10_make);
  wire        product_sum_level12_make =
    product_sum_make[12] | (product_sum_pass[12] & product_sum_level11_make);
  wire        product_sum_level13_make =
    product_sum_make[13] | (product_sum_pass[13] & product_sum_level12_make);
  wire [14:0] product_sum =
    product_sum_pass ^
    {
      product_sum_level13_make, product_sum_level12_make, product_sum_level11_make,
      product_sum_level10_make, product_sum_level9_make, product_sum_level8_make,
      product_sum_level7_make, product_sum_level6_make, product_sum_level5_make,
      product_sum_level4_make, product_sum_level3_make, product_sum_level2_make,
      product_sum_level1_make, product_sum_make[0], 1'b0
    };
  wire [15:0] product = {product_sum, product_row0[0]};
  wire [9:0]  a_term_exponent = {2'b0, a_field};
  wire        product_sign = x_sign ^ y_sign;
  wire [9:0]  product_exponent = {2'b0, x_field} + {2'b0, y_field} + 10'd898;
  wire        product_zero = x_zero | y_zero;

  // The term with the lower exponent goes down to the other
  wire [10:0] distance =
    {product_exponent[9], product_exponent} - {a_term_exponent[9], a_term_exponent};
  wire        b_lower = distance[10] | product_zero;
  wire [26:0] larger = b_lower ? {a_significand, 3'b0} : {product, 11'b0};
  wire [26:0] smaller = b_lower ? {1'b0, product, 10'b0} : {a_significand, 3'b0};
  wire [9:0]  exponent = b_lower ? a_term_exponent : product_exponent;
  wire [9:0]  places = distance[9:0] ^ {10{distance[10]}};
  wire        far = |places[9:5];
  wire [4:0]  amount = places[4:0] | {5{far}};
  wire [26:0] align_unshifted = smaller;
  wire        align_lost16 = amount[4] & (|align_unshifted[15:0]);
  wire [26:0] align_shift16 = amount[4] ? {16'b0, align_unshifted[26:16]} : align_unshifted;
  wire        align_lost8 = amount[3] & (|align_shift16[7:0]);
  wire [26:0] align_shift8 = amount[3] ? {8'b0, align_shift16[26:8]} : align_shift16;
  wire        align_lost4 = amount[2] & (|align_shift8[3:0]);
  wire [26:0] align_shift4 = amount[2] ? {4'b0, align_shift8[26:4]} : align_shift8;
  wire        align_lost2 = amount[1] & (|align_shift4[1:0]);
  wire [26:0] align_shift2 = amount[1] ? {2'b0, align_shift4[26:2]} : align_shift4;
  wire        align_lost1 = amount[0] & align_shift2[0];
  wire [26:0] align_shift1 = amount[0] ? {1'b0, align_shift2[26:1]} : align_shift2;
  wire        align_sticky = align_lost16 | align_lost8 | align_lost4 | align_lost2 | align_lost1;

  // Add, or subtract the lesser from the greater
  wire        subtract = a_sign ^ product_sign;
  wire [27:0] greater_term = {larger, 1'b0};
  wire [27:0] lesser_term = {align_shift1, align_sticky};
  wire [27:0] sum_addend = lesser_term ^ {28{subtract}};
  wire [27:0] sum_half_sum = greater_term ^ sum_addend;
  wire [27:0] sum_make1 = greater_term & sum_addend;
  wire [27:0] sum_make2 = {
    sum_make1[27] | (sum_half_sum[27] & sum_make1[26]),
    sum_make1[26],
    sum_make1[25] | (sum_half_sum[25] & sum_make1[24]),
    sum_make1[24],
    sum_make1[23] | (sum_half_sum[23] & sum_make1[22]),
    sum_make1[22],
    sum_make1[21] | (sum_half_sum[21] & sum_make1[20]),
    sum_make1[20],
    sum_make1[19] | (sum_half_sum[19] & sum_make1[18]),
    sum_make1[18],
    sum_make1[17] | (sum_half_sum[17] & sum_make1[16]),
    sum_make1[16],
    sum_make1[15] | (sum_half_sum[15] & sum_make1[14]),
    sum_make1[14],
    sum_make1[13] | (sum_half_sum[13] & sum_make1[12]),
    sum_make1[12],
    sum_make1[11] | (sum_half_sum[11] & sum_make1[10]),
    sum_make1[10],
    sum_make1[9] | (sum_half_sum[9] & sum_make1[8]),
    sum_make1[8],
    sum_make1[7] | (sum_half_sum[7] & sum_make1[6]),
    sum_make1[6],
    sum_make1[5] | (sum_half_sum[5] & sum_make1[4]),
    sum_make1[4],
    sum_make1[3] | (sum_half_sum[3] & sum_make1[2]),
    sum_make1[2],
    sum_make1[1] | (sum_half_sum[1] & sum_make1[0]),
    sum_make1[0]
  };
  wire [27:0] sum_pass2 = {
    sum_half_sum[27] & sum_half_sum[26],
    sum_half_sum[26],
    sum_half_sum[25] & sum_half_sum[24],
    sum_half_sum[24],
    sum_half_sum[23] & sum_half_sum[22],
    sum_half_sum[22],
    sum_half_sum[21] & sum_half_sum[20],
    sum_half_sum[20],
    sum_half_sum[19] & sum_half_sum[18],
    sum_half_sum[18],
    sum_half_sum[17] & sum_half_sum[16],
    sum_half_sum[16],
    sum_half_sum[15] & sum_half_sum[14],
    sum_half_sum[14],
    sum_half_sum[13] & sum_half_sum[12],
    sum_half_sum[12],
    sum_half_sum[11] & sum_half_sum[10],
    sum_half_sum[10],
    sum_half_sum[9] & sum_half_sum[8],
    sum_half_sum[8],
    sum_half_sum[7] & sum_half_sum[6],
    sum_half_sum[6],
    sum_half_sum[5] & sum_half_sum[4],
    sum_half_sum[4],
    sum_half_sum[3] & sum_half_sum[2],
    sum_half_sum[2],
    sum_half_sum[1] & sum_half_sum[0],
    sum_half_sum[0]
  };
  wire [27:0] sum_make4 = {
    sum_make2[27] | (sum_pass2[27] & sum_make2[25]),
    sum_make2[26] | (sum_pass2[26] & sum_make2[25]),
    sum_make2[25:24],
    sum_make2[23] | (sum_pass2[23] & sum_make2[21]),
    sum_make2[22] | (sum_pass2[22] & sum_make2[21]),
    sum_make2[21:20],
    sum_make2[19] | (sum_pass2[19] & sum_make2[17]),
    sum_make2[18] | (sum_pass2[18] & sum_make2[17]),
    sum_make2[17:16],
    sum_make2[15] | (sum_pass2[15] & sum_make2[13]),
    sum_make2[14] | (sum_pass2[14] & sum_make2[13]),
    sum_make2[13:12],
    sum_make2[11] | (sum_pass2[11] & sum_make2[9]),
    sum_make2[10] | (sum_pass2[10] & sum_make2[9]),
    sum_make2[9:8],
    sum_make2[7] | (sum_pass2[7] & sum_make2[5]),
    sum_make2[6] | (sum_pass2[6] & sum_make2[5]),
    sum_make2[5:4],
    sum_make2[3] | (sum_pass2[3] & sum_make2[1]),
    sum_make2[2] | (sum_pass2[2] & sum_make2[1]),
    sum_make2[1:0]
  };
  wire [27:0] sum_pass4 = {
    sum_pass2[27] & sum_pass2[25],
    sum_pass2[26] & sum_pass2[25],
    sum_pass2[25:24],
    sum_pass2[23] & sum_pass2[21],
    sum_pass2[22] & sum_pass2[21],
    sum_pass2[21:20],
    sum_pass2[19] & sum_pass2[17],
    sum_pass2[18] & sum_pass2[17],
    sum_pass2[17:16],
    sum_pass2[15] & sum_pass2[13],
    sum_pass2[14] & sum_pass2[13],
    sum_pass2[13:12],
    sum_pass2[11] & sum_pass2[9],
    sum_pass2[10] & sum_pass2[9],
    sum_pass2[9:8],
    sum_pass2[7] & sum_pass2[5],
    sum_pass2[6] & sum_pass2[5],
    sum_pass2[5:4],
    sum_pass2[3] & sum_pass2[1],
    sum_pass2[2] & sum_pass2[1],
    sum_pass2[1:0]
  };
  wire [27:0] sum_make8 = {
    sum_make4[27:24],
    sum_make4[23] | (sum_pass4[23] & sum_make4[19]),
    sum_make4[22] | (sum_pass4[22] & sum_make4[19]),
    sum_make4[21] | (sum_pass4[21] & sum_make4[19]),
    sum_make4[20] | (sum_pass4[20] & sum_make4[19]),
    sum_make4[19:16],
    sum_make4[15] | (sum_pass4[15] & sum_make4[11]),
    sum_make4[14] | (sum_pass4[14] & sum_make4[11]),
    sum_make4[13] | (sum_pass4[13] & sum_make4[11]),
    sum_make4[12] | (sum_pass4[12] & sum_make4[11]),
    sum_make4[11:8],
    sum_make4[7] | (sum_pass4[7] & sum_make4[3]),
    sum_make4[6] | (sum_pass4[6] & sum_make4[3]),
    sum_make4[5] | (sum_pass4[5] & sum_make4[3]),
    sum_make4[4] | (sum_pass4[4] & sum_make4[3]),
    sum_make4[3:0]
  };
  wire [27:0] sum_pass8 = {
    sum_pass4[27:24],
    sum_pass4[23] & sum_pass4[19],
    sum_pass4[22] & sum_pass4[19],
    sum_pass4[21] & sum_pass4[19],
    sum_pass4[20] & sum_pass4[19],
    sum_pass4[19:16],
    sum_pass4[15] & sum_pass4[11],
    sum_pass4[14] & sum_pass4[11],
    sum_pass4[13] & sum_pass4[11],
    sum_pass4[12] & sum_pass4[11],
    sum_pass4[11:8],
    sum_pass4[7] & sum_pass4[3],
    sum_pass4[6] & sum_pass4[3],
    sum_pass4[5] & sum_pass4[3],
    sum_pass4[4] & sum_pass4[3],
    sum_pass4[3:0]
  };
  wire [27:0] sum_make16 = {
    sum_make8[27] | (sum_pass8[27] & sum_make8[23]),
    sum_make8[26] | (sum_pass8[26] & sum_make8[23]),
    sum_make8[25] | (sum_pass8[25] & sum_make8[23]),
    sum_make8[24] | (sum_pass8[24] & sum_make8[23]),
    sum_make8[23:16],
    sum_make8[15] | (sum_pass8[15] & sum_make8[7]),
    sum_make8[14] | (sum_pass8[14] & sum_make8[7]),
    sum_make8[13] | (sum_pass8[13] & sum_make8[7]),
    sum_make8[12] | (sum_pass8[12] & sum_make8[7]),
    sum_make8[11] | (sum_pass8[11] & sum_make8[7]),
    sum_make8[10] | (sum_pass8[10] & sum_make8[7]),
    sum_make8[9] | (sum_pass8[9] & sum_make8[7]),
    sum_make8[8] | (sum_pass8[8] & sum_make8[7]),
    sum_make8[7:0]
  };
  wire [27:0] sum_pass16 = {
    sum_pass8[27] & sum_pass8[23],
    sum_pass8[26] & sum_pass8[23],
    sum_pass8[25] & sum_pass8[23],
    sum_pass8[24] & sum_pass8[23],
    sum_pass8[23:16],
    sum_pass8[15] & sum_pass8[7],
    sum_pass8[14] & sum_pass8[7],
    sum_pass8[13] & sum_pass8[7],
    sum_pass8[12] & sum_pass8[7],
    sum_pass8[11] & sum_pass8[7],
    sum_pass8[10] & sum_pass8[7],
    sum_pass8[9] & sum_pass8[7],
    sum_pass8[8] & sum_pass8[7],
    sum_pass8[7:0]
  };
  wire [27:0] sum_make32 = {
    sum_make16[27] | (sum_pass16[27] & sum_make16[15]),
    sum_make16[26] | (sum_pass16[26] & sum_make16[15]),
    sum_make16[25] | (sum_pass16[25] & sum_make16[15]),
    sum_make16[24] | (sum_pass16[24] & sum_make16[15]),
    sum_make16[23] | (sum_pass16[23] & sum_make16[15]),
    sum_make16[22] | (sum_pass16[22] & sum_make16[15]),
    sum_make16[21] | (sum_pass16[21] & sum_make16[15]),
    sum_make16[20] | (sum_pass16[20] & sum_make16[15]),
    sum_make16[19] | (sum_pass16[19] & sum_make16[15]),
    sum_make16[18] | (sum_pass16[18] & sum_make16[15]),
    sum_make16[17] | (sum_pass16[17] & sum_make16[15]),
    sum_make16[16] | (sum_pass16[16] & sum_make16[15]),
    sum_make16[15:0]
  };
  wire [26:0] sum_pass32 = {
    sum_pass16[26] & sum_pass16[15],
    sum_pass16[25] & sum_pass16[15],
    sum_pass16[24] & sum_pass16[15],
    sum_pass16[23] & sum_pass16[15],
    sum_pass16[22] & sum_pass16[15],
    sum_pass16[21] & sum_pass16[15],
    sum_pass16[20] & sum_pass16[15],
    sum_pass16[19] & sum_pass16[15],
    sum_pass16[18] & sum_pass16[15],
    sum_pass16[17] & sum_pass16[15],
    sum_pass16[16] & sum_pass16[15],
    sum_pass16[15:0]
  };
  wire        sum_around = subtract & sum_make32[27];
  wire        sum_reversed = subtract & ~sum_make32[27];
  wire [27:0] sum_carry = {sum_make32[26:0] | (sum_pass32 & {27{sum_around}}), sum_around};
  wire [28:0] sum_value = {
    sum_make32[27] & ~subtract,
    sum_half_sum ^ {28{sum_reversed}} ^ sum_carry
  };

  // Shift leading zeros out, down to the lowest exponent
  wire        normal_skip16 = ~(|sum_value[28:13]);
  wire [28:0] normal_shift16 = normal_skip16 ? {sum_value[12:0], 16'b0} : sum_value;
  wire        normal_skip8 = ~(|normal_shift16[28:21]);
  wire [28:0] normal_shift8 = normal_skip8 ? {normal_shift16[20:0], 8'b0} : normal_shift16;
  wire        normal_skip4 = ~(|normal_shift8[28:25]);
  wire [28:0] normal_shift4 = normal_skip4 ? {normal_shift8[24:0], 4'b0} : normal_shift8;
  wire        normal_skip2 = ~(|normal_shift4[28:27]);
  wire [28:0] normal_shift2 = normal_skip2 ? {normal_shift4[26:0], 2'b0} : normal_shift4;
  wire        normal_skip1 = ~normal_shift2[28];
  wire [28:0] normal_shift1 = normal_skip1 ? {normal_shift2[27:0], 1'b0} : normal_shift2;
  wire [4:0]  normal_count = {
    normal_skip16, normal_skip8, normal_skip4, normal_skip2, normal_skip1
  };
  wire        leading = normal_shift1[28];
  wire [10:0] exponent_above = {exponent[9], exponent} + 11'b00000000001;
  wire        no_sum = ~leading;
  wire        sum_sign = ((b_lower ? a_sign : product_sign) ^ sum_reversed) & ~(subtract & no_sum);
  wire [10:0] field = exponent_above - {6'b0, normal_count};
  wire [22:0] fraction = normal_shift1[27:5];

  // Infinities: times zero, or less another one, they are NaN
  wire product_infinity = x_infinity | y_infinity;
  wire sign = product_infinity ? product_sign : a_infinity ? a_sign : sum_sign;

  // Round to nearest, ties to even; a carry out of the fraction goes into the exponent
  wire        increment = normal_shift1[4] & ((|normal_shift1[3:0]) | fraction[0]);
  wire [30:0] rounded = {field[7:0], fraction} + {30'b0, increment};

  // Overflow, underflow and special values
  wire zero = no_sum | (field[10] | (~(|field) & ~(&{fraction, increment})));
  wire nan =
    x_nan |
    y_nan |
    a_nan |
    ((x_infinity & y_zero) | (y_infinity & x_zero)) |
    (product_infinity & a_infinity & (product_sign ^ a_sign));
  wire infinite = product_infinity | a_infinity | (((|field[9:8]) | (&field[7:0])) & ~zero);
  wire special = nan | infinite;
  wire no_fraction = special | zero;

  assign r = {
    sign & ~nan,
    (rounded[30:23] & ~{8{zero}}) | {8{special}},
    (rounded[22:0] & ~{23{no_fraction}}) | {nan, 22'b0}
  };

endmodule

`default_nettype wire
