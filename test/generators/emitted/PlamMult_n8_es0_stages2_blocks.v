// PlamMult_n8_es0_stages2_blocks: posit logarithm-approximate multiplier (PLAM)
//
// n = 8: bits of a posit
// es = 0: exponent bits of a posit
// objective = balanced: made for a small product of area and delay
// regime = select: a regime's run is shifted out with all places at once
// negation = operands: a logarithm is negated in both operands' fields, each by the other's sign
// hierarchy = blocks: its blocks are modules of their own
// input  x  posit<8,0>
// input  y  posit<8,0>
// output r  posit<8,0>
// Pipelined: latency 2 cycles, initiation interval 1 (new operands at every rising edge of clk).
//
// Source: R. Murillo et al., PLAM: a posit logarithm-approximate multiplier, IEEE Trans. Emerging
//   Topics in Computing 10(4), 2022
// Made by tapir VERSION with: tapir generate PlamMult n=8 es=0 stages=2 hierarchy=blocks
// This file belongs to whoever generated it; the makers of tapir claim no rights in it.
`default_nettype none

module PlamMult_n8_es0_stages2_blocks (
  input  wire       clk,
  input  wire [7:0] x,
  input  wire [7:0] y,
  output wire [7:0] r
);

  // x: the run of the regime is counted and shifted out; exponent and fraction remain
  wire       x_sign;
  wire       x_special;
  wire       x_regime_bit;
  wire [2:0] x_count;
  wire [4:0] x_fraction;
  PlamMult_n8_es0_stages2_blocks_decoder_stage0 x_decoder_stage0 (
    .posit(x),
    .sign(x_sign),
    .special(x_special),
    .regime_bit(x_regime_bit),
    .count(x_count),
    .fraction(x_fraction)
  );

  // y: the run of the regime is counted and shifted out; exponent and fraction remain
  wire       y_sign;
  wire       y_special;
  wire       y_regime_bit;
  wire [2:0] y_count;
  wire [4:0] y_fraction;
  PlamMult_n8_es0_stages2_blocks_decoder_stage0 y_decoder_stage0 (
    .posit(y),
    .sign(y_sign),
    .special(y_special),
    .regime_bit(y_regime_bit),
    .count(y_count),
    .fraction(y_fraction)
  );

  // NaR times anything is NaR; zero times anything else is zero
  wire       special;
  wire       sign;
  wire       log_carry_in;
  wire       log_make_7;
  wire [9:0] log_pass;
  wire       log_level1_make_4;
  wire       log_level1_make_0;
  wire       log_level1_pass_3;
  wire [1:0] log_level2_make_1_0;
  wire [3:0] log_level3_make;
  wire       log_beyond;
  PlamMult_n8_es0_stages2_blocks_multiplier_stage0 multiplier_stage0 (
    .x_regime_bit(x_regime_bit),
    .y_regime_bit(y_regime_bit),
    .x_special(x_special),
    .y_special(y_special),
    .x_sign(x_sign),
    .y_sign(y_sign),
    .x_count(x_count),
    .x_fraction(x_fraction),
    .y_count(y_count),
    .y_fraction(y_fraction),
    .special(special),
    .sign(sign),
    .log_carry_in(log_carry_in),
    .log_make_7(log_make_7),
    .log_pass(log_pass),
    .log_level1_make_4(log_level1_make_4),
    .log_level1_make_0(log_level1_make_0),
    .log_level1_pass_3(log_level1_pass_3),
    .log_level2_make_1_0(log_level2_make_1_0),
    .log_level3_make(log_level3_make),
    .log_beyond(log_beyond)
  );

  // Stage 1: 24 bits of registers begin it
  reg        special_s1;
  reg        sign_s1;
  reg        log_carry_in_s1;
  reg        log_make_s1;
  reg  [9:0] log_pass_s1;
  reg  [1:0] log_level1_make_s1;
  reg        log_level1_pass_s1;
  reg  [1:0] log_level2_make_s1;
  reg  [3:0] log_level3_make_s1;
  reg        log_beyond_s1;
  always @(posedge clk) begin
    special_s1 <= special;
    sign_s1 <= sign;
    log_carry_in_s1 <= log_carry_in;
    log_make_s1 <= log_make_7;
    log_pass_s1 <= log_pass;
    log_level1_make_s1 <= {log_level1_make_4, log_level1_make_0};
    log_level1_pass_s1 <= log_level1_pass_3;
    log_level2_make_s1 <= log_level2_make_1_0;
    log_level3_make_s1 <= log_level3_make;
    log_beyond_s1 <= log_beyond;
  end

  // Sklansky's prefix network: groups of bits make a carry or pass one on, level by level
  wire [4:0] product_regime;
  wire [4:0] product_tail;
  PlamMult_n8_es0_stages2_blocks_multiplier_stage1 multiplier_stage1 (
    .log_level1_make_s1(log_level1_make_s1),
    .log_make_s1(log_make_s1),
    .log_level1_pass_s1(log_level1_pass_s1),
    .log_pass_s1(log_pass_s1),
    .log_level3_make_s1(log_level3_make_s1),
    .log_level2_make_s1(log_level2_make_s1),
    .log_carry_in_s1(log_carry_in_s1),
    .product_regime(product_regime),
    .product_tail(product_tail)
  );

  // The regime's run is a shift distance; beyond n-2 it saturates, and so does a special result
  wire [6:0] r_body;
  PlamMult_n8_es0_stages2_blocks_encoder_stage1 r_encoder_stage1 (
    .regime(product_regime),
    .special_s1(special_s1),
    .tail(product_tail),
    .beyond_s1(log_beyond_s1),
    .body(r_body)
  );

  // Stage 2: 8 bits of registers begin it
  reg  [7:0] r_s2;
  always @(posedge clk) begin
    r_s2 <= {sign_s1, r_body};
  end

  assign r = r_s2;

endmodule

// The modules of its blocks, in the same file.
// verilator lint_off DECLFILENAME

module PlamMult_n8_es0_stages2_blocks_decoder_stage0 (
  input  wire [7:0] posit,
  output wire       sign,
  output wire       special,
  output wire       regime_bit,
  output wire [2:0] count,
  output wire [4:0] fraction
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
  assign fraction = rest;

endmodule

module PlamMult_n8_es0_stages2_blocks_multiplier_stage0 (
  input  wire       x_regime_bit,
  input  wire       y_regime_bit,
  input  wire       x_special,
  input  wire       y_special,
  input  wire       x_sign,
  input  wire       y_sign,
  input  wire [2:0] x_count,
  input  wire [4:0] x_fraction,
  input  wire [2:0] y_count,
  input  wire [4:0] y_fraction,
  output wire       special,
  output wire       sign,
  output wire       log_carry_in,
  output wire [9:0] log_pass,
  output wire [3:0] log_level3_make,
  output wire       log_beyond,
  output wire       log_make_7,
  output wire       log_level1_make_4,
  output wire       log_level1_make_0,
  output wire       log_level1_pass_3,
  output wire [1:0] log_level2_make_1_0
);

  // NaR times anything is NaR; zero times anything else is zero
  assign special = x_special | y_special;
  wire nar = (x_special & x_sign) | (y_special & y_sign);
  assign sign = special ? nar : (x_sign ^ y_sign);

  // Raw fields hold +log2 or -log2 of an operand: the other's sign inverts them for the product
  wire       x_down = ~(x_regime_bit ^ y_sign);
  wire [8:0] x_scale = {x_down, x_count ^ {3{x_down}}, x_fraction ^ {5{y_sign}}};
  wire       y_down = ~(y_regime_bit ^ x_sign);
  wire [8:0] y_scale = {y_down, y_count ^ {3{y_down}}, y_fraction ^ {5{x_sign}}};

  // Mitchell: the logarithm of a product is the sum of the logarithms
  wire       log_carry = x_sign | y_sign;
  wire [9:0] log_augend = {x_scale[8], x_scale};
  wire [9:0] log_addend = {y_scale[8], y_scale};
  assign log_carry_in = log_carry;

  // Sklansky's prefix network: groups of bits make a carry or pass one on, level by level
  wire [8:0] log_make = log_augend[8:0] & log_addend[8:0];
  assign log_pass = log_augend ^ log_addend;
  wire [4:0] log_level1_make =
    {log_make[8], log_make[6], log_make[4], log_make[2], log_make[0]} |
    (
      {log_pass[8], log_pass[6], log_pass[4], log_pass[2], log_pass[0]} &
      {log_make[7], log_make[5], log_make[3], log_make[1], log_carry_in}
    );
  wire [3:0] log_level1_pass =
    {log_pass[8], log_pass[6], log_pass[4], log_pass[2]} &
    {log_pass[7], log_pass[5], log_pass[3], log_pass[1]};
  wire [3:0] log_level2_make =
    {log_level1_make[3], log_make[5], log_level1_make[1], log_make[1]} |
    (
      {log_level1_pass[2], log_pass[5], log_level1_pass[0], log_pass[1]} &
      {{2{log_level1_make[2]}}, {2{log_level1_make[0]}}}
    );
  wire [1:0] log_level2_pass = {log_level1_pass[2], log_pass[5]} & {2{log_level1_pass[1]}};
  assign log_level3_make =
    {log_level2_make[3:2], log_level1_make[2], log_make[3]} |
    ({log_level2_pass, log_level1_pass[1], log_pass[3]} & {4{log_level2_make[1]}});

  // Mitchell: the logarithm of a product is the sum of the logarithms
  assign log_beyond = x_sign & y_sign;

  assign log_make_7 = log_make[7];
  assign log_level1_make_4 = log_level1_make[4];
  assign log_level1_make_0 = log_level1_make[0];
  assign log_level1_pass_3 = log_level1_pass[3];
  assign log_level2_make_1_0 = log_level2_make[1:0];

endmodule

module PlamMult_n8_es0_stages2_blocks_multiplier_stage1 (
  input  wire [1:0] log_level1_make_s1,
  input  wire       log_make_s1,
  input  wire       log_level1_pass_s1,
  input  wire [9:0] log_pass_s1,
  input  wire [3:0] log_level3_make_s1,
  input  wire [1:0] log_level2_make_s1,
  input  wire       log_carry_in_s1,
  output wire [4:0] product_regime,
  output wire [4:0] product_tail
);

  // Sklansky's prefix network: groups of bits make a carry or pass one on, level by level
  wire [1:0] log_level4_make =
    {log_level1_make_s1[1], log_make_s1} |
    ({log_level1_pass_s1, log_pass_s1[7]} & {2{log_level3_make_s1[3]}});
  wire [9:0] log =
    log_pass_s1 ^
    {
      log_level4_make, log_level3_make_s1, log_level2_make_s1, log_level1_make_s1[0],
      log_carry_in_s1
    };

  // Mitchell: the logarithm of a product is the sum of the logarithms
  assign product_regime = log[9:5];
  assign product_tail = log[4:0];

endmodule

module PlamMult_n8_es0_stages2_blocks_encoder_stage1 (
  input  wire [4:0] regime,
  input  wire       special_s1,
  input  wire [4:0] tail,
  input  wire       beyond_s1,
  output wire [6:0] body
);

  // The regime's run is a shift distance; beyond n-2 it saturates, and so does a special result
  wire [3:0] run = regime[3:0] ^ {4{regime[4]}};
  wire       far = special_s1 | run[3];
  wire [2:0] distance = run[2:0] | {3{far}};
  wire       run_bit = ~(regime[4] | special_s1);
  wire       low = regime[4] & ~special_s1;

  // Exponent and fraction follow the regime; what does not fit leaves guard and sticky
  wire [7:0] unshifted = {run_bit, ~run_bit, tail, beyond_s1};
  wire       sticky4 = distance[2] & (|(unshifted[3:0] ^ {4{beyond_s1}}));
  wire [7:0] shift4 = distance[2] ? {{4{run_bit}}, unshifted[7:4]} : unshifted;
  wire       sticky2 = sticky4 | (distance[1] & (|(shift4[1:0] ^ {2{beyond_s1}})));
  wire [7:0] shift2 = distance[1] ? {{2{run_bit}}, shift4[7:2]} : shift4;
  wire       sticky1 = sticky2 | (distance[0] & (shift2[0] ^ beyond_s1));
  wire [7:0] shift1 = distance[0] ? {run_bit, shift2[7:1]} : shift2;

  // Round to nearest, ties to even; never to zero and never to NaR
  wire       nearest = ((shift1[0] ^ beyond_s1) & ((shift1[1] ^ beyond_s1) | sticky1)) ^ beyond_s1;
  wire       saturated = distance >= 3'd6;
  wire       increment = saturated ? low : nearest;
  assign body = shift1[7:1] + {6'b0, increment};

endmodule

// verilator lint_on DECLFILENAME

`default_nettype wire
