// PlamMult_n8_es0_stages2_handshakeready: posit logarithm-approximate multiplier (PLAM)
//
// n = 8: bits of a posit
// es = 0: exponent bits of a posit
// objective = balanced: made for a small product of area and delay
// regime = select: a regime's run is shifted out with all places at once
// negation = operands: a logarithm is negated in both operands' fields, each by the other's sign
// input  rst        unsigned<1>
// input  in_valid   unsigned<1>
// input  out_ready  unsigned<1>
// input  x          posit<8,0>
// input  y          posit<8,0>
// output r          posit<8,0>
// output out_valid  unsigned<1>
// output in_ready   unsigned<1>
// Pipelined: latency 2 cycles, initiation interval 1 (new operands at every rising edge of clk).
// in_valid travels beside the operands and comes out as out_valid; rst, synchronous, clears these
//   valid bits only, and wins over every other control.
// Operands are taken at edges where in_valid and in_ready are 1, results at edges where out_valid
//   and out_ready are 1; while a result waits, the pipeline stalls.
//
// Source: R. Murillo et al., PLAM: a posit logarithm-approximate multiplier, IEEE Trans. Emerging
//   Topics in Computing 10(4), 2022
// Made by tapir VERSION with: tapir generate PlamMult n=8 es=0 stages=2 handshake=ready
// This file belongs to whoever generated it; the makers of tapir claim no rights in it.
`default_nettype none

module PlamMult_n8_es0_stages2_handshakeready (
  input  wire       clk,
  input  wire       rst,
  input  wire       in_valid,
  input  wire       out_ready,
  input  wire [7:0] x,
  input  wire [7:0] y,
  output wire [7:0] r,
  output wire       out_valid,
  output wire       in_ready
);

  // Whether each stage holds operands
  reg  pipeline_valid_s1;
  reg  pipeline_valid_s2;

  // All stages advance, unless a valid result is not taken
  wire pipeline_advance = out_ready | ~pipeline_valid_s2;

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

  // NaR times anything is NaR; zero times anything else is zero
  wire special = x_special | y_special;
  wire nar = (x_special & x_sign) | (y_special & y_sign);
  wire sign = special ? nar : (x_sign ^ y_sign);

  // Raw fields hold +log2 or -log2 of an operand: the other's sign inverts them for the product
  wire       x_down = ~(x_regime_bit ^ y_sign);
  wire [8:0] x_scale = {x_down, x_count ^ {3{x_down}}, x_fraction ^ {5{y_sign}}};
  wire       y_down = ~(y_regime_bit ^ x_sign);
  wire [8:0] y_scale = {y_down, y_count ^ {3{y_down}}, y_fraction ^ {5{x_sign}}};

  // Mitchell: the logarithm of a product is the sum of the logarithms
  wire       log_carry = x_sign | y_sign;
  wire [9:0] log_augend = {x_scale[8], x_scale};
  wire [9:0] log_addend = {y_scale[8], y_scale};
  wire       log_carry_in = log_carry;

  // Sklansky's prefix network: groups of bits make a carry or pass one on, level by level
  wire [8:0] log_make = log_augend[8:0] & log_addend[8:0];
  wire [9:0] log_pass = log_augend ^ log_addend;
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
  wire [3:0] log_level3_make =
    {log_level2_make[3:2], log_level1_make[2], log_make[3]} |
    ({log_level2_pass, log_level1_pass[1], log_pass[3]} & {4{log_level2_make[1]}});

  // Mitchell: the logarithm of a product is the sum of the logarithms
  wire log_beyond = x_sign & y_sign;

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
    if (pipeline_advance) begin
      special_s1 <= special;
      sign_s1 <= sign;
      log_carry_in_s1 <= log_carry_in;
      log_make_s1 <= log_make[7];
      log_pass_s1 <= log_pass;
      log_level1_make_s1 <= {log_level1_make[4], log_level1_make[0]};
      log_level1_pass_s1 <= log_level1_pass[3];
      log_level2_make_s1 <= log_level2_make[1:0];
      log_level3_make_s1 <= log_level3_make;
      log_beyond_s1 <= log_beyond;
    end
    if (rst) pipeline_valid_s1 <= 1'b0;
    else if (pipeline_advance) pipeline_valid_s1 <= in_valid;
  end

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
  wire [4:0] product_regime = log[9:5];
  wire [4:0] product_tail = log[4:0];

  // The regime's run is a shift distance; beyond n-2 it saturates, and so does a special result
  wire [3:0] r_run = product_regime[3:0] ^ {4{product_regime[4]}};
  wire       r_far = special_s1 | r_run[3];
  wire [2:0] r_distance = r_run[2:0] | {3{r_far}};
  wire       r_run_bit = ~(product_regime[4] | special_s1);
  wire       r_low = product_regime[4] & ~special_s1;

  // Exponent and fraction follow the regime; what does not fit leaves guard and sticky
  wire [7:0] r_unshifted = {r_run_bit, ~r_run_bit, product_tail, log_beyond_s1};
  wire       r_sticky4 = r_distance[2] & (|(r_unshifted[3:0] ^ {4{log_beyond_s1}}));
  wire [7:0] r_shift4 = r_distance[2] ? {{4{r_run_bit}}, r_unshifted[7:4]} : r_unshifted;
  wire       r_sticky2 = r_sticky4 | (r_distance[1] & (|(r_shift4[1:0] ^ {2{log_beyond_s1}})));
  wire [7:0] r_shift2 = r_distance[1] ? {{2{r_run_bit}}, r_shift4[7:2]} : r_shift4;
  wire       r_sticky1 = r_sticky2 | (r_distance[0] & (r_shift2[0] ^ log_beyond_s1));
  wire [7:0] r_shift1 = r_distance[0] ? {r_run_bit, r_shift2[7:1]} : r_shift2;

  // Round to nearest, ties to even; never to zero and never to NaR
  wire       r_nearest =
    ((r_shift1[0] ^ log_beyond_s1) & ((r_shift1[1] ^ log_beyond_s1) | r_sticky1)) ^ log_beyond_s1;
  wire       r_saturated = r_distance >= 3'd6;
  wire       r_increment = r_saturated ? r_low : r_nearest;
  wire [6:0] r_body = r_shift1[7:1] + {6'b0, r_increment};

  // Stage 2: 8 bits of registers begin it
  reg  [7:0] r_s2;
  always @(posedge clk) begin
    if (pipeline_advance) r_s2 <= {sign_s1, r_body};
    if (rst) pipeline_valid_s2 <= 1'b0;
    else if (pipeline_advance) pipeline_valid_s2 <= pipeline_valid_s1;
  end

  assign r = r_s2;
  assign out_valid = pipeline_valid_s2;
  assign in_ready = pipeline_advance;

endmodule

`default_nettype wire
