// IntMac_n8_acc24_formsequential: integer multiply-add, exact, wrapping around: r = a + x y
//
// n = 8: bits of an operand
// acc = 24: bits of addend and sum, which wraps around
// signed = true: operands, addend and sum are two's complement
// form = sequential: the sum so far is held in a register
// objective = balanced: made for a small product of area and delay
// partialProducts = array: factors are multiplied by a row of AND gates for each bit of one
// tree = dadda: columns of bits are brought down to two by Dadda's tree, with the fewest counters
// counters = halves: bits are counted by full adders of half adders that share gates
// adder = ripple: the final adder is a ripple-carry adder
// input  rst    unsigned<1>
// input  clear  unsigned<1>
// input  en     unsigned<1>
// input  x      signed<8>
// input  y      signed<8>
// output r      signed<24>
// output valid  unsigned<1>
// Sequential: at each rising edge of clk the inputs are taken; the outputs that follow are theirs.
// rst is synchronous, and wins over every other control.
// rst: the sum becomes 0; whatever else is asked, no operand is taken.
// clear: a new sum starts: with this cycle's operands where en is 1, else with 0.
// en: this cycle's operands are taken; where it is 0 the sum stays, and they do not matter.
// valid: an operand was taken in the last cycle, and r has it. r holds the sum at all times.
//
// Source: as defined here: r = (a + x y) modulo 2^acc
// Made by tapir VERSION with: tapir generate IntMac n=8 acc=24 form=sequential
// This file belongs to whoever generated it; the makers of tapir claim no rights in it.
`default_nettype none

module IntMac_n8_acc24_formsequential (
  input  wire        clk,
  input  wire        rst,
  input  wire        clear,
  input  wire        en,
  input  wire [7:0]  x,
  input  wire [7:0]  y,
  output wire [23:0] r,
  output wire        valid
);

  reg  [23:0] held;
  reg         taken;

  // A new sum starts from 0
  wire [23:0] sum_so_far = held & ~{24{clear}};

  // One row of partial products for each bit of the second factor
  wire [7:0] mac_sum_row0 = x & {8{y[0]}};
  wire [7:0] mac_sum_row1 = x & {8{y[1]}};
  wire [7:0] mac_sum_row2 = x & {8{y[2]}};
  wire [7:0] mac_sum_row3 = x & {8{y[3]}};
  wire [7:0] mac_sum_row4 = x & {8{y[4]}};
  wire [7:0] mac_sum_row5 = x & {8{y[5]}};
  wire [7:0] mac_sum_row6 = x & {8{y[6]}};
  wire [7:0] mac_sum_row7 = x & {8{y[7]}};

  // Level 1: counters leave at most 6 bits a column
  wire       mac_sum_l1_w5_0_both = sum_so_far[5] & mac_sum_row0[5];
  wire       mac_sum_l1_w5_0_sum = (sum_so_far[5] | mac_sum_row0[5]) & ~mac_sum_l1_w5_0_both;
  wire       mac_sum_l1_w5_0_carry = mac_sum_l1_w5_0_both;
  wire [1:0] mac_sum_l1_w6_0_b = {~mac_sum_row0[7], mac_sum_row0[6]};
  wire [1:0] mac_sum_l1_w6_0_both = sum_so_far[7:6] & mac_sum_l1_w6_0_b;
  wire [1:0] mac_sum_l1_w6_0_half = (sum_so_far[7:6] | mac_sum_l1_w6_0_b) & ~mac_sum_l1_w6_0_both;
  wire [1:0] mac_sum_l1_w6_0_through = mac_sum_l1_w6_0_half & mac_sum_row1[6:5];
  wire [1:0] mac_sum_l1_w6_0_sum =
    (mac_sum_l1_w6_0_half | mac_sum_row1[6:5]) & ~mac_sum_l1_w6_0_through;
  wire [1:0] mac_sum_l1_w6_0_carry = mac_sum_l1_w6_0_both | mac_sum_l1_w6_0_through;
  wire       mac_sum_l1_w8_0_both = sum_so_far[8] & ~mac_sum_row1[7];
  wire       mac_sum_l1_w8_0_sum = ~(sum_so_far[8] | ~mac_sum_row1[7]) | mac_sum_l1_w8_0_both;
  wire       mac_sum_l1_w8_0_carry = sum_so_far[8] | ~mac_sum_row1[7];
  wire [1:0] mac_sum_l1_w9_0_b = {~mac_sum_row3[7], ~mac_sum_row2[7]};
  wire [1:0] mac_sum_l1_w9_0_c = {mac_sum_row4[6], mac_sum_row3[6]};
  wire [1:0] mac_sum_l1_w9_0_both = sum_so_far[10:9] & mac_sum_l1_w9_0_b;
  wire [1:0] mac_sum_l1_w9_0_half = (sum_so_far[10:9] | mac_sum_l1_w9_0_b) & ~mac_sum_l1_w9_0_both;
  wire [1:0] mac_sum_l1_w9_0_through = mac_sum_l1_w9_0_half & mac_sum_l1_w9_0_c;
  wire [1:0] mac_sum_l1_w9_0_sum =
    (mac_sum_l1_w9_0_half | mac_sum_l1_w9_0_c) & ~mac_sum_l1_w9_0_through;
  wire [1:0] mac_sum_l1_w9_0_carry = mac_sum_l1_w9_0_both | mac_sum_l1_w9_0_through;
  wire       mac_sum_l1_w6_1_both = mac_sum_row2[4] & mac_sum_row3[3];
  wire       mac_sum_l1_w6_1_sum = (mac_sum_row2[4] | mac_sum_row3[3]) & ~mac_sum_l1_w6_1_both;
  wire       mac_sum_l1_w6_1_carry = mac_sum_l1_w6_1_both;
  wire [2:0] mac_sum_l1_w7_1_a = {mac_sum_row4[5], mac_sum_row2[6:5]};
  wire [2:0] mac_sum_l1_w7_1_b = {mac_sum_row5[4], mac_sum_row3[5:4]};
  wire [2:0] mac_sum_l1_w7_1_c = {mac_sum_row6[3], mac_sum_row4[4:3]};
  wire [2:0] mac_sum_l1_w7_1_both = mac_sum_l1_w7_1_a & mac_sum_l1_w7_1_b;
  wire [2:0] mac_sum_l1_w7_1_half = (mac_sum_l1_w7_1_a | mac_sum_l1_w7_1_b) & ~mac_sum_l1_w7_1_both;
  wire [2:0] mac_sum_l1_w7_1_through = mac_sum_l1_w7_1_half & mac_sum_l1_w7_1_c;
  wire [2:0] mac_sum_l1_w7_1_sum =
    (mac_sum_l1_w7_1_half | mac_sum_l1_w7_1_c) & ~mac_sum_l1_w7_1_through;
  wire [2:0] mac_sum_l1_w7_1_carry = mac_sum_l1_w7_1_both | mac_sum_l1_w7_1_through;
  wire       mac_sum_l1_w7_2_both = mac_sum_row5[2] & mac_sum_row6[1];
  wire       mac_sum_l1_w7_2_sum = (mac_sum_row5[2] | mac_sum_row6[1]) & ~mac_sum_l1_w7_2_both;
  wire       mac_sum_l1_w7_2_carry = mac_sum_l1_w7_2_both;
  wire       mac_sum_l1_w8_2_both = mac_sum_row5[3] & mac_sum_row6[2];
  wire       mac_sum_l1_w8_2_half = (mac_sum_row5[3] | mac_sum_row6[2]) & ~mac_sum_l1_w8_2_both;
  wire       mac_sum_l1_w8_2_through = mac_sum_l1_w8_2_half & ~mac_sum_row7[1];
  wire       mac_sum_l1_w8_2_sum =
    (mac_sum_l1_w8_2_half | ~mac_sum_row7[1]) & ~mac_sum_l1_w8_2_through;
  wire       mac_sum_l1_w8_2_carry = mac_sum_l1_w8_2_both | mac_sum_l1_w8_2_through;

  // Level 2: counters leave at most 4 bits a column
  wire       mac_sum_l2_w3_0_both = sum_so_far[3] & mac_sum_row0[3];
  wire       mac_sum_l2_w3_0_sum = (sum_so_far[3] | mac_sum_row0[3]) & ~mac_sum_l2_w3_0_both;
  wire       mac_sum_l2_w3_0_carry = mac_sum_l2_w3_0_both;
  wire [8:0] mac_sum_l2_w4_0_a = {
    sum_so_far[12:11], mac_sum_row5[5], ~mac_sum_row7[2], mac_sum_l1_w7_2_carry, ~mac_sum_row7[0],
    mac_sum_row4[2], mac_sum_row1[4], sum_so_far[4]
  };
  wire [8:0] mac_sum_l2_w4_0_b = {
    ~mac_sum_row5[7], ~mac_sum_row4[7], mac_sum_row6[4], mac_sum_l1_w8_0_carry, mac_sum_l1_w8_0_sum,
    mac_sum_l1_w6_1_carry, mac_sum_row5[1], mac_sum_row2[3], mac_sum_row0[4]
  };
  wire [8:0] mac_sum_l2_w4_0_c = {
    mac_sum_row6[6], mac_sum_row5[6], ~mac_sum_row7[3], mac_sum_l1_w7_1_carry[1],
    mac_sum_l1_w6_0_carry[1], mac_sum_l1_w7_2_sum, mac_sum_row6[0], mac_sum_row3[2], mac_sum_row1[3]
  };
  wire [8:0] mac_sum_l2_w4_0_both = mac_sum_l2_w4_0_a & mac_sum_l2_w4_0_b;
  wire [8:0] mac_sum_l2_w4_0_half = (mac_sum_l2_w4_0_a | mac_sum_l2_w4_0_b) & ~mac_sum_l2_w4_0_both;
  wire [8:0] mac_sum_l2_w4_0_through = mac_sum_l2_w4_0_half & mac_sum_l2_w4_0_c;
  wire [8:0] mac_sum_l2_w4_0_sum =
    (mac_sum_l2_w4_0_half | mac_sum_l2_w4_0_c) & ~mac_sum_l2_w4_0_through;
  wire [8:0] mac_sum_l2_w4_0_carry = mac_sum_l2_w4_0_both | mac_sum_l2_w4_0_through;
  wire       mac_sum_l2_w4_1_both = mac_sum_row2[2] & mac_sum_row3[1];
  wire       mac_sum_l2_w4_1_sum = (mac_sum_row2[2] | mac_sum_row3[1]) & ~mac_sum_l2_w4_1_both;
  wire       mac_sum_l2_w4_1_carry = mac_sum_l2_w4_1_both;
  wire [6:0] mac_sum_l2_w5_1_a = {
    mac_sum_row6[5], mac_sum_l1_w9_0_carry[0], mac_sum_l1_w8_2_carry, mac_sum_l1_w7_1_carry[0],
    mac_sum_l1_w6_0_carry[0], mac_sum_l1_w5_0_carry, mac_sum_row4[1]
  };
  wire [6:0] mac_sum_l2_w5_1_b = {
    ~mac_sum_row7[4], mac_sum_l1_w7_1_carry[2], mac_sum_l1_w9_0_sum[0], mac_sum_l1_w7_1_sum[1],
    mac_sum_l1_w6_0_sum[1], mac_sum_l1_w6_1_sum, mac_sum_row5[0]
  };
  wire [6:0] mac_sum_l2_w5_1_c = {
    mac_sum_l1_w9_0_carry[1], mac_sum_l1_w9_0_sum[1], mac_sum_l1_w7_1_sum[2], mac_sum_l1_w8_2_sum,
    mac_sum_l1_w7_1_sum[0], mac_sum_l1_w6_0_sum[0], mac_sum_l1_w5_0_sum
  };
  wire [6:0] mac_sum_l2_w5_1_both = mac_sum_l2_w5_1_a & mac_sum_l2_w5_1_b;
  wire [6:0] mac_sum_l2_w5_1_half = (mac_sum_l2_w5_1_a | mac_sum_l2_w5_1_b) & ~mac_sum_l2_w5_1_both;
  wire [6:0] mac_sum_l2_w5_1_through = mac_sum_l2_w5_1_half & mac_sum_l2_w5_1_c;
  wire [6:0] mac_sum_l2_w5_1_sum =
    (mac_sum_l2_w5_1_half | mac_sum_l2_w5_1_c) & ~mac_sum_l2_w5_1_through;
  wire [6:0] mac_sum_l2_w5_1_carry = mac_sum_l2_w5_1_both | mac_sum_l2_w5_1_through;

  // Level 3: counters leave at most 3 bits a column
  wire        mac_sum_l3_w2_0_both = sum_so_far[2] & mac_sum_row0[2];
  wire        mac_sum_l3_w2_0_sum = (sum_so_far[2] | mac_sum_row0[2]) & ~mac_sum_l3_w2_0_both;
  wire        mac_sum_l3_w2_0_carry = mac_sum_l3_w2_0_both;
  wire [10:0] mac_sum_l3_w3_0_a = {
    sum_so_far[13], ~mac_sum_row7[5], mac_sum_l2_w4_0_carry[6], mac_sum_l2_w4_0_sum[6:5],
    mac_sum_l2_w4_0_carry[3:1], mac_sum_l2_w4_1_carry, mac_sum_row4[0], mac_sum_row1[2]
  };
  wire [10:0] mac_sum_l3_w3_0_b = {
    ~mac_sum_row6[7], mac_sum_l2_w4_0_carry[7], mac_sum_l2_w4_0_sum[7], mac_sum_l2_w4_0_carry[5:4],
    mac_sum_l2_w4_0_sum[4:3], mac_sum_l2_w5_1_carry[0], mac_sum_l2_w4_0_carry[0],
    mac_sum_l2_w3_0_carry, mac_sum_row2[1]
  };
  wire [10:0] mac_sum_l3_w3_0_c = {
    ~mac_sum_row7[6], mac_sum_l2_w4_0_sum[8], mac_sum_l2_w5_1_sum[6], mac_sum_l2_w5_1_carry[4:1],
    mac_sum_l2_w4_0_sum[2:1], mac_sum_l2_w4_1_sum, mac_sum_row3[0]
  };
  wire [10:0] mac_sum_l3_w3_0_both = mac_sum_l3_w3_0_a & mac_sum_l3_w3_0_b;
  wire [10:0] mac_sum_l3_w3_0_half =
    (mac_sum_l3_w3_0_a | mac_sum_l3_w3_0_b) & ~mac_sum_l3_w3_0_both;
  wire [10:0] mac_sum_l3_w3_0_through = mac_sum_l3_w3_0_half & mac_sum_l3_w3_0_c;
  wire [10:0] mac_sum_l3_w3_0_sum =
    (mac_sum_l3_w3_0_half | mac_sum_l3_w3_0_c) & ~mac_sum_l3_w3_0_through;
  wire [10:0] mac_sum_l3_w3_0_carry = mac_sum_l3_w3_0_both | mac_sum_l3_w3_0_through;

  // Level 4: counters leave at most 2 bits a column
  wire        mac_sum_l4_w1_0_both = sum_so_far[1] & mac_sum_row0[1];
  wire        mac_sum_l4_w1_0_sum = (sum_so_far[1] | mac_sum_row0[1]) & ~mac_sum_l4_w1_0_both;
  wire        mac_sum_l4_w1_0_carry = mac_sum_l4_w1_0_both;
  wire [12:0] mac_sum_l4_w2_0_a = {
    sum_so_far[14], mac_sum_l2_w4_0_carry[8], mac_sum_l2_w5_1_carry[6:5], mac_sum_l2_w5_1_sum[5:3],
    mac_sum_l3_w3_0_carry[3], mac_sum_l2_w5_1_sum[1:0], mac_sum_l3_w3_0_carry[0],
    mac_sum_l3_w2_0_carry, mac_sum_row1[1]
  };
  wire [12:0] mac_sum_l4_w2_0_b = {
    mac_sum_row7[7], mac_sum_l3_w3_0_sum[10], mac_sum_l3_w3_0_carry[8], mac_sum_l3_w3_0_sum[8],
    mac_sum_l3_w3_0_carry[6:4], mac_sum_l2_w5_1_sum[2], mac_sum_l3_w3_0_carry[2:1],
    mac_sum_l2_w4_0_sum[0], mac_sum_l2_w3_0_sum, mac_sum_row2[0]
  };
  wire [12:0] mac_sum_l4_w2_0_c = {
    mac_sum_l3_w3_0_carry[10:9], mac_sum_l3_w3_0_sum[9], mac_sum_l3_w3_0_carry[7],
    mac_sum_l3_w3_0_sum[7:0], mac_sum_l3_w2_0_sum
  };
  wire [12:0] mac_sum_l4_w2_0_both = mac_sum_l4_w2_0_a & mac_sum_l4_w2_0_b;
  wire [12:0] mac_sum_l4_w2_0_half =
    (mac_sum_l4_w2_0_a | mac_sum_l4_w2_0_b) & ~mac_sum_l4_w2_0_both;
  wire [12:0] mac_sum_l4_w2_0_through = mac_sum_l4_w2_0_half & mac_sum_l4_w2_0_c;
  wire [12:0] mac_sum_l4_w2_0_sum =
    (mac_sum_l4_w2_0_half | mac_sum_l4_w2_0_c) & ~mac_sum_l4_w2_0_through;
  wire [12:0] mac_sum_l4_w2_0_carry = mac_sum_l4_w2_0_both | mac_sum_l4_w2_0_through;
  wire [7:0]  mac_sum_l4_w15_0_sum = ~sum_so_far[22:15];
  wire [7:0]  mac_sum_l4_w15_0_carry = sum_so_far[22:15];
  wire        mac_sum_l4_w23_0_sum = ~sum_so_far[23];

  // The final addition, of the columns that have two bits
  wire [23:0] mac_sum_first = {
    mac_sum_l4_w15_0_carry, mac_sum_l4_w2_0_carry, mac_sum_l4_w1_0_carry, mac_sum_row1[0],
    sum_so_far[0]
  };
  wire [23:0] mac_sum_second = {
    mac_sum_l4_w23_0_sum, mac_sum_l4_w15_0_sum, mac_sum_l4_w2_0_sum, mac_sum_l4_w1_0_sum,
    mac_sum_row0[0]
  };

  // A ripple-carry adder: groups of bits make a carry or pass one on, level by level
  wire [22:0] mac_sum_make = mac_sum_first[22:0] & mac_sum_second[22:0];
  wire [23:0] mac_sum_pass = mac_sum_first ^ mac_sum_second;
  wire        mac_sum_level1_make = mac_sum_make[1] | (mac_sum_pass[1] & mac_sum_make[0]);
  wire        mac_sum_level2_make = mac_sum_make[2] | (mac_sum_pass[2] & mac_sum_level1_make);
  wire        mac_sum_level3_make = mac_sum_make[3] | (mac_sum_pass[3] & mac_sum_level2_make);
  wire        mac_sum_level4_make = mac_sum_make[4] | (mac_sum_pass[4] & mac_sum_level3_make);
  wire        mac_sum_level5_make = mac_sum_make[5] | (mac_sum_pass[5] & mac_sum_level4_make);
  wire        mac_sum_level6_make = mac_sum_make[6] | (mac_sum_pass[6] & mac_sum_level5_make);
  wire        mac_sum_level7_make = mac_sum_make[7] | (mac_sum_pass[7] & mac_sum_level6_make);
  wire        mac_sum_level8_make = mac_sum_make[8] | (mac_sum_pass[8] & mac_sum_level7_make);
  wire        mac_sum_level9_make = mac_sum_make[9] | (mac_sum_pass[9] & mac_sum_level8_make);
  wire        mac_sum_level10_make = mac_sum_make[10] | (mac_sum_pass[10] & mac_sum_level9_make);
  wire        mac_sum_level11_make = mac_sum_make[11] | (mac_sum_pass[11] & mac_sum_level10_make);
  wire        mac_sum_level12_make = mac_sum_make[12] | (mac_sum_pass[12] & mac_sum_level11_make);
  wire        mac_sum_level13_make = mac_sum_make[13] | (mac_sum_pass[13] & mac_sum_level12_make);
  wire        mac_sum_level14_make = mac_sum_make[14] | (mac_sum_pass[14] & mac_sum_level13_make);
  wire        mac_sum_level15_make = mac_sum_make[15] | (mac_sum_pass[15] & mac_sum_level14_make);
  wire        mac_sum_level16_make = mac_sum_make[16] | (mac_sum_pass[16] & mac_sum_level15_make);
  wire        mac_sum_level17_make = mac_sum_make[17] | (mac_sum_pass[17] & mac_sum_level16_make);
  wire        mac_sum_level18_make = mac_sum_make[18] | (mac_sum_pass[18] & mac_sum_level17_make);
  wire        mac_sum_level19_make = mac_sum_make[19] | (mac_sum_pass[19] & mac_sum_level18_make);
  wire        mac_sum_level20_make = mac_sum_make[20] | (mac_sum_pass[20] & mac_sum_level19_make);
  wire        mac_sum_level21_make = mac_sum_make[21] | (mac_sum_pass[21] & mac_sum_level20_make);
  wire        mac_sum_level22_make = mac_sum_make[22] | (mac_sum_pass[22] & mac_sum_level21_make);
  wire [23:0] mac_sum =
    mac_sum_pass ^
    {
      mac_sum_level22_make, mac_sum_level21_make, mac_sum_level20_make, mac_sum_level19_make,
      mac_sum_level18_make, mac_sum_level17_make, mac_sum_level16_make, mac_sum_level15_make,
      mac_sum_level14_make, mac_sum_level13_make, mac_sum_level12_make, mac_sum_level11_make,
      mac_sum_level10_make, mac_sum_level9_make, mac_sum_level8_make, mac_sum_level7_make,
      mac_sum_level6_make, mac_sum_level5_make, mac_sum_level4_make, mac_sum_level3_make,
      mac_sum_level2_make, mac_sum_level1_make, mac_sum_make[0], 1'b0
    };
  always @(posedge clk) begin
    if (rst | (clear & ~en)) held <= 24'b0;
    else if (en) held <= mac_sum;
    if (rst) taken <= 1'b0;
    else taken <= en;
  end

  assign r = held;
  assign valid = taken;

endmodule

`default_nettype wire
