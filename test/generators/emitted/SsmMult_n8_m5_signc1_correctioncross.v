// SsmMult_n8_m5_signc1_correctioncross: approximate multiplier (SSM): of static segments, the
//   upper or lower bits of an operand
//
// n = 8: bits of an operand
// m = 5: bits of a segment
// sign = c1: operands are signed, magnitudes by one's complement
// correction = cross: to the product of the segments is added half of each segment where the
//   highest bit cut off of the other is 1, the two OR-ed
// objective = balanced: made for a small product of area and delay
// tree = dadda: columns of bits are brought down to two by Dadda's tree, with the fewest counters
// counters = halves: bits are counted by full adders of half adders that share gates
// adder = ripple: the final adder is a ripple-carry adder
// input  x  signed<8>
// input  y  signed<8>
// output r  signed<16>
// Combinational.
//
// Source: S. Narayanamoorthy et al., Energy-efficient approximate multiplication for digital
//   signal processing and classification applications, IEEE Trans. VLSI 23(6), 2015
// Made by tapir VERSION with: tapir generate SsmMult n=8 m=5 sign=c1 correction=cross
// This file belongs to whoever generated it; the makers of tapir claim no rights in it.
`default_nettype none

module SsmMult_n8_m5_signc1_correctioncross (
  input  wire [7:0]  x,
  input  wire [7:0]  y,
  output wire [15:0] r
);

  // The magnitude of x
  wire       x_sign = x[7];
  wire [6:0] x_body = x[6:0];
  wire [6:0] x_magnitude = x_body ^ {7{x_sign}};

  // The upper 5 bits where any bit above the lower 5 is 1; else the lower ones
  wire       x_upper = |x_magnitude[6:5];
  wire       x_next = x_upper & x_magnitude[1];
  wire [4:0] x_segment = x_upper ? x_magnitude[6:2] : x_magnitude[4:0];

  // The magnitude of y
  wire       y_sign = y[7];
  wire [6:0] y_body = y[6:0];
  wire [6:0] y_magnitude = y_body ^ {7{y_sign}};

  // The upper 5 bits where any bit above the lower 5 is 1; else the lower ones
  wire       y_upper = |y_magnitude[6:5];
  wire       y_next = y_upper & y_magnitude[1];
  wire [4:0] y_segment = y_upper ? y_magnitude[6:2] : y_magnitude[4:0];

  // The product of the segments: one row for each bit of the second
  wire [4:0] product_row0 = x_segment & {5{y_segment[0]}};
  wire [4:0] product_row1 = x_segment & {5{y_segment[1]}};
  wire [4:0] product_row2 = x_segment & {5{y_segment[2]}};
  wire [4:0] product_row3 = x_segment & {5{y_segment[3]}};
  wire [4:0] product_row4 = x_segment & {5{y_segment[4]}};

  // Half of each segment where the highest bit cut off of the other is 1, OR-ed
  wire [3:0] product_halves = (y_segment[4:1] & {4{x_next}}) | (x_segment[4:1] & {4{y_next}});

  // Level 1: counters leave at most 4 bits a column
  wire product_l1_w3_0_both = product_row0[3] & product_row1[2];
  wire product_l1_w3_0_sum = (product_row0[3] | product_row1[2]) & ~product_l1_w3_0_both;
  wire product_l1_w3_0_carry = product_l1_w3_0_both;
  wire product_l1_w4_0_both = product_row0[4] & product_row1[3];
  wire product_l1_w4_0_half = (product_row0[4] | product_row1[3]) & ~product_l1_w4_0_both;
  wire product_l1_w4_0_through = product_l1_w4_0_half & product_row2[2];
  wire product_l1_w4_0_sum = (product_l1_w4_0_half | product_row2[2]) & ~product_l1_w4_0_through;
  wire product_l1_w4_0_carry = product_l1_w4_0_both | product_l1_w4_0_through;
  wire product_l1_w5_0_both = product_row1[4] & product_row2[3];
  wire product_l1_w5_0_sum = (product_row1[4] | product_row2[3]) & ~product_l1_w5_0_both;
  wire product_l1_w5_0_carry = product_l1_w5_0_both;

  // Level 2: counters leave at most 3 bits a column
  wire       product_l2_w2_0_both = product_row0[2] & product_row1[1];
  wire       product_l2_w2_0_sum = (product_row0[2] | product_row1[1]) & ~product_l2_w2_0_both;
  wire       product_l2_w2_0_carry = product_l2_w2_0_both;
  wire [3:0] product_l2_w3_0_a = {product_row2[4], product_row3[2:1], product_row2[1]};
  wire [3:0] product_l2_w3_0_b = {product_row3[3], product_row4[1:0], product_row3[0]};
  wire [3:0] product_l2_w3_0_c = {
    product_row4[2], product_l1_w5_0_sum, product_l1_w3_0_carry, product_halves[3]
  };
  wire [3:0] product_l2_w3_0_both = product_l2_w3_0_a & product_l2_w3_0_b;
  wire [3:0] product_l2_w3_0_half = (product_l2_w3_0_a | product_l2_w3_0_b) & ~product_l2_w3_0_both;
  wire [3:0] product_l2_w3_0_through = product_l2_w3_0_half & product_l2_w3_0_c;
  wire [3:0] product_l2_w3_0_sum =
    (product_l2_w3_0_half | product_l2_w3_0_c) & ~product_l2_w3_0_through;
  wire [3:0] product_l2_w3_0_carry = product_l2_w3_0_both | product_l2_w3_0_through;

  // Level 3: counters leave at most 2 bits a column
  wire       product_l3_w1_0_both = product_row0[1] & product_row1[0];
  wire       product_l3_w1_0_sum = (product_row0[1] | product_row1[0]) & ~product_l3_w1_0_both;
  wire       product_l3_w1_0_carry = product_l3_w1_0_both;
  wire [5:0] product_l3_w2_0_a = {
    product_row3[4], product_l1_w5_0_carry, product_l1_w4_0_carry, product_l2_w3_0_carry[0],
    product_l2_w2_0_carry, product_row2[0]
  };
  wire [5:0] product_l3_w2_0_b = {
    product_row4[3], product_l2_w3_0_carry[2:1], product_l1_w4_0_sum, product_l1_w3_0_sum,
    product_halves[2]
  };
  wire [5:0] product_l3_w2_0_c = {
    product_l2_w3_0_carry[3], product_l2_w3_0_sum, product_l2_w2_0_sum
  };
  wire [5:0] product_l3_w2_0_both = product_l3_w2_0_a & product_l3_w2_0_b;
  wire [5:0] product_l3_w2_0_half = (product_l3_w2_0_a | product_l3_w2_0_b) & ~product_l3_w2_0_both;
  wire [5:0] product_l3_w2_0_through = product_l3_w2_0_half & product_l3_w2_0_c;
  wire [5:0] product_l3_w2_0_sum =
    (product_l3_w2_0_half | product_l3_w2_0_c) & ~product_l3_w2_0_through;
  wire [5:0] product_l3_w2_0_carry = product_l3_w2_0_both | product_l3_w2_0_through;

  // The final addition, of the columns that have two bits
  wire [9:0] product_first = {
    1'b0, product_row4[4], product_l3_w2_0_carry[4:0], product_l3_w1_0_carry, product_halves[1],
    product_row0[0]
  };
  wire [9:0] product_second = {
    1'b0, product_l3_w2_0_carry[5], product_l3_w2_0_sum, product_l3_w1_0_sum, product_halves[0]
  };

  // A ripple-carry adder: groups of bits make a carry or pass one on, level by level
  wire [8:0] product_make = product_first[8:0] & product_second[8:0];
  wire [9:0] product_pass = product_first ^ product_second;
  wire       product_level1_make = product_make[1] | (product_pass[1] & product_make[0]);
  wire       product_level2_make = product_make[2] | (product_pass[2] & product_level1_make);
  wire       product_level3_make = product_make[3] | (product_pass[3] & product_level2_make);
  wire       product_level4_make = product_make[4] | (product_pass[4] & product_level3_make);
  wire       product_level5_make = product_make[5] | (product_pass[5] & product_level4_make);
  wire       product_level6_make = product_make[6] | (product_pass[6] & product_level5_make);
  wire       product_level7_make = product_make[7] | (product_pass[7] & product_level6_make);
  wire       product_level8_make = product_make[8] | (product_pass[8] & product_level7_make);
  wire [9:0] product =
    product_pass ^
    {
      product_level8_make, product_level7_make, product_level6_make, product_level5_make,
      product_level4_make, product_level3_make, product_level2_make, product_level1_make,
      product_make[0], 1'b0
    };

  // A product is negative where the signs differ and no operand is zero
  wire negative = (x[7] ^ y[7]) & (|x) & (|y);

  // In its place: 2 bits up for each upper segment
  wire       place0 = ~(x_upper | y_upper);
  wire       place1 = x_upper ^ y_upper;
  wire       place2 = x_upper & y_upper;
  wire [9:0] complement = product ^ {10{negative}};
  wire       else0_0 = negative & ~place0;
  wire [1:0] part0 = ({2{place0}} & complement[1:0]) | {2{else0_0}};
  wire       else0_1 = negative & ~(|{place1, place0});
  wire [1:0] part2 =
    ({2{place0}} & complement[3:2]) | ({2{place1}} & complement[1:0]) | {2{else0_1}};
  wire       else0_2 = negative & ~(|{place2, place1, place0});
  wire [5:0] part4 =
    ({6{place0}} & complement[9:4]) |
    ({6{place1}} & complement[7:2]) |
    ({6{place2}} & complement[5:0]) |
    {6{else0_2}};
  wire       else1_2 = negative & ~(|{place2, place1});
  wire [1:0] part10 =
    ({2{place1}} & complement[9:8]) | ({2{place2}} & complement[7:6]) | {2{else1_2}};
  wire       else2_2 = negative & ~place2;
  wire [1:0] part12 = ({2{place2}} & complement[9:8]) | {2{else2_2}};
  wire [1:0] part14 = {2{negative}};

  assign r = {part14, part12, part10, part4, part2, part0};

endmodule

`default_nettype wire
