// PositMult_n8_es1_blocks: posit multiplier, exact, rounded once
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
// hierarchy = blocks: its blocks are modules of their own
// input  x  posit<8,1>
// input  y  posit<8,1>
// output r  posit<8,1>
// Combinational.
//
// Source: Standard for Posit Arithmetic (2022), section 4.1 and section 5
// Made by tapir VERSION with: tapir generate PositMult n=8 es=1 hierarchy=blocks
// This file belongs to whoever generated it; the makers of tapir claim no rights in it.
`default_nettype none

module PositMult_n8_es1_blocks (
  input  wire [7:0] x,
  input  wire [7:0] y,
  output wire [7:0] r
);

  // x: the run of the regime is counted and shifted out; exponent and fraction remain
  wire       x_sign;
  wire       x_special;
  wire       x_regime_bit;
  wire [2:0] x_count;
  wire       x_tail_4;
  wire [3:0] x_fraction;
  PositMult_n8_es1_blocks_decoder x_decoder (
    .posit(x),
    .sign(x_sign),
    .special(x_special),
    .regime_bit(x_regime_bit),
    .count(x_count),
    .tail_4(x_tail_4),
    .fraction(x_fraction)
  );

  // y: the run of the regime is counted and shifted out; exponent and fraction remain
  wire       y_sign;
  wire       y_special;
  wire       y_regime_bit;
  wire [2:0] y_count;
  wire       y_tail_4;
  wire [3:0] y_fraction;
  PositMult_n8_es1_blocks_decoder y_decoder (
    .posit(y),
    .sign(y_sign),
    .special(y_special),
    .regime_bit(y_regime_bit),
    .count(y_count),
    .tail_4(y_tail_4),
    .fraction(y_fraction)
  );

  // NaR times anything is NaR; zero times anything else is zero
  wire       special;
  wire       sign;
  wire [4:0] product_regime;
  wire [5:0] product_tail;
  wire       product_rest;
  PositMult_n8_es1_blocks_multiplier multiplier (
    .x_regime_bit(x_regime_bit),
    .x_tail_4(x_tail_4),
    .y_regime_bit(y_regime_bit),
    .y_tail_4(y_tail_4),
    .x_special(x_special),
    .y_special(y_special),
    .x_sign(x_sign),
    .y_sign(y_sign),
    .x_fraction(x_fraction),
    .y_fraction(y_fraction),
    .x_count(x_count),
    .y_count(y_count),
    .special(special),
    .sign(sign),
    .product_regime(product_regime),
    .product_tail(product_tail),
    .product_rest(product_rest)
  );

  // The regime's run is a shift distance; beyond n-2 it saturates, and so does a special result
  wire [6:0] r_body;
  PositMult_n8_es1_blocks_encoder r_encoder (
    .special(special),
    .regime(product_regime),
    .tail(product_tail),
    .rest(product_rest),
    .body(r_body)
  );

  assign r = {sign, r_body};

endmodule

// The modules of its blocks, in the same file.
// verilator lint_off DECLFILENAME

module PositMult_n8_es1_blocks_decoder (
  input  wire [7:0] posit,
  output wire       sign,
  output wire       special,
  output wire       regime_bit,
  output wire [2:0] count,
  output wire [3:0] fraction,
  output wire       tail_4
);

  // posit: the run of the regime is counted and shifted out; exponent and fraction remain
  assign sign = posit[7];
  assign special = ~(|posit[6:0]);
  assign regime_bit = posit[6];
  wire [5:0] behind_regime_bit = posit[5:0];
  wire [4:0] behind = posit[4:0];
  wire [6:0] first = {
    (regime_bit & ~behind_regime_bit[5]) | (~regime_bit & behind_regime_bit[5]),
    ((&{regime_bit, behind_regime_bit[5]}) & ~behind_regime_bit[4]) |
    (~(|{regime_bit, behind_regime_bit[5]}) & behind_regime_bit[4]),
    ((&{regime_bit, behind_regime_bit[5:4]}) & ~behind_regime_bit[3]) |
    (~(|{regime_bit, behind_regime_bit[5:4]}) & behind_regime_bit[3]),
    ((&{regime_bit, behind_regime_bit[5:3]}) & ~behind_regime_bit[2]) |
    (~(|{regime_bit, behind_regime_bit[5:3]}) & behind_regime_bit[2]),
    ((&{regime_bit, behind_regime_bit[5:2]}) & ~behind_regime_bit[1]) |
    (~(|{regime_bit, behind_regime_bit[5:2]}) & behind_regime_bit[1]),
    ((&{regime_bit, behind_regime_bit[5:1]}) & ~behind_regime_bit[0]) |
    (~(|{regime_bit, behind_regime_bit[5:1]}) & behind_regime_bit[0]),
    (&{regime_bit, behind_regime_bit}) | ~(|{regime_bit, behind_regime_bit})
  };
  wire [4:0] rest =
    ({5{first[6]}} & behind) |
    ({5{first[5]}} & {behind[3:0], 1'b0}) |
    ({5{first[4]}} & {behind[2:0], 2'b0}) |
    ({5{first[3]}} & {behind[1:0], 3'b0}) |
    ({5{first[2]}} & {behind[0], 4'b0});
  assign count = {
    first[2] | first[1] | first[0],
    first[4] | first[3] | first[0],
    first[5] | first[3] | first[1]
  };
  wire [4:0] tail = rest;
  assign fraction = tail[3:0];

  assign tail_4 = tail[4];

endmodule

module PositMult_n8_es1_blocks_multiplier (
  input  wire       x_regime_bit,
  input  wire       x_tail_4,
  input  wire       y_regime_bit,
  input  wire       y_tail_4,
  input  wire       x_special,
  input  wire       y_special,
  input  wire       x_sign,
  input  wire       y_sign,
  input  wire [3:0] x_fraction,
  input  wire [3:0] y_fraction,
  input  wire [2:0] x_count,
  input  wire [2:0] y_count,
  output wire       special,
  output wire       sign,
  output wire [4:0] product_regime,
  output wire [5:0] product_tail,
  output wire       product_rest
);

  // NaR times anything is NaR; zero times anything else is zero
  assign special = x_special | y_special;
  wire nar = (x_special & x_sign) | (y_special & y_sign);
  assign sign = special ? nar : (x_sign ^ y_sign);

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

  // The final addition, of the columns that have two bits
  wire [8:0] product_first = {
    product_l1_w8_0_carry, product_l7_w8_0_sum, product_l6_w7_0_sum, product_l5_w6_0_sum,
    product_l4_w5_0_sum, product_l3_w4_0_sum, product_l2_w3_0_sum[0], product_l1_w2_0_sum[0],
    product_row0[1]
  };
  wire [8:0] product_second = {product_l7_w8_0_carry, 7'b0, product_row1[0]};

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
  wire [9:0] product = {product_sum, product_row0[0]};

  // Normalise to 1+f or -2+f: the product may be 2 or 4 times as much (4 is -2 times -2)
  wire       fourfold = x_sign & y_sign & ~(|product[9:8]);
  wire       twice = product[9] ^ x_sign ^ y_sign;
  wire [4:0] product_fraction = twice ? product[8:4] : product[7:3];

  // Each raw exponent is inverted by the other's sign; the sum is that of the product, inverted if
  //   it is negative
  wire       x_down = ~(x_regime_bit ^ y_sign);
  wire [4:0] x_scale = {x_down, x_count ^ {3{x_down}}, x_tail_4 ^ y_sign};
  wire       y_down = ~(y_regime_bit ^ x_sign);
  wire [4:0] y_scale = {y_down, y_count ^ {3{y_down}}, y_tail_4 ^ x_sign};
  wire [5:0] scale_sum = {x_scale[4], x_scale} + {y_scale[4], y_scale};
  wire [5:0] scale_plus_1 = scale_sum + 6'd1;
  wire [5:0] scale_plus_2 = scale_sum + 6'd2;
  wire [5:0] product_scale = product[9] ? scale_plus_1 : fourfold ? scale_plus_2 : scale_sum;
  assign product_regime = product_scale[5:1];
  assign product_tail = {product_scale[0], product_fraction};
  assign product_rest = (|product[2:0]) | (twice & product[3]);

endmodule

module PositMult_n8_es1_blocks_encoder (
  input  wire       special,
  input  wire [4:0] regime,
  input  wire [5:0] tail,
  input  wire       rest,
  output wire [6:0] body
);

  // The regime's run is a shift distance; beyond n-2 it saturates, and so does a special result
  wire [3:0] run = regime[3:0] ^ {4{regime[4]}};
  wire       far = special | run[3];
  wire [2:0] distance = run[2:0] | {3{far}};
  wire       run_bit = ~(regime[4] | special);
  wire       low = regime[4] & ~special;

  // Exponent and fraction follow the regime; what does not fit leaves guard and sticky
  wire [7:0] unshifted = {run_bit, ~run_bit, tail};
  wire       sticky = rest;
  wire       sticky4 = sticky | (distance[2] & (|unshifted[3:0]));
  wire [7:0] shift4 = distance[2] ? {{4{run_bit}}, unshifted[7:4]} : unshifted;
  wire       sticky2 = sticky4 | (distance[1] & (|shift4[1:0]));
  wire [7:0] shift2 = distance[1] ? {{2{run_bit}}, shift4[7:2]} : shift4;
  wire       sticky1 = sticky2 | (distance[0] & shift2[0]);
  wire [7:0] shift1 = distance[0] ? {run_bit, shift2[7:1]} : shift2;

  // Round to nearest, ties to even; never to zero and never to NaR
  wire       nearest = shift1[0] & (shift1[1] | sticky1);
  wire       saturated = distance >= 3'd6;
  wire       increment = saturated ? low : nearest;
  assign body = shift1[7:1] + {6'b0, increment};

endmodule

// verilator lint_on DECLFILENAME

`default_nettype wire
