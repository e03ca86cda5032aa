// PositQuireMac_n8_es0: posit multiply-accumulate unit with a quire: exact sums of products,
//   rounded once, on reading
//
// n = 8: bits of a posit
// es = 0: exponent bits of a posit
// product = exact: the product is exact
// width = standard: the quire, whose sums wrap around: 32 + 2^(es+2) (n-2) bits, which is 16n
//   where es is 2; with a cap (rs) 32 and all bits of minpos^2 and maxpos^2
// objective = balanced: made for a small product of area and delay
// regime = select: a regime's run is shifted out with all places at once
// partialProducts = array: factors are multiplied by a row of AND gates for each bit of one
// tree = wallace: columns of bits are brought down to two by Wallace's tree, each level of which
//   counts all it can
// counters = xor: bits are counted by full adders of exclusive-ors
// adder = sklansky: the final adder is Sklansky's prefix network
// quireAdder = plus: the adder to the quire is Verilog's +, which the synthesis tool makes
// input  rst    unsigned<1>
// input  clear  unsigned<1>
// input  en     unsigned<1>
// input  x      posit<8,0>
// input  y      posit<8,0>
// output r      posit<8,0>
// output valid  unsigned<1>
// Sequential: at each rising edge of clk the inputs are taken; the outputs that follow are theirs.
// rst is synchronous, and wins over every other control.
// rst: the sum becomes 0; whatever else is asked, no operand is taken.
// clear: a new sum starts: with this cycle's operands where en is 1, else with 0.
// en: this cycle's operands are taken; where it is 0 the sum stays, and they do not matter.
// valid: an operand was taken in the last cycle, and r has it. r holds the sum at all times.
// Once an operand was NaR, r is NaR until rst or clear. The quire itself wraps around.
//
// Source: Standard for Posit Arithmetic (2022), section 3.4 and section 5.11; product=plam: R.
//   Murillo et al., PLAM, IEEE TETC 10(4), 2022
// Made by tapir VERSION with: tapir generate PositQuireMac n=8 es=0
// This file belongs to whoever generated it; the makers of tapir claim no rights in it.
`default_nettype none

module PositQuireMac_n8_es0 (
  input  wire       clk,
  input  wire       rst,
  input  wire       clear,
  input  wire       en,
  input  wire [7:0] x,
  input  wire [7:0] y,
  output wire [7:0] r,
  output wire       valid
);

  reg  [55:0] quire;
  reg         quire_nar;
  reg         taken;

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

  // The product of the signed significands, -2+f or 1+f, and the sum of their exponents
  wire       x_down = ~(x_regime_bit ^ x_sign);
  wire [3:0] x_scale = {x_down, x_count ^ {3{x_down}}};
  wire       y_down = ~(y_regime_bit ^ y_sign);
  wire [3:0] y_scale = {y_down, y_count ^ {3{y_down}}};
  wire       product_zero = x_special | y_special;
  wire [4:0] product_scale = {x_scale[3], x_scale} + {y_scale[3], y_scale};

  // One row of partial products for each bit of the second factor
  wire [4:0] product_row0 = x_fraction & {5{y_fraction[0]}};
  wire [4:0] product_row1 = x_fraction & {5{y_fraction[1]}};
  wire [4:0] product_row2 = x_fraction & {5{y_fraction[2]}};
  wire [4:0] product_row3 = x_fraction & {5{y_fraction[3]}};
  wire [4:0] product_row4 = x_fraction & {5{y_fraction[4]}};

  // Each fraction times the other's integer part, 1 or -2 (complemented, and two ulps more)
  wire [5:0] product_row_x = y_sign ? {~x_fraction, 1'b0} : {1'b0, x_fraction};
  wire [5:0] product_row_y = x_sign ? {~y_fraction, 1'b0} : {1'b0, y_fraction};

  // The product of the integer parts with the signs of those rows: 1, -4 or 0
  wire product_both_positive = ~(x_sign | y_sign);
  wire product_differ = x_sign ^ y_sign;

  // Level 1: every three bits of a column are counted
  wire [6:0] product_l1_w2_0_a = {
    product_row4[4], product_row3[4], y_sign, product_row1[4], product_row0[4:2]
  };
  wire [6:0] product_l1_w2_0_b = {
    product_row_x[3], product_row4[3], x_sign, product_row2[3], product_row1[3:1]
  };
  wire [6:0] product_l1_w2_0_c = {
    product_row_y[3], product_row_x[2], product_row2[4], product_row3[2], product_row2[2:0]
  };
  wire [6:0] product_l1_w2_0_sum = product_l1_w2_0_a ^ product_l1_w2_0_b ^ product_l1_w2_0_c;
  wire [6:0] product_l1_w2_0_carry =
    (product_l1_w2_0_a & product_l1_w2_0_b) |
    (product_l1_w2_0_c & (product_l1_w2_0_a ^ product_l1_w2_0_b));
  wire       product_l1_w10_0_sum = product_row_x[5] ^ product_row_y[5] ^ product_both_positive;
  wire       product_l1_w10_0_carry =
    (product_row_x[5] & product_row_y[5]) |
    (product_both_positive & (product_row_x[5] ^ product_row_y[5]));
  wire [1:0] product_l1_w5_1_a = {product_row3[3], product_row4[1]};
  wire [1:0] product_l1_w5_1_b = {product_row4[2], product_row_x[0]};
  wire [1:0] product_l1_w5_1_c = {product_row_x[1], product_row_y[0]};
  wire [1:0] product_l1_w5_1_sum = product_l1_w5_1_a ^ product_l1_w5_1_b ^ product_l1_w5_1_c;
  wire [1:0] product_l1_w5_1_carry =
    (product_l1_w5_1_a & product_l1_w5_1_b) |
    (product_l1_w5_1_c & (product_l1_w5_1_a ^ product_l1_w5_1_b));

  // Level 2: every three bits of a column are counted
  wire [4:0] product_l2_w3_0_a = {product_row_y[2:1], product_l1_w2_0_carry[2], product_row3[1:0]};
  wire [4:0] product_l2_w3_0_b = {
    product_l1_w2_0_carry[4], product_l1_w2_0_sum[4:3], product_row4[0], product_l1_w2_0_carry[0]
  };
  wire [4:0] product_l2_w3_0_c = {
    product_l1_w5_1_carry[1], product_l1_w2_0_carry[3], product_l1_w5_1_sum[0],
    product_l1_w2_0_carry[1], product_l1_w2_0_sum[1]
  };
  wire [4:0] product_l2_w3_0_sum = product_l2_w3_0_a ^ product_l2_w3_0_b ^ product_l2_w3_0_c;
  wire [4:0] product_l2_w3_0_carry =
    (product_l2_w3_0_a & product_l2_w3_0_b) |
    (product_l2_w3_0_c & (product_l2_w3_0_a ^ product_l2_w3_0_b));
  wire       product_l2_w9_0_sum = product_row_x[4] ^ product_row_y[4] ^ product_l1_w2_0_carry[6];
  wire       product_l2_w9_0_carry =
    (product_row_x[4] & product_row_y[4]) |
    (product_l1_w2_0_carry[6] & (product_row_x[4] ^ product_row_y[4]));

  // Level 3: every three bits of a column are counted
  wire       product_l3_w4_0_sum =
    product_l1_w2_0_sum[2] ^ product_l2_w3_0_sum[1] ^ product_l2_w3_0_carry[0];
  wire       product_l3_w4_0_carry =
    (product_l1_w2_0_sum[2] & product_l2_w3_0_sum[1]) |
    (product_l2_w3_0_carry[0] & (product_l1_w2_0_sum[2] ^ product_l2_w3_0_sum[1]));
  wire [2:0] product_l3_w6_0_a = {
    product_l1_w2_0_carry[5], product_l1_w2_0_sum[5], product_l1_w5_1_sum[1]
  };
  wire [2:0] product_l3_w6_0_b = {
    product_l1_w2_0_sum[6], product_l2_w3_0_carry[3], product_l1_w5_1_carry[0]
  };
  wire [2:0] product_l3_w6_0_c = {product_l2_w3_0_carry[4], product_l2_w3_0_sum[4:3]};
  wire [2:0] product_l3_w6_0_sum = product_l3_w6_0_a ^ product_l3_w6_0_b ^ product_l3_w6_0_c;
  wire [2:0] product_l3_w6_0_carry =
    (product_l3_w6_0_a & product_l3_w6_0_b) |
    (product_l3_w6_0_c & (product_l3_w6_0_a ^ product_l3_w6_0_b));

  // Level 4: every three bits of a column are counted
  wire product_l4_w5_0_sum =
    product_l2_w3_0_carry[1] ^ product_l2_w3_0_sum[2] ^ product_l3_w4_0_carry;
  wire product_l4_w5_0_carry =
    (product_l2_w3_0_carry[1] & product_l2_w3_0_sum[2]) |
    (product_l3_w4_0_carry & (product_l2_w3_0_carry[1] ^ product_l2_w3_0_sum[2]));

  // Level 5: every three bits of a column are counted
  wire product_l5_w6_0_sum =
    product_l2_w3_0_carry[2] ^ product_l3_w6_0_sum[0] ^ product_l4_w5_0_carry;
  wire product_l5_w6_0_carry =
    (product_l2_w3_0_carry[2] & product_l3_w6_0_sum[0]) |
    (product_l4_w5_0_carry & (product_l2_w3_0_carry[2] ^ product_l3_w6_0_sum[0]));

  // Level 6: every three bits of a column are counted
  wire product_l6_w7_0_sum =
    product_l3_w6_0_carry[0] ^ product_l3_w6_0_sum[1] ^ product_l5_w6_0_carry;
  wire product_l6_w7_0_carry =
    (product_l3_w6_0_carry[0] & product_l3_w6_0_sum[1]) |
    (product_l5_w6_0_carry & (product_l3_w6_0_carry[0] ^ product_l3_w6_0_sum[1]));

  // Level 7: every three bits of a column are counted
  wire product_l7_w8_0_sum =
    product_l3_w6_0_sum[2] ^ product_l3_w6_0_carry[1] ^ product_l6_w7_0_carry;
  wire product_l7_w8_0_carry =
    (product_l3_w6_0_sum[2] & product_l3_w6_0_carry[1]) |
    (product_l6_w7_0_carry & (product_l3_w6_0_sum[2] ^ product_l3_w6_0_carry[1]));

  // Level 8: every three bits of a column are counted
  wire product_l8_w9_0_sum = product_l2_w9_0_sum ^ product_l3_w6_0_carry[2] ^ product_l7_w8_0_carry;
  wire product_l8_w9_0_carry =
    (product_l2_w9_0_sum & product_l3_w6_0_carry[2]) |
    (product_l7_w8_0_carry & (product_l2_w9_0_sum ^ product_l3_w6_0_carry[2]));

  // Level 9: every three bits of a column are counted
  wire product_l9_w10_0_sum = product_l1_w10_0_sum ^ product_l2_w9_0_carry ^ product_l8_w9_0_carry;
  wire product_l9_w10_0_carry =
    (product_l1_w10_0_sum & product_l2_w9_0_carry) |
    (product_l8_w9_0_carry & (product_l1_w10_0_sum ^ product_l2_w9_0_carry));

  // The final addition, of the columns that have two bits
  wire [12:0] product_first = {
    {2{product_differ}},
    product_l1_w10_0_carry,
    product_l9_w10_0_sum,
    product_l8_w9_0_sum,
    product_l7_w8_0_sum,
    product_l6_w7_0_sum,
    product_l5_w6_0_sum,
    product_l4_w5_0_sum,
    product_l3_w4_0_sum,
    product_l2_w3_0_sum[0],
    product_l1_w2_0_sum[0],
    product_row0[1]
  };
  wire [12:0] product_second = {2'b0, product_l9_w10_0_carry, 9'b0, product_row1[0]};

  // Sklansky's prefix network: groups of bits make a carry or pass one on, level by level
  wire [11:0] product_sum_make = product_first[11:0] & product_second[11:0];
  wire [12:0] product_sum_pass = product_first ^ product_second;
  wire [5:0]  product_sum_level1_make =
    {
      product_sum_make[11], product_sum_make[9], product_sum_make[7], product_sum_make[5],
      product_sum_make[3], product_sum_make[1]
    } |
    (
      {
        product_sum_pass[11], product_sum_pass[9], product_sum_pass[7], product_sum_pass[5],
        product_sum_pass[3], product_sum_pass[1]
      } &
      {
        product_sum_make[10], product_sum_make[8], product_sum_make[6], product_sum_make[4],
        product_sum_make[2], product_sum_make[0]
      }
    );
  wire [4:0]  product_sum_level1_pass =
    {
      product_sum_pass[11], product_sum_pass[9], product_sum_pass[7], product_sum_pass[5],
      product_sum_pass[3]
    } &
    {
      product_sum_pass[10], product_sum_pass[8], product_sum_pass[6], product_sum_pass[4],
      product_sum_pass[2]
    };
  wire [5:0]  product_sum_level2_make =
    {
      product_sum_level1_make[5], product_sum_make[10], product_sum_level1_make[3],
      product_sum_make[6], product_sum_level1_make[1], product_sum_make[2]
    } |
    (
      {
        product_sum_level1_pass[4], product_sum_pass[10], product_sum_level1_pass[2],
        product_sum_pass[6], product_sum_level1_pass[0], product_sum_pass[2]
      } &
      {
        {2{product_sum_level1_make[4]}},
        {2{product_sum_level1_make[2]}},
        {2{product_sum_level1_make[0]}}
      }
    );
  wire [3:0]  product_sum_level2_pass =
    {
      product_sum_level1_pass[4], product_sum_pass[10], product_sum_level1_pass[2],
      product_sum_pass[6]
    } &
    {{2{product_sum_level1_pass[3]}}, {2{product_sum_level1_pass[1]}}};
  wire [3:0]  product_sum_level3_make =
    {product_sum_level2_make[3:2], product_sum_level1_make[2], product_sum_make[4]} |
    (
      {product_sum_level2_pass[1:0], product_sum_level1_pass[1], product_sum_pass[4]} &
      {4{product_sum_level2_make[1]}}
    );
  wire [3:0]  product_sum_level4_make =
    {product_sum_level2_make[5:4], product_sum_level1_make[4], product_sum_make[8]} |
    (
      {product_sum_level2_pass[3:2], product_sum_level1_pass[3], product_sum_pass[8]} &
      {4{product_sum_level3_make[3]}}
    );
  wire [12:0] product_sum =
    product_sum_pass ^
    {
      product_sum_level4_make, product_sum_level3_make, product_sum_level2_make[1:0],
      product_sum_level1_make[0], product_sum_make[0], 1'b0
    };
  wire [13:0] product = {product_sum, product_row0[0]};
  wire        product_nar = (x_special & x_sign) | (y_special & y_sign);
  wire        product_sign = x_sign ^ y_sign;
  wire        adds = en & ~product_zero;

  // The high bits of the scale, decoded, are the place; above it is copies of the sign
  wire negative = product_sign & adds;
  wire place0 = adds & (~product_scale[4] == 1'd0);
  wire fill0 = negative & place0;
  wire place1 = adds & (~product_scale[4] == 1'd1);

  // The product is shifted by the low bits of its scale; each word of the quire is of the places
  //   that reach it
  wire [14:0] shifted1 = product_scale[0] ? {product, 1'b0} : {product_sign, product};
  wire [16:0] shifted2 = product_scale[1] ? {shifted1, 2'b0} : {{2{product_sign}}, shifted1};
  wire [20:0] shifted4 = product_scale[2] ? {shifted2, 4'b0} : {{4{product_sign}}, shifted2};
  wire [27:0] shifted8 = product_scale[3] ? {shifted4[19:0], 8'b0} : {{7{product_sign}}, shifted4};
  wire [1:0]  word0 = {2{place0}} & shifted8[15:14];
  wire [15:0] word1 =
    ({16{place0}} & {{4{product_sign}}, shifted8[27:16]}) | ({16{place1}} & shifted8[15:0]);
  wire [6:0]  word2 = ({7{place1}} & shifted8[22:16]) | {7{fill0}};
  wire [24:0] placed = {word2, word1, word0};
  wire [55:0] start = quire & ~{56{clear}};

  // Add to the quire, up to where the product is copies of its sign
  wire [24:0] quire_low = start[24:0];
  wire [25:0] low_sum = {1'b0, quire_low} + {1'b0, placed};

  // Above, a carry adds 1 and a sign takes 1 away: each flips bits up to the first that stops it
  wire [29:0] passes = start[54:25] ^ {30{negative}};
  wire        changes = low_sum[25] ^ negative;
  wire [30:0] all1 = {passes, 1'b1};
  wire [30:0] all2 = {
    all1[30],
    all1[29] & all1[28],
    all1[28],
    all1[27] & all1[26],
    all1[26],
    all1[25] & all1[24],
    all1[24],
    all1[23] & all1[22],
    all1[22],
    all1[21] & all1[20],
    all1[20],
    all1[19] & all1[18],
    all1[18],
    all1[17] & all1[16],
    all1[16],
    all1[15] & all1[14],
    all1[14],
    all1[13] & all1[12],
    all1[12],
    all1[11] & all1[10],
    all1[10],
    all1[9] & all1[8],
    all1[8],
    all1[7] & all1[6],
    all1[6],
    all1[5] & all1[4],
    all1[4],
    all1[3] & all1[2],
    all1[2],
    all1[1] & all1[0],
    all1[0]
  };
  wire [30:0] all4 = {
    all2[30] & all2[29],
    all2[29:28],
    all2[27] & all2[25],
    all2[26] & all2[25],
    all2[25:24],
    all2[23] & all2[21],
    all2[22] & all2[21],
    all2[21:20],
    all2[19] & all2[17],
    all2[18] & all2[17],
    all2[17:16],
    all2[15] & all2[13],
    all2[14] & all2[13],
    all2[13:12],
    all2[11] & all2[9],
    all2[10] & all2[9],
    all2[9:8],
    all2[7] & all2[5],
    all2[6] & all2[5],
    all2[5:4],
    all2[3] & all2[1],
    all2[2] & all2[1],
    all2[1:0]
  };
  wire [30:0] all8 = {
    all4[30] & all4[27],
    all4[29] & all4[27],
    all4[28] & all4[27],
    all4[27:24],
    all4[23] & all4[19],
    all4[22] & all4[19],
    all4[21] & all4[19],
    all4[20] & all4[19],
    all4[19:16],
    all4[15] & all4[11],
    all4[14] & all4[11],
    all4[13] & all4[11],
    all4[12] & all4[11],
    all4[11:8],
    all4[7] & all4[3],
    all4[6] & all4[3],
    all4[5] & all4[3],
    all4[4] & all4[3],
    all4[3:0]
  };
  wire [30:0] all16 = {
    all8[30] & all8[23],
    all8[29] & all8[23],
    all8[28] & all8[23],
    all8[27] & all8[23],
    all8[26] & all8[23],
    all8[25] & all8[23],
    all8[24] & all8[23],
    all8[23:16],
    all8[15] & all8[7],
    all8[14] & all8[7],
    all8[13] & all8[7],
    all8[12] & all8[7],
    all8[11] & all8[7],
    all8[10] & all8[7],
    all8[9] & all8[7],
    all8[8] & all8[7],
    all8[7:0]
  };
  wire [30:0] all32 = {
    all16[30] & all16[15],
    all16[29] & all16[15],
    all16[28] & all16[15],
    all16[27] & all16[15],
    all16[26] & all16[15],
    all16[25] & all16[15],
    all16[24] & all16[15],
    all16[23] & all16[15],
    all16[22] & all16[15],
    all16[21] & all16[15],
    all16[20] & all16[15],
    all16[19] & all16[15],
    all16[18] & all16[15],
    all16[17] & all16[15],
    all16[16] & all16[15],
    all16[15:0]
  };
  wire [30:0] high_sum = start[55:25] ^ (all32 & {31{changes}});
  wire [55:0] sum = {high_sum, low_sum[24:0]};
  always @(posedge clk) begin
    if (rst) begin
      quire <= 56'b0;
      quire_nar <= 1'b0;
      taken <= 1'b0;
    end
    else begin
      quire <= sum;
      quire_nar <= (quire_nar & ~clear) | (en & product_nar);
      taken <= en;
    end
  end

  wire read_sum_sign = quire[55];

  // The highest block in which a bit differs from the sign
  wire read_over = read_sum_sign ? ~(&quire[54:20]) : (|quire[54:20]);
  wire read_none_over = ~read_over;
  wire read_block1_differs = read_sum_sign ? ~(&quire[19:12]) : (|quire[19:12]);
  wire read_block1_leads = read_block1_differs & read_none_over;
  wire read_none_down_to_block1 = ~read_block1_differs & read_none_over;
  wire read_block0_differs = read_sum_sign ? ~(&quire[11:4]) : (|quire[11:4]);
  wire read_block0_leads = read_block0_differs & read_none_down_to_block1;
  wire read_none_down_to_block0 = ~read_block0_differs & read_none_down_to_block1;

  // Its bits and those behind; whether any bit is 1 behind those
  wire        read_rest1 = |{quire[5:0], 2'b0};
  wire [13:0] read_window =
    ({14{read_block1_leads}} & quire[19:6]) | ({14{read_block0_leads}} & {quire[11:0], 2'b0});
  wire        read_rest = read_block1_leads & read_rest1;

  // Within the block, half by half; the low bits of the scale follow
  wire       read_upper4 = read_sum_sign ? ~(&read_window[13:10]) : (|read_window[13:10]);
  wire       read_sticky4 = read_rest | (read_upper4 & (|read_window[3:0]));
  wire [9:0] read_half4 = read_upper4 ? read_window[13:4] : read_window[9:0];
  wire       read_upper2 = read_sum_sign ? ~(&read_half4[9:8]) : (|read_half4[9:8]);
  wire       read_sticky2 = read_sticky4 | (read_upper2 & (|read_half4[1:0]));
  wire [7:0] read_half2 = read_upper2 ? read_half4[9:2] : read_half4[7:0];
  wire       read_upper1 = read_sum_sign ? ~read_half2[7] : read_half2[7];
  wire       read_sticky1 = read_sticky2 | (read_upper1 & read_half2[0]);
  wire [5:0] read_half1 = read_upper1 ? read_half2[6:1] : read_half2[5:0];

  // The high bits of the scale are the number of the block, counted from below
  wire [1:0] read_scale_high = {read_block1_leads | read_over, read_block0_leads | read_over};
  wire [4:0] read_raw_scale =
    {~read_scale_high[1], read_scale_high[0], read_upper4, read_upper2, read_upper1} ^
    {5{read_sum_sign}};
  wire       read_sign = quire_nar | read_sum_sign;
  wire       read_special =
    quire_nar | (read_none_down_to_block0 & ~read_sum_sign & ~(|quire[3:0]));
  wire [4:0] read_regime = read_raw_scale;
  wire [6:0] read_tail = {read_half1, read_sticky1};

  // The regime's run is a shift distance; beyond n-2 it saturates, and so does a special result
  wire [3:0] r_run = read_regime[3:0] ^ {4{read_regime[4]}};
  wire       r_far = read_special | r_run[3];
  wire [2:0] r_distance = r_run[2:0] | {3{r_far}};
  wire       r_run_bit = ~(read_regime[4] | read_special);
  wire       r_low = read_regime[4] & ~read_special;

  // Exponent and fraction follow the regime; what does not fit leaves guard and sticky
  wire [7:0] r_unshifted = {r_run_bit, ~r_run_bit, read_tail[6:1]};
  wire       r_sticky = read_tail[0];
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

  assign r = {read_sign, r_body};
  assign valid = taken;

endmodule

`default_nettype wire
