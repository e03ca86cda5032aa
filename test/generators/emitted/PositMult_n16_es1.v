// PositMult_n16_es1: posit multiplier, exact, rounded once
//
// n = 16: bits of a posit
// es = 1: exponent bits of a posit
// objective = balanced: made for a small product of area and delay
// regime = select: a regime's run is shifted out with all places at once
// partialProducts = multiples: factors are multiplied by a row of 0, 1, 2 or 3 times one for each
//   two bits of the other; 3 times is made once, beforehand
// tree = dadda: columns of bits are brought down to two by Dadda's tree, with the fewest counters
// counters = xor: bits are counted by full adders of exclusive-ors
// adder = plus: the final adder is Verilog's +, which the synthesis tool makes
// encoderShift = prepared: the result is shifted to its place the widest level first, by an amount
//   made ready for both scales that the product may have
// input  x  posit<16,1>
// input  y  posit<16,1>
// output r  posit<16,1>
// Combinational.
//
// Source: Standard for Posit Arithmetic (2022), section 4.1 and section 5
// Made by tapir VERSION with: tapir generate PositMult n=16 es=1
// This file belongs to whoever generated it; the makers of tapir claim no rights in it.
`default_nettype none

module PositMult_n16_es1 (
  input  wire [15:0] x,
  input  wire [15:0] y,
  output wire [15:0] r
);

  // x: the run of the regime is counted and shifted out; exponent and fraction remain
  wire        x_sign = x[15];
  wire        x_special = ~(|x[14:0]);
  wire        x_regime_bit = x[14];
  wire [13:0] x_behind_regime_bit = x[13:0];
  wire [12:0] x_behind = x[12:0];
  wire [14:0] x_first = {
    (x_regime_bit & ~x_behind_regime_bit[13]) | (~x_regime_bit & x_behind_regime_bit[13]),
    ((&{x_regime_bit, x_behind_regime_bit[13]}) & ~x_behind_regime_bit[12]) |
    (~(|{x_regime_bit, x_behind_regime_bit[13]}) & x_behind_regime_bit[12]),
    ((&{x_regime_bit, x_behind_regime_bit[13:12]}) & ~x_behind_regime_bit[11]) |
    (~(|{x_regime_bit, x_behind_regime_bit[13:12]}) & x_behind_regime_bit[11]),
    ((&{x_regime_bit, x_behind_regime_bit[13:11]}) & ~x_behind_regime_bit[10]) |
    (~(|{x_regime_bit, x_behind_regime_bit[13:11]}) & x_behind_regime_bit[10]),
    ((&{x_regime_bit, x_behind_regime_bit[13:10]}) & ~x_behind_regime_bit[9]) |
    (~(|{x_regime_bit, x_behind_regime_bit[13:10]}) & x_behind_regime_bit[9]),
    ((&{x_regime_bit, x_behind_regime_bit[13:9]}) & ~x_behind_regime_bit[8]) |
    (~(|{x_regime_bit, x_behind_regime_bit[13:9]}) & x_behind_regime_bit[8]),
    ((&{x_regime_bit, x_behind_regime_bit[13:8]}) & ~x_behind_regime_bit[7]) |
    (~(|{x_regime_bit, x_behind_regime_bit[13:8]}) & x_behind_regime_bit[7]),
    ((&{x_regime_bit, x_behind_regime_bit[13:7]}) & ~x_behind_regime_bit[6]) |
    (~(|{x_regime_bit, x_behind_regime_bit[13:7]}) & x_behind_regime_bit[6]),
    ((&{x_regime_bit, x_behind_regime_bit[13:6]}) & ~x_behind_regime_bit[5]) |
    (~(|{x_regime_bit, x_behind_regime_bit[13:6]}) & x_behind_regime_bit[5]),
    ((&{x_regime_bit, x_behind_regime_bit[13:5]}) & ~x_behind_regime_bit[4]) |
    (~(|{x_regime_bit, x_behind_regime_bit[13:5]}) & x_behind_regime_bit[4]),
    ((&{x_regime_bit, x_behind_regime_bit[13:4]}) & ~x_behind_regime_bit[3]) |
    (~(|{x_regime_bit, x_behind_regime_bit[13:4]}) & x_behind_regime_bit[3]),
    ((&{x_regime_bit, x_behind_regime_bit[13:3]}) & ~x_behind_regime_bit[2]) |
    (~(|{x_regime_bit, x_behind_regime_bit[13:3]}) & x_behind_regime_bit[2]),
    ((&{x_regime_bit, x_behind_regime_bit[13:2]}) & ~x_behind_regime_bit[1]) |
    (~(|{x_regime_bit, x_behind_regime_bit[13:2]}) & x_behind_regime_bit[1]),
    ((&{x_regime_bit, x_behind_regime_bit[13:1]}) & ~x_behind_regime_bit[0]) |
    (~(|{x_regime_bit, x_behind_regime_bit[13:1]}) & x_behind_regime_bit[0]),
    (&{x_regime_bit, x_behind_regime_bit}) | ~(|{x_regime_bit, x_behind_regime_bit})
  };
  wire [12:0] x_rest =
    ({13{x_first[14]}} & x_behind) |
    ({13{x_first[13]}} & {x_behind[11:0], 1'b0}) |
    ({13{x_first[12]}} & {x_behind[10:0], 2'b0}) |
    ({13{x_first[11]}} & {x_behind[9:0], 3'b0}) |
    ({13{x_first[10]}} & {x_behind[8:0], 4'b0}) |
    ({13{x_first[9]}} & {x_behind[7:0], 5'b0}) |
    ({13{x_first[8]}} & {x_behind[6:0], 6'b0}) |
    ({13{x_first[7]}} & {x_behind[5:0], 7'b0}) |
    ({13{x_first[6]}} & {x_behind[4:0], 8'b0}) |
    ({13{x_first[5]}} & {x_behind[3:0], 9'b0}) |
    ({13{x_first[4]}} & {x_behind[2:0], 10'b0}) |
    ({13{x_first[3]}} & {x_behind[1:0], 11'b0}) |
    ({13{x_first[2]}} & {x_behind[0], 12'b0});
  wire [3:0]  x_count = {
    x_first[6] | x_first[5] | x_first[4] | x_first[3] | x_first[2] | x_first[1] | x_first[0],
    x_first[10] | x_first[9] | x_first[8] | x_first[7] | x_first[2] | x_first[1] | x_first[0],
    x_first[12] | x_first[11] | x_first[8] | x_first[7] | x_first[4] | x_first[3] | x_first[0],
    x_first[13] | x_first[11] | x_first[9] | x_first[7] | x_first[5] | x_first[3] | x_first[1]
  };
  wire [12:0] x_tail = x_rest;
  wire [11:0] x_fraction = x_tail[11:0];

  // y: the run of the regime is counted and shifted out; exponent and fraction remain
  wire        y_sign = y[15];
  wire        y_special = ~(|y[14:0]);
  wire        y_regime_bit = y[14];
  wire [13:0] y_behind_regime_bit = y[13:0];
  wire [12:0] y_behind = y[12:0];
  wire [14:0] y_first = {
    (y_regime_bit & ~y_behind_regime_bit[13]) | (~y_regime_bit & y_behind_regime_bit[13]),
    ((&{y_regime_bit, y_behind_regime_bit[13]}) & ~y_behind_regime_bit[12]) |
    (~(|{y_regime_bit, y_behind_regime_bit[13]}) & y_behind_regime_bit[12]),
    ((&{y_regime_bit, y_behind_regime_bit[13:12]}) & ~y_behind_regime_bit[11]) |
    (~(|{y_regime_bit, y_behind_regime_bit[13:12]}) & y_behind_regime_bit[11]),
    ((&{y_regime_bit, y_behind_regime_bit[13:11]}) & ~y_behind_regime_bit[10]) |
    (~(|{y_regime_bit, y_behind_regime_bit[13:11]}) & y_behind_regime_bit[10]),
    ((&{y_regime_bit, y_behind_regime_bit[13:10]}) & ~y_behind_regime_bit[9]) |
    (~(|{y_regime_bit, y_behind_regime_bit[13:10]}) & y_behind_regime_bit[9]),
    ((&{y_regime_bit, y_behind_regime_bit[13:9]}) & ~y_behind_regime_bit[8]) |
    (~(|{y_regime_bit, y_behind_regime_bit[13:9]}) & y_behind_regime_bit[8]),
    ((&{y_regime_bit, y_behind_regime_bit[13:8]}) & ~y_behind_regime_bit[7]) |
    (~(|{y_regime_bit, y_behind_regime_bit[13:8]}) & y_behind_regime_bit[7]),
    ((&{y_regime_bit, y_behind_regime_bit[13:7]}) & ~y_behind_regime_bit[6]) |
    (~(|{y_regime_bit, y_behind_regime_bit[13:7]}) & y_behind_regime_bit[6]),
    ((&{y_regime_bit, y_behind_regime_bit[13:6]}) & ~y_behind_regime_bit[5]) |
    (~(|{y_regime_bit, y_behind_regime_bit[13:6]}) & y_behind_regime_bit[5]),
    ((&{y_regime_bit, y_behind_regime_bit[13:5]}) & ~y_behind_regime_bit[4]) |
    (~(|{y_regime_bit, y_behind_regime_bit[13:5]}) & y_behind_regime_bit[4]),
    ((&{y_regime_bit, y_behind_regime_bit[13:4]}) & ~y_behind_regime_bit[3]) |
    (~(|{y_regime_bit, y_behind_regime_bit[13:4]}) & y_behind_regime_bit[3]),
    ((&{y_regime_bit, y_behind_regime_bit[13:3]}) & ~y_behind_regime_bit[2]) |
    (~(|{y_regime_bit, y_behind_regime_bit[13:3]}) & y_behind_regime_bit[2]),
    ((&{y_regime_bit, y_behind_regime_bit[13:2]}) & ~y_behind_regime_bit[1]) |
    (~(|{y_regime_bit, y_behind_regime_bit[13:2]}) & y_behind_regime_bit[1]),
    ((&{y_regime_bit, y_behind_regime_bit[13:1]}) & ~y_behind_regime_bit[0]) |
    (~(|{y_regime_bit, y_behind_regime_bit[13:1]}) & y_behind_regime_bit[0]),
    (&{y_regime_bit, y_behind_regime_bit}) | ~(|{y_regime_bit, y_behind_regime_bit})
  };
  wire [12:0] y_rest =
    ({13{y_first[14]}} & y_behind) |
    ({13{y_first[13]}} & {y_behind[11:0], 1'b0}) |
    ({13{y_first[12]}} & {y_behind[10:0], 2'b0}) |
    ({13{y_first[11]}} & {y_behind[9:0], 3'b0}) |
    ({13{y_first[10]}} & {y_behind[8:0], 4'b0}) |
    ({13{y_first[9]}} & {y_behind[7:0], 5'b0}) |
    ({13{y_first[8]}} & {y_behind[6:0], 6'b0}) |
    ({13{y_first[7]}} & {y_behind[5:0], 7'b0}) |
    ({13{y_first[6]}} & {y_behind[4:0], 8'b0}) |
    ({13{y_first[5]}} & {y_behind[3:0], 9'b0}) |
    ({13{y_first[4]}} & {y_behind[2:0], 10'b0}) |
    ({13{y_first[3]}} & {y_behind[1:0], 11'b0}) |
    ({13{y_first[2]}} & {y_behind[0], 12'b0});
  wire [3:0]  y_count = {
    y_first[6] | y_first[5] | y_first[4] | y_first[3] | y_first[2] | y_first[1] | y_first[0],
    y_first[10] | y_first[9] | y_first[8] | y_first[7] | y_first[2] | y_first[1] | y_first[0],
    y_first[12] | y_first[11] | y_first[8] | y_first[7] | y_first[4] | y_first[3] | y_first[0],
    y_first[13] | y_first[11] | y_first[9] | y_first[7] | y_first[5] | y_first[3] | y_first[1]
  };
  wire [12:0] y_tail = y_rest;
  wire [11:0] y_fraction = y_tail[11:0];

  // NaR times anything is NaR; zero times anything else is zero
  wire special = x_special | y_special;
  wire nar = (x_special & x_sign) | (y_special & y_sign);
  wire sign = special ? nar : (x_sign ^ y_sign);
  wire fourfold = x_sign & y_sign & ~(|{x_fraction, y_fraction});

  // The product of the signed significands, -2+f or 1+f, and the sum of their exponents
  wire       x_down = ~(x_regime_bit ^ x_sign);
  wire [5:0] x_scale = {x_down, x_count ^ {4{x_down}}, x_tail[12] ^ x_sign};
  wire       y_down = ~(y_regime_bit ^ y_sign);
  wire [5:0] y_scale = {y_down, y_count ^ {4{y_down}}, y_tail[12] ^ y_sign};
  wire [6:0] product_scale = {x_scale[5], x_scale} + {y_scale[5], y_scale} + {6'b0, fourfold};

  // Three times the first factor
  wire [12:0] product_half = {2'b0, x_fraction[11:1]};
  wire [12:0] product_extended = {1'b0, x_fraction};
  wire [12:0] product_threefold_upper = product_half + product_extended;
  wire [13:0] product_threefold = {product_threefold_upper, x_fraction[0]};

  // Two bits of the second fraction choose 0, 1, 2 or 3 times the first one
  wire        product_digit0_one = y_fraction[0] & ~y_fraction[1];
  wire        product_digit0_two = y_fraction[1] & ~y_fraction[0];
  wire        product_digit0_three = y_fraction[1] & y_fraction[0];
  wire [13:0] product_row0 =
    ({2'b0, x_fraction} & {14{product_digit0_one}}) |
    ({1'b0, x_fraction, 1'b0} & {14{product_digit0_two}}) |
    (product_threefold & {14{product_digit0_three}});
  wire        product_digit1_one = y_fraction[2] & ~y_fraction[3];
  wire        product_digit1_two = y_fraction[3] & ~y_fraction[2];
  wire        product_digit1_three = y_fraction[3] & y_fraction[2];
  wire [13:0] product_row1 =
    ({2'b0, x_fraction} & {14{product_digit1_one}}) |
    ({1'b0, x_fraction, 1'b0} & {14{product_digit1_two}}) |
    (product_threefold & {14{product_digit1_three}});
  wire        product_digit2_one = y_fraction[4] & ~y_fraction[5];
  wire        product_digit2_two = y_fraction[5] & ~y_fraction[4];
  wire        product_digit2_three = y_fraction[5] & y_fraction[4];
  wire [13:0] product_row2 =
    ({2'b0, x_fraction} & {14{product_digit2_one}}) |
    ({1'b0, x_fraction, 1'b0} & {14{product_digit2_two}}) |
    (product_threefold & {14{product_digit2_three}});
  wire        product_digit3_one = y_fraction[6] & ~y_fraction[7];
  wire        product_digit3_two = y_fraction[7] & ~y_fraction[6];
  wire        product_digit3_three = y_fraction[7] & y_fraction[6];
  wire [13:0] product_row3 =
    ({2'b0, x_fraction} & {14{product_digit3_one}}) |
    ({1'b0, x_fraction, 1'b0} & {14{product_digit3_two}}) |
    (product_threefold & {14{product_digit3_three}});
  wire        product_digit4_one = y_fraction[8] & ~y_fraction[9];
  wire        product_digit4_two = y_fraction[9] & ~y_fraction[8];
  wire        product_digit4_three = y_fraction[9] & y_fraction[8];
  wire [13:0] product_row4 =
    ({2'b0, x_fraction} & {14{product_digit4_one}}) |
    ({1'b0, x_fraction, 1'b0} & {14{product_digit4_two}}) |
    (product_threefold & {14{product_digit4_three}});
  wire        product_digit5_one = y_fraction[10] & ~y_fraction[11];
  wire        product_digit5_two = y_fraction[11] & ~y_fraction[10];
  wire        product_digit5_three = y_fraction[11] & y_fraction[10];
  wire [13:0] product_row5 =
    ({2'b0, x_fraction} & {14{product_digit5_one}}) |
    ({1'b0, x_fraction, 1'b0} & {14{product_digit5_two}}) |
    (product_threefold & {14{product_digit5_three}});
  wire [12:0] product_row6 =
    (({1'b0, x_fraction} & {13{~y_sign}}) | ({x_fraction, 1'b0} & {13{y_sign}})) ^ {13{y_sign}};

  // The second fraction times the other's integer part, 1 or -2 (complemented, and two ulps more)
  wire [12:0] product_row_y = x_sign ? {~y_fraction, 1'b0} : {1'b0, y_fraction};

  // The product of the integer parts with the signs of those rows: 1, -4 or 0
  wire product_both_positive = ~(x_sign | y_sign);
  wire product_differ = x_sign ^ y_sign;

  // Level 1: counters leave at most 6 bits a column
  wire [4:0] product_l1_w12_0_a = {product_row_y[4:2], x_sign, y_sign};
  wire [4:0] product_l1_w12_0_b = {product_row2[12], product_row1[13:12], product_row_y[1:0]};
  wire [4:0] product_l1_w12_0_c = {product_row3[10], product_row2[11:10], product_row0[13:12]};
  wire [4:0] product_l1_w12_0_sum = product_l1_w12_0_a ^ product_l1_w12_0_b ^ product_l1_w12_0_c;
  wire [4:0] product_l1_w12_0_carry =
    (product_l1_w12_0_a & product_l1_w12_0_b) |
    (product_l1_w12_0_c & (product_l1_w12_0_a ^ product_l1_w12_0_b));
  wire       product_l1_w17_0_sum = product_row_y[5] ^ product_row2[13];
  wire       product_l1_w17_0_carry = product_row_y[5] & product_row2[13];
  wire       product_l1_w12_1_sum = product_row1[10] ^ product_row2[8];
  wire       product_l1_w12_1_carry = product_row1[10] & product_row2[8];
  wire [1:0] product_l1_w13_1_a = {product_row3[8], product_row1[11]};
  wire [1:0] product_l1_w13_1_b = {product_row4[6], product_row2[9]};
  wire [1:0] product_l1_w13_1_c = {product_row5[4], product_row3[7]};
  wire [1:0] product_l1_w13_1_sum = product_l1_w13_1_a ^ product_l1_w13_1_b ^ product_l1_w13_1_c;
  wire [1:0] product_l1_w13_1_carry =
    (product_l1_w13_1_a & product_l1_w13_1_b) |
    (product_l1_w13_1_c & (product_l1_w13_1_a ^ product_l1_w13_1_b));
  wire       product_l1_w15_1_sum = product_row3[9] ^ product_row4[7];
  wire       product_l1_w15_1_carry = product_row3[9] & product_row4[7];
  wire       product_l1_w13_2_sum = product_row4[5] ^ product_row5[3];
  wire       product_l1_w13_2_carry = product_row4[5] & product_row5[3];

  // Level 2: counters leave at most 4 bits a column
  wire        product_l2_w8_0_sum = product_row0[8] ^ product_row1[6];
  wire        product_l2_w8_0_carry = product_row0[8] & product_row1[6];
  wire [11:0] product_l2_w9_0_a = {
    product_row_y[8:6], product_row3[11], product_row4[8], product_row5[5], product_row6[2:1],
    product_row3[6], product_row0[11:9]
  };
  wire [11:0] product_l2_w9_0_b = {
    product_row4[12], product_row3[13:12], product_row4[9], product_row5[6], product_row6[3],
    product_l1_w13_2_carry, product_l1_w12_1_carry, product_row4[4], product_row1[9:7]
  };
  wire [11:0] product_l2_w9_0_c = {
    product_row5[10], product_row4[11:10], product_row5[7], product_row6[4], product_l1_w15_1_sum,
    product_l1_w12_0_carry[1:0], product_row5[2], product_row2[7:5]
  };
  wire [11:0] product_l2_w9_0_sum = product_l2_w9_0_a ^ product_l2_w9_0_b ^ product_l2_w9_0_c;
  wire [11:0] product_l2_w9_0_carry =
    (product_l2_w9_0_a & product_l2_w9_0_b) |
    (product_l2_w9_0_c & (product_l2_w9_0_a ^ product_l2_w9_0_b));
  wire        product_l2_w21_0_sum = product_row_y[9] ^ product_row4[13];
  wire        product_l2_w21_0_carry = product_row_y[9] & product_row4[13];
  wire        product_l2_w10_1_sum = product_row3[4] ^ product_row4[2];
  wire        product_l2_w10_1_carry = product_row3[4] & product_row4[2];
  wire [7:0]  product_l2_w11_1_a = {
    product_row5[8], product_row6[5], product_l1_w15_1_carry, product_l1_w12_0_carry[2],
    product_l1_w13_1_carry[0], product_l1_w12_0_sum[1], product_row6[0], product_row3[5]
  };
  wire [7:0]  product_l2_w11_1_b = {
    product_row6[6], product_l1_w17_0_sum, product_l1_w12_0_carry[3], product_l1_w13_1_carry[1],
    product_l1_w12_0_sum[2], product_l1_w13_2_sum, product_l1_w12_0_sum[0], product_row4[3]
  };
  wire [7:0]  product_l2_w11_1_c = {
    product_l1_w17_0_carry, product_l1_w12_0_carry[4], product_l1_w12_0_sum[4:3],
    product_l1_w13_1_sum, product_l1_w12_1_sum, product_row5[1]
  };
  wire [7:0]  product_l2_w11_1_sum = product_l2_w11_1_a ^ product_l2_w11_1_b ^ product_l2_w11_1_c;
  wire [7:0]  product_l2_w11_1_carry =
    (product_l2_w11_1_a & product_l2_w11_1_b) |
    (product_l2_w11_1_c & (product_l2_w11_1_a ^ product_l2_w11_1_b));
  wire        product_l2_w19_1_sum = product_row5[9] ^ product_row6[7];
  wire        product_l2_w19_1_carry = product_row5[9] & product_row6[7];

  // Level 3: counters leave at most 3 bits a column
  wire        product_l3_w6_0_sum = product_row0[6] ^ product_row1[4];
  wire        product_l3_w6_0_carry = product_row0[6] & product_row1[4];
  wire [15:0] product_l3_w7_0_a = {
    product_row_y[10], product_row5[11], product_row6[8], product_l2_w19_1_sum,
    product_l2_w9_0_carry[8:6], product_l2_w9_0_sum[6], product_l2_w9_0_carry[4:2],
    product_l2_w10_1_carry, product_row5[0], product_row3[3], product_row2[4], product_row0[7]
  };
  wire [15:0] product_l3_w7_0_b = {
    product_row5[12], product_row6[9], product_l2_w19_1_carry, product_l2_w9_0_carry[9],
    product_l2_w9_0_sum[9:7], product_l2_w9_0_carry[5], product_l2_w9_0_sum[5:4],
    product_l2_w11_1_carry[0], product_l2_w9_0_carry[1], product_l2_w10_1_sum, product_row4[1],
    product_row3[2], product_row1[5]
  };
  wire [15:0] product_l3_w7_0_c = {
    product_row6[10], product_l2_w21_0_sum, product_l2_w9_0_carry[10], product_l2_w11_1_carry[7],
    product_l2_w11_1_sum[7:6], product_l2_w11_1_carry[4:1], product_l2_w9_0_sum[3:2],
    product_l2_w9_0_carry[0], product_l2_w8_0_carry, product_row4[0], product_row2[3]
  };
  wire [15:0] product_l3_w7_0_sum = product_l3_w7_0_a ^ product_l3_w7_0_b ^ product_l3_w7_0_c;
  wire [15:0] product_l3_w7_0_carry =
    (product_l3_w7_0_a & product_l3_w7_0_b) |
    (product_l3_w7_0_c & (product_l3_w7_0_a ^ product_l3_w7_0_b));
  wire [1:0]  product_l3_w23_0_b = {product_both_positive, product_row5[13]};
  wire [1:0]  product_l3_w23_0_sum = product_row_y[12:11] ^ product_l3_w23_0_b;
  wire [1:0]  product_l3_w23_0_carry = product_row_y[12:11] & product_l3_w23_0_b;

  // Level 4: counters leave at most 2 bits a column
  wire        product_l4_w4_0_sum = product_row0[4] ^ product_row1[2];
  wire        product_l4_w4_0_carry = product_row0[4] & product_row1[2];
  wire [19:0] product_l4_w5_0_a = {
    product_l3_w23_0_sum[1], product_row6[11], product_l2_w21_0_carry, product_l2_w9_0_carry[11],
    product_l2_w9_0_sum[11:10], product_l2_w11_1_carry[6:5], product_l2_w11_1_sum[5:0],
    product_l3_w7_0_carry[2:1], product_l2_w8_0_sum, product_row3[1], product_row2[2],
    product_row0[5]
  };
  wire [19:0] product_l4_w5_0_b = {
    product_row6[12], product_l3_w23_0_sum[0], product_l3_w7_0_carry[14],
    product_l3_w7_0_sum[14:13], product_l3_w7_0_carry[11:10], product_l3_w7_0_sum[10:9],
    product_l3_w7_0_carry[7:3], product_l2_w9_0_sum[1:0], product_l3_w7_0_carry[0],
    product_l3_w6_0_carry, product_row3[0], product_row1[3]
  };
  wire [19:0] product_l4_w5_0_c = {
    product_l3_w23_0_carry[0], product_l3_w7_0_carry[15], product_l3_w7_0_sum[15],
    product_l3_w7_0_carry[13:12], product_l3_w7_0_sum[12:11], product_l3_w7_0_carry[9:8],
    product_l3_w7_0_sum[8:0], product_l3_w6_0_sum, product_row2[1]
  };
  wire [19:0] product_l4_w5_0_sum = product_l4_w5_0_a ^ product_l4_w5_0_b ^ product_l4_w5_0_c;
  wire [19:0] product_l4_w5_0_carry =
    (product_l4_w5_0_a & product_l4_w5_0_b) |
    (product_l4_w5_0_c & (product_l4_w5_0_a ^ product_l4_w5_0_b));

  // The final addition, of the columns that have two bits
  wire [25:0] product_first = {
    {2{product_differ}},
    product_l3_w23_0_carry[1],
    product_l4_w5_0_carry[18:0],
    product_l4_w4_0_carry,
    product_row2[0],
    product_row0[3:2]
  };
  wire [25:0] product_second = {
    2'b0, product_l4_w5_0_carry[19], product_l4_w5_0_sum, product_l4_w4_0_sum, product_row1[1:0]
  };
  wire [25:0] product_sum = product_first + product_second;
  wire [27:0] product = {product_sum, product_row0[1:0]};

  // Normalised to 1+f or -2+f, the product is itself or half as much
  wire        unused = product[26];
  wire        product_sign = x_sign ^ y_sign;
  wire        twice = (product[25] ^ product[27]) | fourfold;
  wire [24:0] product_fraction = product[24:0];

  // The regime's run is a shift distance; it is made ready for the scale as it is and for one more
  wire [4:0] r_own_run = product_scale[5:1] ^ {5{product_scale[6]}};
  wire       r_own_run_bit = ~(product_scale[6] ^ product_sign);
  wire       r_own_exponent = product_scale[0] ^ product_sign;
  wire       r_own_saturated = r_own_run >= 5'd14;
  wire [6:0] r_next_scale = product_scale + 7'b0000001;
  wire [4:0] r_next_run = r_next_scale[5:1] ^ {5{r_next_scale[6]}};
  wire       r_next_run_bit = ~(r_next_scale[6] ^ product_sign);
  wire       r_next_exponent = r_next_scale[0] ^ product_sign;
  wire       r_next_saturated = r_next_run >= 5'd14;
  wire       r_far = r_own_run[4];
  wire [3:0] r_distance = r_own_run[3:0] | {4{r_far}};
  wire [1:0] r_more = 2'd1 + r_next_run[1:0] + ~r_own_run[1:0] + 2'd1;
  wire [1:0] r_next_place = {1'b0, r_distance[0]} + r_more;

  // Exponent and fraction follow the regime; what does not fit leaves guard and sticky
  wire [3:0]  r_head =
    twice ?
    {r_next_run_bit, ~r_next_run_bit, r_next_exponent, product_fraction[24]} :
    {{2{r_own_run_bit}}, ~r_own_run_bit, r_own_exponent};
  wire [27:0] r_digits = {r_head, product_fraction[23:0]};
  wire [18:0] r_unshifted = {{2{r_head[3]}}, r_digits[27:11]};
  wire        r_sticky = |r_digits[10:0];
  wire        r_sticky8 = r_sticky | (r_distance[3] & (|r_unshifted[7:0]));
  wire [18:0] r_shift8 = r_distance[3] ? {{8{r_head[3]}}, r_unshifted[18:8]} : r_unshifted;
  wire        r_sticky4 = r_sticky8 | (r_distance[2] & (|r_shift8[3:0]));
  wire [18:0] r_shift4 = r_distance[2] ? {{4{r_head[3]}}, r_shift8[18:4]} : r_shift8;
  wire        r_sticky2 = r_sticky4 | (r_distance[1] & (|r_shift4[1:0]));
  wire [18:0] r_shift2 = r_distance[1] ? {{2{r_head[3]}}, r_shift4[18:2]} : r_shift4;
  wire [3:0]  r_place = {
    (~twice & ({1'b0, r_distance[0]} == 2'd0)) | (twice & (r_next_place == 2'd0)),
    (~twice & ({1'b0, r_distance[0]} == 2'd1)) | (twice & (r_next_place == 2'd1)),
    (~twice & ({1'b0, r_distance[0]} == 2'd2)) | (twice & (r_next_place == 2'd2)),
    (~twice & ({1'b0, r_distance[0]} == 2'd3)) | (twice & (r_next_place == 2'd3))
  };
  wire [15:0] r_placed =
    ({16{r_place[3]}} & r_shift2[15:0]) |
    ({16{r_place[2]}} & r_shift2[16:1]) |
    ({16{r_place[1]}} & r_shift2[17:2]) |
    ({16{r_place[0]}} & r_shift2[18:3]);
  wire        r_left =
    (r_place[2] & r_shift2[0]) | (r_place[1] & (|r_shift2[1:0])) | (r_place[0] & (|r_shift2[2:0]));

  // Round to nearest, ties to even; never to zero and never to NaR
  wire        r_saturated = twice ? r_next_saturated : r_own_saturated;
  wire        r_increment =
    r_saturated ? ~r_head[3] : (r_placed[0] & (r_placed[1] | r_sticky2 | r_left));
  wire [14:0] r_rounded = r_placed[15:1] + {14'b0, r_increment};
  wire [14:0] r_body = r_rounded & ~{15{special}};

  assign r = {sign, r_body};

endmodule

`default_nettype wire
