// OrMult_n8_t6: approximate multiplier: an array whose lowest columns are OR-ed, without carries
//
// n = 8: bits of an operand
// t = 6: columns of the array that are OR-ed
// signed = false: operands and product are unsigned
// objective = balanced: made for a small product of area and delay
// tree = dadda: columns of bits are brought down to two by Dadda's tree, with the fewest counters
// counters = halves: bits are counted by full adders of half adders that share gates
// adder = ripple: the final adder is a ripple-carry adder
// input  x  unsigned<8>
// input  y  unsigned<8>
// output r  unsigned<16>
// Combinational.
//
// Source: as defined here: column c < t of the array of x[i] y[j], i + j = c, is worth the OR of
//   its products
// Made by tapir VERSION with: tapir generate OrMult n=8 t=6
// This file belongs to whoever generated it; the makers of tapir claim no rights in it.
`default_nettype none

module OrMult_n8_t6 (
  input  wire [7:0]  x,
  input  wire [7:0]  y,
  output wire [15:0] r
);

  // Columns of low weight: their products are OR-ed, and nothing is carried
  wire [5:0] product_y_reversed = {y[0], y[1], y[2], y[3], y[4], y[5]};
  wire       product_column0 = x[0] & product_y_reversed[5];
  wire       product_column1 = |(x[1:0] & product_y_reversed[5:4]);
  wire       product_column2 = |(x[2:0] & product_y_reversed[5:3]);
  wire       product_column3 = |(x[3:0] & product_y_reversed[5:2]);
  wire       product_column4 = |(x[4:0] & product_y_reversed[5:1]);
  wire       product_column5 = |(x[5:0] & product_y_reversed);

  // Rows of partial products: those of weight 2^6 and above
  wire [1:0] product_row0 = x[7:6] & {2{y[0]}};
  wire [2:0] product_row1 = x[7:5] & {3{y[1]}};
  wire [3:0] product_row2 = x[7:4] & {4{y[2]}};
  wire [4:0] product_row3 = x[7:3] & {5{y[3]}};
  wire [5:0] product_row4 = x[7:2] & {6{y[4]}};
  wire [6:0] product_row5 = x[7:1] & {7{y[5]}};
  wire [7:0] product_row6 = x & {8{y[6]}};
  wire [7:0] product_row7 = x & {8{y[7]}};

  // Level 1: counters leave at most 6 bits a column
  wire       product_l1_w6_0_both = product_row0[0] & product_row1[0];
  wire       product_l1_w6_0_sum = (product_row0[0] | product_row1[0]) & ~product_l1_w6_0_both;
  wire       product_l1_w6_0_carry = product_l1_w6_0_both;
  wire [2:0] product_l1_w7_0_a = {product_row2[3], product_row1[2], product_row0[1]};
  wire [2:0] product_l1_w7_0_b = {product_row3[3], product_row2[2], product_row1[1]};
  wire [2:0] product_l1_w7_0_c = {product_row4[3], product_row3[2], product_row2[1]};
  wire [2:0] product_l1_w7_0_both = product_l1_w7_0_a & product_l1_w7_0_b;
  wire [2:0] product_l1_w7_0_half = (product_l1_w7_0_a | product_l1_w7_0_b) & ~product_l1_w7_0_both;
  wire [2:0] product_l1_w7_0_through = product_l1_w7_0_half & product_l1_w7_0_c;
  wire [2:0] product_l1_w7_0_sum =
    (product_l1_w7_0_half | product_l1_w7_0_c) & ~product_l1_w7_0_through;
  wire [2:0] product_l1_w7_0_carry = product_l1_w7_0_both | product_l1_w7_0_through;
  wire [1:0] product_l1_w7_1_a = {product_row4[2], product_row3[1]};
  wire [1:0] product_l1_w7_1_b = {product_row5[2], product_row4[1]};
  wire [1:0] product_l1_w7_1_both = product_l1_w7_1_a & product_l1_w7_1_b;
  wire [1:0] product_l1_w7_1_sum = (product_l1_w7_1_a | product_l1_w7_1_b) & ~product_l1_w7_1_both;
  wire [1:0] product_l1_w7_1_carry = product_l1_w7_1_both;

  // Level 2: counters leave at most 4 bits a column
  wire [5:0] product_l2_w6_0_a = {
    product_row4[5], product_row3[4], product_row5[3], product_row6[2], product_row5[1],
    product_row2[0]
  };
  wire [5:0] product_l2_w6_0_b = {
    product_row5[5], product_row4[4], product_row6[3], product_row7[1], product_row6[1],
    product_row3[0]
  };
  wire [5:0] product_l2_w6_0_c = {
    product_row6[5], product_row5[4], product_row7[2], product_l1_w7_1_carry[0], product_row7[0],
    product_row4[0]
  };
  wire [5:0] product_l2_w6_0_both = product_l2_w6_0_a & product_l2_w6_0_b;
  wire [5:0] product_l2_w6_0_half = (product_l2_w6_0_a | product_l2_w6_0_b) & ~product_l2_w6_0_both;
  wire [5:0] product_l2_w6_0_through = product_l2_w6_0_half & product_l2_w6_0_c;
  wire [5:0] product_l2_w6_0_sum =
    (product_l2_w6_0_half | product_l2_w6_0_c) & ~product_l2_w6_0_through;
  wire [5:0] product_l2_w6_0_carry = product_l2_w6_0_both | product_l2_w6_0_through;
  wire       product_l2_w7_1_both = product_l1_w6_0_carry & product_l1_w7_1_sum[0];
  wire       product_l2_w7_1_sum =
    (product_l1_w6_0_carry | product_l1_w7_1_sum[0]) & ~product_l2_w7_1_both;
  wire       product_l2_w7_1_carry = product_l2_w7_1_both;
  wire [2:0] product_l2_w8_1_a = {
    product_row6[4], product_l1_w7_1_carry[1], product_l1_w7_1_sum[1]
  };
  wire [2:0] product_l2_w8_1_b = {product_row7[3], product_l1_w7_0_carry[1:0]};
  wire [2:0] product_l2_w8_1_c = {product_l1_w7_0_carry[2], product_l1_w7_0_sum[2:1]};
  wire [2:0] product_l2_w8_1_both = product_l2_w8_1_a & product_l2_w8_1_b;
  wire [2:0] product_l2_w8_1_half = (product_l2_w8_1_a | product_l2_w8_1_b) & ~product_l2_w8_1_both;
  wire [2:0] product_l2_w8_1_through = product_l2_w8_1_half & product_l2_w8_1_c;
  wire [2:0] product_l2_w8_1_sum =
    (product_l2_w8_1_half | product_l2_w8_1_c) & ~product_l2_w8_1_through;
  wire [2:0] product_l2_w8_1_carry = product_l2_w8_1_both | product_l2_w8_1_through;

  // Level 3: counters leave at most 3 bits a column
  wire       product_l3_w6_0_both = product_row5[0] & product_row6[0];
  wire       product_l3_w6_0_sum = (product_row5[0] | product_row6[0]) & ~product_l3_w6_0_both;
  wire       product_l3_w6_0_carry = product_l3_w6_0_both;
  wire [5:0] product_l3_w7_0_a = {
    product_row5[6], product_row7[4], product_l2_w6_0_carry[3:2], product_l2_w7_1_carry,
    product_l2_w6_0_carry[0]
  };
  wire [5:0] product_l3_w7_0_b = {
    product_row6[6], product_l2_w6_0_carry[4], product_l2_w6_0_sum[4:3], product_l2_w6_0_carry[1],
    product_l1_w7_0_sum[0]
  };
  wire [5:0] product_l3_w7_0_c = {
    product_row7[5], product_l2_w6_0_sum[5], product_l2_w8_1_sum[2], product_l2_w8_1_carry[0],
    product_l2_w6_0_sum[2:1]
  };
  wire [5:0] product_l3_w7_0_both = product_l3_w7_0_a & product_l3_w7_0_b;
  wire [5:0] product_l3_w7_0_half = (product_l3_w7_0_a | product_l3_w7_0_b) & ~product_l3_w7_0_both;
  wire [5:0] product_l3_w7_0_through = product_l3_w7_0_half & product_l3_w7_0_c;
  wire [5:0] product_l3_w7_0_sum =
    (product_l3_w7_0_half | product_l3_w7_0_c) & ~product_l3_w7_0_through;
  wire [5:0] product_l3_w7_0_carry = product_l3_w7_0_both | product_l3_w7_0_through;

  // Level 4: counters leave at most 2 bits a column
  wire       product_l4_w6_0_both = product_l1_w6_0_sum & product_l3_w6_0_sum;
  wire       product_l4_w6_0_sum =
    (product_l1_w6_0_sum | product_l3_w6_0_sum) & ~product_l4_w6_0_both;
  wire       product_l4_w6_0_carry = product_l4_w6_0_both;
  wire [6:0] product_l4_w7_0_a = {
    product_row6[7], product_l2_w6_0_carry[5], product_l2_w8_1_carry[2:1], product_l3_w7_0_carry[1],
    product_l2_w8_1_sum[0], product_l3_w6_0_carry
  };
  wire [6:0] product_l4_w7_0_b = {
    product_row7[6], product_l3_w7_0_sum[5], product_l3_w7_0_carry[3], product_l3_w7_0_sum[3],
    product_l2_w8_1_sum[1], product_l3_w7_0_carry[0], product_l2_w7_1_sum
  };
  wire [6:0] product_l4_w7_0_c = {
    product_l3_w7_0_carry[5:4], product_l3_w7_0_sum[4], product_l3_w7_0_carry[2],
    product_l3_w7_0_sum[2:0]
  };
  wire [6:0] product_l4_w7_0_both = product_l4_w7_0_a & product_l4_w7_0_b;
  wire [6:0] product_l4_w7_0_half = (product_l4_w7_0_a | product_l4_w7_0_b) & ~product_l4_w7_0_both;
  wire [6:0] product_l4_w7_0_through = product_l4_w7_0_half & product_l4_w7_0_c;
  wire [6:0] product_l4_w7_0_sum =
    (product_l4_w7_0_half | product_l4_w7_0_c) & ~product_l4_w7_0_through;
  wire [6:0] product_l4_w7_0_carry = product_l4_w7_0_both | product_l4_w7_0_through;

  // The final addition, of the columns that have two bits
  wire [9:0] product_first = {
    1'b0, product_row7[7], product_l4_w7_0_carry[5:0], product_l4_w6_0_carry, product_l2_w6_0_sum[0]
  };
  wire [9:0] product_second = {
    1'b0, product_l4_w7_0_carry[6], product_l4_w7_0_sum, product_l4_w6_0_sum
  };

  // A ripple-carry adder: groups of bits make a carry or pass one on, level by level
  wire [8:0]  product_sum_make = product_first[8:0] & product_second[8:0];
  wire [9:0]  product_sum_pass = product_first ^ product_second;
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
  wire [9:0]  product_sum =
    product_sum_pass ^
    {
      product_sum_level8_make, product_sum_level7_make, product_sum_level6_make,
      product_sum_level5_make, product_sum_level4_make, product_sum_level3_make,
      product_sum_level2_make, product_sum_level1_make, product_sum_make[0], 1'b0
    };
  wire [15:0] product = {
    product_sum, product_column5, product_column4, product_column3, product_column2,
    product_column1, product_column0
  };

  assign r = product;

endmodule

`default_nettype wire
