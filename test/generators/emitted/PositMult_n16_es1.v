// PositMult_n16_es1: posit multiplier, exact, rounded once
//
// n = 16: bits of a posit
// es = 1: exponent bits of a posit
// objective = balanced: made for a small product of area and delay
// regime = select: a regime's run is shifted out with all places at once
// partialProducts = booth: factors are multiplied by a radix-4 Booth row for each two bits of one
// tree = dadda: columns of bits are brought down to two by Dadda's tree, with the fewest counters
// counters = xor: bits are counted by full adders of exclusive-ors
// adder = sklansky: the final adder is Sklansky's prefix network
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
  wire        x_down = ~(x_regime_bit ^ x_sign);
  wire [5:0]  x_scale = {x_down, x_count ^ {4{x_down}}, x_tail[12] ^ x_sign};
  wire        y_down = ~(y_regime_bit ^ y_sign);
  wire [5:0]  y_scale = {y_down, y_count ^ {4{y_down}}, y_tail[12] ^ y_sign};
  wire [6:0]  product_scale = {x_scale[5], x_scale} + {y_scale[5], y_scale} + {6'b0, fourfold};
  wire [13:0] product_x = {x_sign, ~x_sign, x_fraction};
  wire [13:0] product_y = {y_sign, ~y_sign, y_fraction};

  // Two bits of the second factor, with the bit below, choose -2, -1, 0, 1 or 2 times the first
  wire        product_digit0_two = product_y[1] & ~product_y[0];
  wire [14:0] product_row0 =
    (
      ({product_x[13], product_x} & {15{product_y[0]}}) |
      ({product_x, 1'b0} & {15{product_digit0_two}})
    ) ^
    {15{product_y[1]}};
  wire        product_digit1_one = product_y[2] ^ product_y[1];
  wire        product_digit1_two =
    (product_y[3] & ~product_y[2] & ~product_y[1]) | (~product_y[3] & product_y[2] & product_y[1]);
  wire [14:0] product_row1 =
    (
      ({product_x[13], product_x} & {15{product_digit1_one}}) |
      ({product_x, 1'b0} & {15{product_digit1_two}})
    ) ^
    {15{product_y[3]}};
  wire        product_digit2_one = product_y[4] ^ product_y[3];
  wire        product_digit2_two =
    (product_y[5] & ~product_y[4] & ~product_y[3]) | (~product_y[5] & product_y[4] & product_y[3]);
  wire [14:0] product_row2 =
    (
      ({product_x[13], product_x} & {15{product_digit2_one}}) |
      ({product_x, 1'b0} & {15{product_digit2_two}})
    ) ^
    {15{product_y[5]}};
  wire        product_digit3_one = product_y[6] ^ product_y[5];
  wire        product_digit3_two =
    (product_y[7] & ~product_y[6] & ~product_y[5]) | (~product_y[7] & product_y[6] & product_y[5]);
  wire [14:0] product_row3 =
    (
      ({product_x[13], product_x} & {15{product_digit3_one}}) |
      ({product_x, 1'b0} & {15{product_digit3_two}})
    ) ^
    {15{product_y[7]}};
  wire        product_digit4_one = product_y[8] ^ product_y[7];
  wire        product_digit4_two =
    (product_y[9] & ~product_y[8] & ~product_y[7]) | (~product_y[9] & product_y[8] & product_y[7]);
  wire [14:0] product_row4 =
    (
      ({product_x[13], product_x} & {15{product_digit4_one}}) |
      ({product_x, 1'b0} & {15{product_digit4_two}})
    ) ^
    {15{product_y[9]}};
  wire        product_digit5_one = product_y[10] ^ product_y[9];
  wire        product_digit5_two =
    (product_y[11] & ~product_y[10] & ~product_y[9]) |
    (~product_y[11] & product_y[10] & product_y[9]);
  wire [14:0] product_row5 =
    (
      ({product_x[13], product_x} & {15{product_digit5_one}}) |
      ({product_x, 1'b0} & {15{product_digit5_two}})
    ) ^
    {15{product_y[11]}};
  wire        product_digit6_one = product_y[12] ^ product_y[11];
  wire        product_digit6_two =
    (product_y[13] & ~product_y[12] & ~product_y[11]) |
    (~product_y[13] & product_y[12] & product_y[11]);
  wire [14:0] product_row6 =
    (
      ({product_x[13], product_x} & {15{product_digit6_one}}) |
      ({product_x, 1'b0} & {15{product_digit6_two}})
    ) ^
    {15{product_y[13]}};

  // Level 1: counters leave at most 6 bits a column
  wire [1:0] product_l1_w10_0_a = {product_row0[11], product_y[11]};
  wire [1:0] product_l1_w10_0_b = {product_row1[9], product_row0[10]};
  wire [1:0] product_l1_w10_0_sum = product_l1_w10_0_a ^ product_l1_w10_0_b;
  wire [1:0] product_l1_w10_0_carry = product_l1_w10_0_a & product_l1_w10_0_b;
  wire [1:0] product_l1_w12_0_a = {product_row0[13], product_y[13]};
  wire [1:0] product_l1_w12_0_b = {product_row1[11], product_row0[12]};
  wire [1:0] product_l1_w12_0_c = {product_row2[9], product_row1[10]};
  wire [1:0] product_l1_w12_0_sum = product_l1_w12_0_a ^ product_l1_w12_0_b ^ product_l1_w12_0_c;
  wire [1:0] product_l1_w12_0_carry =
    (product_l1_w12_0_a & product_l1_w12_0_b) |
    (product_l1_w12_0_c & (product_l1_w12_0_a ^ product_l1_w12_0_b));
  wire [1:0] product_l1_w14_0_a = {product_row1[13], ~product_row0[14]};
  wire [1:0] product_l1_w14_0_b = {product_row2[11], product_row1[12]};
  wire [1:0] product_l1_w14_0_sum = ~(product_l1_w14_0_a ^ product_l1_w14_0_b);
  wire [1:0] product_l1_w14_0_carry = product_l1_w14_0_a | product_l1_w14_0_b;
  wire       product_l1_w16_0_sum = ~product_row1[14] ^ product_row2[12] ^ product_row3[10];
  wire       product_l1_w16_0_carry =
    (~product_row1[14] & product_row2[12]) |
    (product_row3[10] & (~product_row1[14] ^ product_row2[12]));
  wire       product_l1_w17_0_sum = ~product_row2[13];
  wire       product_l1_w17_0_carry = product_row2[13];
  wire [1:0] product_l1_w12_1_a = {product_row3[7], product_row2[8]};
  wire [1:0] product_l1_w12_1_b = {product_row4[5], product_row3[6]};
  wire [1:0] product_l1_w12_1_sum = product_l1_w12_1_a ^ product_l1_w12_1_b;
  wire [1:0] product_l1_w12_1_carry = product_l1_w12_1_a & product_l1_w12_1_b;
  wire       product_l1_w14_1_sum = product_row2[10] ^ product_row3[8] ^ product_row4[6];
  wire       product_l1_w14_1_carry =
    (product_row2[10] & product_row3[8]) | (product_row4[6] & (product_row2[10] ^ product_row3[8]));
  wire       product_l1_w15_1_sum = product_row3[9] ^ product_row4[7];
  wire       product_l1_w15_1_carry = product_row3[9] & product_row4[7];

  // Level 2: counters leave at most 4 bits a column
  wire [1:0]  product_l2_w6_0_a = {product_row0[7], product_y[7]};
  wire [1:0]  product_l2_w6_0_b = {product_row1[5], product_row0[6]};
  wire [1:0]  product_l2_w6_0_sum = product_l2_w6_0_a ^ product_l2_w6_0_b;
  wire [1:0]  product_l2_w6_0_carry = product_l2_w6_0_a & product_l2_w6_0_b;
  wire [10:0] product_l2_w8_0_a = {
    ~product_row2[14], product_row3[11], product_row4[8], product_row5[5:3], product_row4[4],
    product_row2[7], product_row1[8], product_row0[9], product_y[9]
  };
  wire [10:0] product_l2_w8_0_b = {
    product_row3[12], product_row4[9], product_row5[6], product_row6[3:1], product_row5[2],
    product_row3[5], product_row2[6], product_row1[7], product_row0[8]
  };
  wire [10:0] product_l2_w8_0_c = {
    product_row4[10], product_row5[7], product_row6[4], product_l1_w14_0_carry[0],
    product_l1_w12_1_carry, product_row6[0], product_row4[3], product_row3[4], product_row2[5],
    product_row1[6]
  };
  wire [10:0] product_l2_w8_0_sum = product_l2_w8_0_a ^ product_l2_w8_0_b ^ product_l2_w8_0_c;
  wire [10:0] product_l2_w8_0_carry =
    (product_l2_w8_0_a & product_l2_w8_0_b) |
    (product_l2_w8_0_c & (product_l2_w8_0_a ^ product_l2_w8_0_b));
  wire        product_l2_w19_0_sum = ~(product_row3[13] ^ product_row4[11]);
  wire        product_l2_w19_0_carry = product_row3[13] | product_row4[11];
  wire        product_l2_w20_0_sum = ~product_row3[14] ^ product_row4[12] ^ product_row5[10];
  wire        product_l2_w20_0_carry =
    (~product_row3[14] & product_row4[12]) |
    (product_row5[10] & (~product_row3[14] ^ product_row4[12]));
  wire        product_l2_w21_0_sum = ~product_row4[13];
  wire        product_l2_w21_0_carry = product_row4[13];
  wire [1:0]  product_l2_w8_1_a = {product_row3[3], product_row2[4]};
  wire [1:0]  product_l2_w8_1_b = {product_row4[1], product_row3[2]};
  wire [1:0]  product_l2_w8_1_sum = product_l2_w8_1_a ^ product_l2_w8_1_b;
  wire [1:0]  product_l2_w8_1_carry = product_l2_w8_1_a & product_l2_w8_1_b;
  wire [8:0]  product_l2_w10_1_a = {
    product_row5[8], product_row6[5], product_l1_w14_0_carry[1], product_l1_w14_0_sum,
    product_l1_w12_1_sum[1], product_l1_w10_0_carry[1], product_row5[1], product_row4[2]
  };
  wire [8:0]  product_l2_w10_1_b = {
    product_row6[6], product_l1_w17_0_sum, product_l1_w15_1_carry, product_l1_w15_1_sum,
    product_l1_w12_0_carry, product_l1_w12_1_sum[0], product_l1_w10_0_carry[0], product_row5[0]
  };
  wire [8:0]  product_l2_w10_1_c = {
    product_l1_w17_0_carry, product_l1_w16_0_carry, product_l1_w16_0_sum, product_l1_w14_1_carry,
    product_l1_w14_1_sum, product_l1_w12_0_sum, product_l1_w10_0_sum
  };
  wire [8:0]  product_l2_w10_1_sum = product_l2_w10_1_a ^ product_l2_w10_1_b ^ product_l2_w10_1_c;
  wire [8:0]  product_l2_w10_1_carry =
    (product_l2_w10_1_a & product_l2_w10_1_b) |
    (product_l2_w10_1_c & (product_l2_w10_1_a ^ product_l2_w10_1_b));
  wire        product_l2_w19_1_sum = product_row5[9] ^ product_row6[7];
  wire        product_l2_w19_1_carry = product_row5[9] & product_row6[7];

  // Level 3: counters leave at most 3 bits a column
  wire [1:0]  product_l3_w4_0_a = {product_row0[5], product_y[5]};
  wire [1:0]  product_l3_w4_0_b = {product_row1[3], product_row0[4]};
  wire [1:0]  product_l3_w4_0_sum = product_l3_w4_0_a ^ product_l3_w4_0_b;
  wire [1:0]  product_l3_w4_0_carry = product_l3_w4_0_a & product_l3_w4_0_b;
  wire [16:0] product_l3_w6_0_a = {
    ~product_row4[14], product_row5[11], product_row6[8], product_l2_w19_0_sum,
    product_l2_w8_0_carry[9:2], product_l2_w8_1_carry, product_row4[0], product_row2[3],
    product_row1[4]
  };
  wire [16:0] product_l3_w6_0_b = {
    product_row5[12], product_row6[9], product_l2_w19_0_carry, product_l2_w19_1_sum,
    product_l2_w8_0_sum[10:4], product_l2_w10_1_carry[0], product_l2_w8_0_carry[1],
    product_l2_w8_1_sum[1], product_l2_w6_0_carry[1], product_row3[1], product_row2[2]
  };
  wire [16:0] product_l3_w6_0_c = {
    product_row6[10], product_l2_w21_0_sum, product_l2_w19_1_carry, product_l2_w8_0_carry[10],
    product_l2_w10_1_sum[8:7], product_l2_w10_1_carry[5], product_l2_w10_1_sum[5],
    product_l2_w10_1_carry[3:1], product_l2_w8_0_sum[3:2], product_l2_w8_0_carry[0],
    product_l2_w8_1_sum[0], product_l2_w6_0_carry[0], product_row3[0]
  };
  wire [16:0] product_l3_w6_0_sum = product_l3_w6_0_a ^ product_l3_w6_0_b ^ product_l3_w6_0_c;
  wire [16:0] product_l3_w6_0_carry =
    (product_l3_w6_0_a & product_l3_w6_0_b) |
    (product_l3_w6_0_c & (product_l3_w6_0_a ^ product_l3_w6_0_b));
  wire        product_l3_w23_0_sum = ~product_row5[13];
  wire        product_l3_w23_0_carry = product_row5[13];

  // Level 4: counters leave at most 2 bits a column
  wire [1:0]  product_l4_w2_0_a = {product_row0[3], product_y[3]};
  wire [1:0]  product_l4_w2_0_b = {product_row1[1], product_row0[2]};
  wire [1:0]  product_l4_w2_0_sum = product_l4_w2_0_a ^ product_l4_w2_0_b;
  wire [1:0]  product_l4_w2_0_carry = product_l4_w2_0_a & product_l4_w2_0_b;
  wire [20:0] product_l4_w4_0_a = {
    ~product_row5[14], product_row6[11], product_l2_w21_0_carry, product_l2_w20_0_carry,
    product_l2_w20_0_sum, product_l2_w10_1_carry[8:6], product_l2_w10_1_sum[6],
    product_l2_w10_1_carry[4], product_l2_w10_1_sum[4:0], product_l2_w8_0_sum[1],
    product_l3_w6_0_carry[1], product_l2_w6_0_sum[1], product_l3_w4_0_carry[1], product_row2[1],
    product_row1[2]
  };
  wire [20:0] product_l4_w4_0_b = {
    product_row6[12], product_l3_w23_0_sum, product_l3_w6_0_carry[15], product_l3_w6_0_sum[15:13],
    product_l3_w6_0_carry[11:9], product_l3_w6_0_sum[9], product_l3_w6_0_carry[7:2],
    product_l2_w8_0_sum[0], product_l3_w6_0_carry[0], product_l2_w6_0_sum[0],
    product_l3_w4_0_carry[0], product_row2[0]
  };
  wire [20:0] product_l4_w4_0_c = {
    product_l3_w23_0_carry, product_l3_w6_0_carry[16], product_l3_w6_0_sum[16],
    product_l3_w6_0_carry[14:12], product_l3_w6_0_sum[12:10], product_l3_w6_0_carry[8],
    product_l3_w6_0_sum[8:0], product_l3_w4_0_sum
  };
  wire [20:0] product_l4_w4_0_sum = product_l4_w4_0_a ^ product_l4_w4_0_b ^ product_l4_w4_0_c;
  wire [20:0] product_l4_w4_0_carry =
    (product_l4_w4_0_a & product_l4_w4_0_b) |
    (product_l4_w4_0_c & (product_l4_w4_0_a ^ product_l4_w4_0_b));
  wire        product_l4_w25_0_sum = ~product_row6[13];
  wire        product_l4_w25_0_carry = product_row6[13];

  // The final addition, of the columns that have two bits
  wire [27:0] product_first = {
    1'b1, ~product_row6[14], product_l4_w4_0_carry, product_l4_w2_0_carry, product_row1[0],
    product_row0[1], product_y[1]
  };
  wire [27:0] product_second = {
    1'b0, product_l4_w25_0_carry, product_l4_w25_0_sum, product_l4_w4_0_sum, product_l4_w2_0_sum,
    1'b0, product_row0[0]
  };

  // Sklansky's prefix network: groups of bits make a carry or pass one on, level by level
  wire [26:0] product_make = product_first[26:0] & product_second[26:0];
  wire [27:0] product_pass = product_first ^ product_second;
  wire [12:0] product_level1_make =
    {
      product_make[25], product_make[23], product_make[21], product_make[19], product_make[17],
      product_make[15], product_make[13], product_make[11], product_make[9], product_make[7],
      product_make[5], product_make[3], product_make[1]
    } |
    (
      {
        product_pass[25], product_pass[23], product_pass[21], product_pass[19], product_pass[17],
        product_pass[15], product_pass[13], product_pass[11], product_pass[9], product_pass[7],
        product_pass[5], product_pass[3], product_pass[1]
      } &
      {
        product_make[24], product_make[22], product_make[20], product_make[18], product_make[16],
        product_make[14], product_make[12], product_make[10], product_make[8], product_make[6],
        product_make[4], product_make[2], product_make[0]
      }
    );
  wire [11:0] product_level1_pass =
    {
      product_pass[25], product_pass[23], product_pass[21], product_pass[19], product_pass[17],
      product_pass[15], product_pass[13], product_pass[11], product_pass[9], product_pass[7],
      product_pass[5], product_pass[3]
    } &
    {
      product_pass[24], product_pass[22], product_pass[20], product_pass[18], product_pass[16],
      product_pass[14], product_pass[12], product_pass[10], product_pass[8], product_pass[6],
      product_pass[4], product_pass[2]
    };
  wire [12:0] product_level2_make =
    {
      product_make[26], product_level1_make[11], product_make[22], product_level1_make[9],
      product_make[18], product_level1_make[7], product_make[14], product_level1_make[5],
      product_make[10], product_level1_make[3], product_make[6], product_level1_make[1],
      product_make[2]
    } |
    (
      {
        product_pass[26], product_level1_pass[10], product_pass[22], product_level1_pass[8],
        product_pass[18], product_level1_pass[6], product_pass[14], product_level1_pass[4],
        product_pass[10], product_level1_pass[2], product_pass[6], product_level1_pass[0],
        product_pass[2]
      } &
      {
        product_level1_make[12],
        {2{product_level1_make[10]}},
        {2{product_level1_make[8]}},
        {2{product_level1_make[6]}},
        {2{product_level1_make[4]}},
        {2{product_level1_make[2]}},
        {2{product_level1_make[0]}}
      }
    );
  wire [10:0] product_level2_pass =
    {
      product_pass[26], product_level1_pass[10], product_pass[22], product_level1_pass[8],
      product_pass[18], product_level1_pass[6], product_pass[14], product_level1_pass[4],
      product_pass[10], product_level1_pass[2], product_pass[6]
    } &
    {
      product_level1_pass[11],
      {2{product_level1_pass[9]}},
      {2{product_level1_pass[7]}},
      {2{product_level1_pass[5]}},
      {2{product_level1_pass[3]}},
      {2{product_level1_pass[1]}}
    };
  wire [11:0] product_level3_make =
    {
      product_level2_make[11:10], product_level1_make[10], product_make[20],
      product_level2_make[7:6], product_level1_make[6], product_make[12], product_level2_make[3:2],
      product_level1_make[2], product_make[4]
    } |
    (
      {
        product_level2_pass[9:8], product_level1_pass[9], product_pass[20],
        product_level2_pass[5:4], product_level1_pass[5], product_pass[12],
        product_level2_pass[1:0], product_level1_pass[1], product_pass[4]
      } &
      {{4{product_level2_make[9]}}, {4{product_level2_make[5]}}, {4{product_level2_make[1]}}}
    );
  wire [7:0]  product_level3_pass =
    {
      product_level2_pass[9:8], product_level1_pass[9], product_pass[20], product_level2_pass[5:4],
      product_level1_pass[5], product_pass[12]
    } &
    {{4{product_level2_pass[7]}}, {4{product_level2_pass[3]}}};
  wire [10:0] product_level4_make =
    {
      product_level2_make[12], product_level1_make[12], product_make[24], product_level3_make[7:4],
      product_level2_make[5:4], product_level1_make[4], product_make[8]
    } |
    (
      {
        product_level2_pass[10], product_level1_pass[11], product_pass[24],
        product_level3_pass[3:0], product_level2_pass[3:2], product_level1_pass[3], product_pass[8]
      } &
      {{3{product_level3_make[11]}}, {8{product_level3_make[3]}}}
    );
  wire [2:0]  product_level4_pass =
    {product_level2_pass[10], product_level1_pass[11], product_pass[24]} &
    {3{product_level3_pass[7]}};
  wire [10:0] product_level5_make =
    {
      product_level4_make[10:8], product_level3_make[11:8], product_level2_make[9:8],
      product_level1_make[8], product_make[16]
    } |
    (
      {
        product_level4_pass, product_level3_pass[7:4], product_level2_pass[7:6],
        product_level1_pass[7], product_pass[16]
      } &
      {11{product_level4_make[7]}}
    );
  wire [27:0] product =
    product_pass ^
    {
      product_level5_make, product_level4_make[7:0], product_level3_make[3:0],
      product_level2_make[1:0], product_level1_make[0], product_make[0], 1'b0
    };

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
