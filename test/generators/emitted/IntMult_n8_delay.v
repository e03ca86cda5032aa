// IntMult_n8_delay: integer multiplier, exact: the reference for the approximate ones
//
// n = 8: bits of both operands
// signed = false: operands and product are unsigned
// objective = delay: made for a short delay
// partialProducts = array: factors are multiplied by a row of AND gates for each bit of one
// tree = dadda: columns of bits are brought down to two by Dadda's tree, with the fewest counters
// counters = xor: bits are counted by full adders of exclusive-ors
// adder = brentKung: the final adder is Brent and Kung's prefix network
// input  x  unsigned<8>
// input  y  unsigned<8>
// output r  unsigned<16>
// Combinational.
//
// Source: A. D. Booth 1951; L. Dadda, Some schemes for parallel multipliers, Alta Frequenza 34,
//   1965
// Made by tapir VERSION with: tapir generate IntMult n=8 objective=delay
// This file belongs to whoever generated it; the makers of tapir claim no rights in it.
`default_nettype none

module IntMult_n8_delay (
  input  wire [7:0]  x,
  input  wire [7:0]  y,
  output wire [15:0] r
);

  // One row of partial products for each bit of the second factor
  wire [7:0] product_row0 = x & {8{y[0]}};
  wire [7:0] product_row1 = x & {8{y[1]}};
  wire [7:0] product_row2 = x & {8{y[2]}};
  wire [7:0] product_row3 = x & {8{y[3]}};
  wire [7:0] product_row4 = x & {8{y[4]}};
  wire [7:0] product_row5 = x & {8{y[5]}};
  wire [7:0] product_row6 = x & {8{y[6]}};
  wire [7:0] product_row7 = x & {8{y[7]}};

  // Level 1: counters leave at most 6 bits a column
  wire       product_l1_w6_0_sum = product_row0[6] ^ product_row1[5];
  wire       product_l1_w6_0_carry = product_row0[6] & product_row1[5];
  wire [2:0] product_l1_w7_0_a = {product_row2[7], product_row1[7], product_row0[7]};
  wire [2:0] product_l1_w7_0_b = {product_row3[6], product_row2[6], product_row1[6]};
  wire [2:0] product_l1_w7_0_c = {product_row4[5], product_row3[5], product_row2[5]};
  wire [2:0] product_l1_w7_0_sum = product_l1_w7_0_a ^ product_l1_w7_0_b ^ product_l1_w7_0_c;
  wire [2:0] product_l1_w7_0_carry =
    (product_l1_w7_0_a & product_l1_w7_0_b) |
    (product_l1_w7_0_c & (product_l1_w7_0_a ^ product_l1_w7_0_b));
  wire [1:0] product_l1_w7_1_a = {product_row4[4], product_row3[4]};
  wire [1:0] product_l1_w7_1_b = {product_row5[3], product_row4[3]};
  wire [1:0] product_l1_w7_1_sum = product_l1_w7_1_a ^ product_l1_w7_1_b;
  wire [1:0] product_l1_w7_1_carry = product_l1_w7_1_a & product_l1_w7_1_b;

  // Level 2: counters leave at most 4 bits a column
  wire       product_l2_w4_0_sum = product_row0[4] ^ product_row1[3];
  wire       product_l2_w4_0_carry = product_row0[4] & product_row1[3];
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
  wire [6:0] product_l2_w5_0_sum = product_l2_w5_0_a ^ product_l2_w5_0_b ^ product_l2_w5_0_c;
  wire [6:0] product_l2_w5_0_carry =
    (product_l2_w5_0_a & product_l2_w5_0_b) |
    (product_l2_w5_0_c & (product_l2_w5_0_a ^ product_l2_w5_0_b));
  wire       product_l2_w5_1_sum = product_row3[2] ^ product_row4[1];
  wire       product_l2_w5_1_carry = product_row3[2] & product_row4[1];
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
  wire [4:0] product_l2_w6_1_sum = product_l2_w6_1_a ^ product_l2_w6_1_b ^ product_l2_w6_1_c;
  wire [4:0] product_l2_w6_1_carry =
    (product_l2_w6_1_a & product_l2_w6_1_b) |
    (product_l2_w6_1_c & (product_l2_w6_1_a ^ product_l2_w6_1_b));

  // Level 3: counters leave at most 3 bits a column
  wire       product_l3_w3_0_sum = product_row0[3] ^ product_row1[2];
  wire       product_l3_w3_0_carry = product_row0[3] & product_row1[2];
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
  wire [8:0] product_l3_w4_0_sum = product_l3_w4_0_a ^ product_l3_w4_0_b ^ product_l3_w4_0_c;
  wire [8:0] product_l3_w4_0_carry =
    (product_l3_w4_0_a & product_l3_w4_0_b) |
    (product_l3_w4_0_c & (product_l3_w4_0_a ^ product_l3_w4_0_b));

  // Level 4: counters leave at most 2 bits a column
  wire        product_l4_w2_0_sum = product_row0[2] ^ product_row1[1];
  wire        product_l4_w2_0_carry = product_row0[2] & product_row1[1];
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
  wire [10:0] product_l4_w3_0_sum = product_l4_w3_0_a ^ product_l4_w3_0_b ^ product_l4_w3_0_c;
  wire [10:0] product_l4_w3_0_carry =
    (product_l4_w3_0_a & product_l4_w3_0_b) |
    (product_l4_w3_0_c & (product_l4_w3_0_a ^ product_l4_w3_0_b));

  // The final addition, of the columns that have two bits
  wire [14:0] product_first = {
    1'b0, product_row7[7], product_l4_w3_0_carry[9:0], product_l4_w2_0_carry, product_row2[0],
    product_row0[1]
  };
  wire [14:0] product_second = {
    1'b0, product_l4_w3_0_carry[10], product_l4_w3_0_sum, product_l4_w2_0_sum, product_row1[0]
  };

  // Brent and Kung's prefix network: groups of bits make a carry or pass one on, level by level
  wire [13:0] product_sum_make = product_first[13:0] & product_second[13:0];
  wire [14:0] product_sum_pass = product_first ^ product_second;
  wire [6:0]  product_sum_level1_make =
    {
      product_sum_make[13], product_sum_make[11], product_sum_make[9], product_sum_make[7],
      product_sum_make[5], product_sum_make[3], product_sum_make[1]
    } |
    (
      {
        product_sum_pass[13], product_sum_pass[11], product_sum_pass[9], product_sum_pass[7],
        product_sum_pass[5], product_sum_pass[3], product_sum_pass[1]
      } &
      {
        product_sum_make[12], product_sum_make[10], product_sum_make[8], product_sum_make[6],
        product_sum_make[4], product_sum_make[2], product_sum_make[0]
      }
    );
  wire [5:0]  product_sum_level1_pass =
    {
      product_sum_pass[13], product_sum_pass[11], product_sum_pass[9], product_sum_pass[7],
      product_sum_pass[5], product_sum_pass[3]
    } &
    {
      product_sum_pass[12], product_sum_pass[10], product_sum_pass[8], product_sum_pass[6],
      product_sum_pass[4], product_sum_pass[2]
    };
  wire [3:0]  product_sum_level2_make =
    {
      product_sum_level1_make[5], product_sum_level1_make[3], product_sum_level1_make[1],
      product_sum_make[2]
    } |
    (
      {
        product_sum_level1_pass[4], product_sum_level1_pass[2], product_sum_level1_pass[0],
        product_sum_pass[2]
      } &
      {product_sum_level1_make[4], product_sum_level1_make[2], {2{product_sum_level1_make[0]}}}
    );
  wire [1:0]  product_sum_level2_pass =
    {product_sum_level1_pass[4], product_sum_level1_pass[2]} &
    {product_sum_level1_pass[3], product_sum_level1_pass[1]};
  wire [2:0]  product_sum_level3_make =
    {product_sum_level2_make[2], product_sum_level1_make[2], product_sum_make[4]} |
    (
      {product_sum_level2_pass[0], product_sum_level1_pass[1], product_sum_pass[4]} &
      {3{product_sum_level2_make[1]}}
    );
  wire [3:0]  product_sum_level4_make =
    {
      product_sum_level2_make[3], product_sum_level1_make[4], product_sum_make[8],
      product_sum_make[6]
    } |
    (
      {
        product_sum_level2_pass[1], product_sum_level1_pass[3], product_sum_pass[8],
        product_sum_pass[6]
      } &
      {{3{product_sum_level3_make[2]}}, product_sum_level3_make[1]}
    );
  wire [2:0]  product_sum_level5_make =
    {product_sum_level1_make[6], product_sum_make[12], product_sum_make[10]} |
    (
      {product_sum_level1_pass[5], product_sum_pass[12], product_sum_pass[10]} &
      {{2{product_sum_level4_make[3]}}, product_sum_level4_make[2]}
    );
  wire [14:0] product_sum =
    product_sum_pass ^
    {
      product_sum_level5_make[2:1], product_sum_level4_make[3], product_sum_level5_make[0],
      product_sum_level4_make[2:1], product_sum_level3_make[2], product_sum_level4_make[0],
      product_sum_level3_make[1:0], product_sum_level2_make[1:0], product_sum_level1_make[0],
      product_sum_make[0], 1'b0
    };
  wire [15:0] product = {product_sum, product_row0[0]};

  assign r = product;

endmodule

`default_nettype wire
