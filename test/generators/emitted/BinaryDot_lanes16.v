// BinaryDot_lanes16: dot product of +1 and -1: XNOR and popcount, for binarized neural networks;
//   optional accumulator input
//
// lanes = 16: bits of x and of w
// acc = 0: no accumulator input
// form = combinational: the sum so far comes as an input
// objective = balanced: made for a small product of area and delay
// tree = dadda: columns of bits are brought down to two by Dadda's tree, with the fewest counters
// counters = halves: bits are counted by full adders of half adders that share gates
// adder = ripple: the final adder is a ripple-carry adder
// input  x  16 of bipolar<1>
// input  w  16 of bipolar<1>
// output r  signed<6>
// Combinational.
//
// Source: M. Rastegari et al., XNOR-Net, ECCV 2016; a bit that is 1 is +1, one that is 0 is -1
// Made by tapir VERSION with: tapir generate BinaryDot lanes=16
// This file belongs to whoever generated it; the makers of tapir claim no rights in it.
`default_nettype none

module BinaryDot_lanes16 (
  input  wire [15:0] x,
  input  wire [15:0] w,
  output wire [5:0]  r
);

  // Lanes that agree count +1, the others -1: twice the former less all lanes
  wire [15:0] agree = ~(x ^ w);

  // Level 1: counters leave at most 13 bits a column
  wire sum_l1_w1_0_both = agree[0] & agree[1];
  wire sum_l1_w1_0_half = (agree[0] | agree[1]) & ~sum_l1_w1_0_both;
  wire sum_l1_w1_0_through = sum_l1_w1_0_half & agree[2];
  wire sum_l1_w1_0_sum = (sum_l1_w1_0_half | agree[2]) & ~sum_l1_w1_0_through;
  wire sum_l1_w1_0_carry = sum_l1_w1_0_both | sum_l1_w1_0_through;
  wire sum_l1_w1_1_both = agree[3] & agree[4];
  wire sum_l1_w1_1_sum = (agree[3] | agree[4]) & ~sum_l1_w1_1_both;
  wire sum_l1_w1_1_carry = sum_l1_w1_1_both;

  // Level 2: counters leave at most 9 bits a column
  wire sum_l2_w1_0_both = agree[5] & agree[6];
  wire sum_l2_w1_0_half = (agree[5] | agree[6]) & ~sum_l2_w1_0_both;
  wire sum_l2_w1_0_through = sum_l2_w1_0_half & agree[7];
  wire sum_l2_w1_0_sum = (sum_l2_w1_0_half | agree[7]) & ~sum_l2_w1_0_through;
  wire sum_l2_w1_0_carry = sum_l2_w1_0_both | sum_l2_w1_0_through;
  wire sum_l2_w1_1_both = agree[8] & agree[9];
  wire sum_l2_w1_1_half = (agree[8] | agree[9]) & ~sum_l2_w1_1_both;
  wire sum_l2_w1_1_through = sum_l2_w1_1_half & agree[10];
  wire sum_l2_w1_1_sum = (sum_l2_w1_1_half | agree[10]) & ~sum_l2_w1_1_through;
  wire sum_l2_w1_1_carry = sum_l2_w1_1_both | sum_l2_w1_1_through;

  // Level 3: counters leave at most 6 bits a column
  wire sum_l3_w1_0_both = agree[11] & agree[12];
  wire sum_l3_w1_0_half = (agree[11] | agree[12]) & ~sum_l3_w1_0_both;
  wire sum_l3_w1_0_through = sum_l3_w1_0_half & agree[13];
  wire sum_l3_w1_0_sum = (sum_l3_w1_0_half | agree[13]) & ~sum_l3_w1_0_through;
  wire sum_l3_w1_0_carry = sum_l3_w1_0_both | sum_l3_w1_0_through;
  wire sum_l3_w1_1_both = agree[14] & agree[15];
  wire sum_l3_w1_1_sum = (agree[14] | agree[15]) & ~sum_l3_w1_1_both;
  wire sum_l3_w1_1_carry = sum_l3_w1_1_both;

  // Level 4: counters leave at most 4 bits a column
  wire [1:0] sum_l4_w1_0_a = {sum_l1_w1_1_carry, sum_l1_w1_1_sum};
  wire [1:0] sum_l4_w1_0_b = {sum_l3_w1_1_carry, sum_l3_w1_1_sum};
  wire [1:0] sum_l4_w1_0_c = {sum_l1_w1_0_carry, sum_l1_w1_0_sum};
  wire [1:0] sum_l4_w1_0_both = sum_l4_w1_0_a & sum_l4_w1_0_b;
  wire [1:0] sum_l4_w1_0_half = (sum_l4_w1_0_a | sum_l4_w1_0_b) & ~sum_l4_w1_0_both;
  wire [1:0] sum_l4_w1_0_through = sum_l4_w1_0_half & sum_l4_w1_0_c;
  wire [1:0] sum_l4_w1_0_sum = (sum_l4_w1_0_half | sum_l4_w1_0_c) & ~sum_l4_w1_0_through;
  wire [1:0] sum_l4_w1_0_carry = sum_l4_w1_0_both | sum_l4_w1_0_through;
  wire       sum_l4_w2_1_both = sum_l2_w1_0_carry & sum_l2_w1_1_carry;
  wire       sum_l4_w2_1_sum = (sum_l2_w1_0_carry | sum_l2_w1_1_carry) & ~sum_l4_w2_1_both;
  wire       sum_l4_w2_1_carry = sum_l4_w2_1_both;

  // Level 5: counters leave at most 3 bits a column
  wire sum_l5_w1_0_both = sum_l2_w1_0_sum & sum_l2_w1_1_sum;
  wire sum_l5_w1_0_sum = (sum_l2_w1_0_sum | sum_l2_w1_1_sum) & ~sum_l5_w1_0_both;
  wire sum_l5_w1_0_carry = sum_l5_w1_0_both;
  wire sum_l5_w2_0_both = sum_l3_w1_0_carry & sum_l4_w1_0_sum[1];
  wire sum_l5_w2_0_half = (sum_l3_w1_0_carry | sum_l4_w1_0_sum[1]) & ~sum_l5_w2_0_both;
  wire sum_l5_w2_0_through = sum_l5_w2_0_half & sum_l4_w2_1_sum;
  wire sum_l5_w2_0_sum = (sum_l5_w2_0_half | sum_l4_w2_1_sum) & ~sum_l5_w2_0_through;
  wire sum_l5_w2_0_carry = sum_l5_w2_0_both | sum_l5_w2_0_through;

  // Level 6: counters leave at most 2 bits a column
  wire       sum_l6_w1_0_both = sum_l3_w1_0_sum & sum_l4_w1_0_sum[0];
  wire       sum_l6_w1_0_sum = (sum_l3_w1_0_sum | sum_l4_w1_0_sum[0]) & ~sum_l6_w1_0_both;
  wire       sum_l6_w1_0_carry = sum_l6_w1_0_both;
  wire [1:0] sum_l6_w2_0_a = {sum_l4_w2_1_carry, sum_l5_w1_0_carry};
  wire [1:0] sum_l6_w2_0_c = {sum_l5_w2_0_carry, sum_l5_w2_0_sum};
  wire [1:0] sum_l6_w2_0_both = sum_l6_w2_0_a & sum_l4_w1_0_carry;
  wire [1:0] sum_l6_w2_0_half = (sum_l6_w2_0_a | sum_l4_w1_0_carry) & ~sum_l6_w2_0_both;
  wire [1:0] sum_l6_w2_0_through = sum_l6_w2_0_half & sum_l6_w2_0_c;
  wire [1:0] sum_l6_w2_0_sum = (sum_l6_w2_0_half | sum_l6_w2_0_c) & ~sum_l6_w2_0_through;
  wire [1:0] sum_l6_w2_0_carry = sum_l6_w2_0_both | sum_l6_w2_0_through;

  // The final addition, of the columns that have two bits
  wire [4:0] sum_first = {2'b11, sum_l6_w2_0_carry[0], sum_l6_w1_0_carry, sum_l5_w1_0_sum};
  wire [4:0] sum_second = {1'b0, sum_l6_w2_0_carry[1], sum_l6_w2_0_sum, sum_l6_w1_0_sum};

  // A ripple-carry adder: groups of bits make a carry or pass one on, level by level
  wire [3:0] sum_sum_make = sum_first[3:0] & sum_second[3:0];
  wire [4:0] sum_sum_pass = sum_first ^ sum_second;
  wire       sum_sum_level1_make = sum_sum_make[1] | (sum_sum_pass[1] & sum_sum_make[0]);
  wire       sum_sum_level2_make = sum_sum_make[2] | (sum_sum_pass[2] & sum_sum_level1_make);
  wire       sum_sum_level3_make = sum_sum_make[3] | (sum_sum_pass[3] & sum_sum_level2_make);
  wire [4:0] sum_sum =
    sum_sum_pass ^
    {sum_sum_level3_make, sum_sum_level2_make, sum_sum_level1_make, sum_sum_make[0], 1'b0};
  wire [5:0] sum = {sum_sum, 1'b0};

  assign r = sum;

endmodule

`default_nettype wire
