// PositDiv_n8_es1_formsequential_digits2: posit divider, exact, rounded once
//
// n = 8: bits of a posit
// es = 1: exponent bits of a posit
// form = sequential: the result is found in several cycles, some digits in each: much smaller
// digits = 2: digits that a cycle finds
// objective = balanced: made for a small product of area and delay
// regime = select: a regime's run is shifted out with all places at once
// input  rst        unsigned<1>
// input  in_valid   unsigned<1>
// input  out_ready  unsigned<1>
// input  x          posit<8,1>
// input  y          posit<8,1>
// output r          posit<8,1>
// output out_valid  unsigned<1>
// output in_ready   unsigned<1>
// Sequential: registers take their next states at rising edges of clk.
// rst is synchronous, and wins over every other control.
// Iterative: operands are taken at an edge where in_valid and in_ready are 1; the result is there
//   after 4 more edges.
// r: the result while out_valid is 1, else 0. It stays until an edge where out_ready is 1; then
//   in_ready is 1 again.
// rst: whatever is being computed is forgotten; it wins over every other control.
//
// Source: Standard for Posit Arithmetic (2022), section 4.1 and section 5; I. Koren, Computer
//   Arithmetic Algorithms, 2nd edition, section 3.3
// Made by tapir VERSION with: tapir generate PositDiv n=8 es=1 form=sequential digits=2
// This file belongs to whoever generated it; the makers of tapir claim no rights in it.
`default_nettype none

module PositDiv_n8_es1_formsequential_digits2 (
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

  reg  busy;
  reg  done;

  // Idle, then busy for 4 cycles, then done until the result is taken
  reg  [1:0] steps_left;
  wire       ready = ~(busy | done);
  wire       accept = ready & in_valid;
  wire [1:0] fewer_left = steps_left + {2{1'b1}};
  always @(posedge clk) begin
    if (accept | busy) steps_left <= accept ? 2'd3 : fewer_left;
    if (rst) begin
      busy <= 1'b0;
      done <= 1'b0;
    end
    else begin
      busy <= accept | (busy & (|steps_left));
      done <= (busy & ~(|steps_left)) | (done & ~out_ready);
    end
  end

  // x: the run of the regime is counted and shifted out; exponent and fraction remain
  wire       unit_x_sign = x[7];
  wire       unit_x_special = ~(|x[6:0]);
  wire       unit_x_regime_bit = x[6];
  wire [5:0] unit_x_behind_regime_bit = x[5:0];
  wire [4:0] unit_x_behind = x[4:0];
  wire [6:0] unit_x_first = {
    (unit_x_regime_bit & ~unit_x_behind_regime_bit[5]) |
    (~unit_x_regime_bit & unit_x_behind_regime_bit[5]),
    ((&{unit_x_regime_bit, unit_x_behind_regime_bit[5]}) & ~unit_x_behind_regime_bit[4]) |
    (~(|{unit_x_regime_bit, unit_x_behind_regime_bit[5]}) & unit_x_behind_regime_bit[4]),
    ((&{unit_x_regime_bit, unit_x_behind_regime_bit[5:4]}) & ~unit_x_behind_regime_bit[3]) |
    (~(|{unit_x_regime_bit, unit_x_behind_regime_bit[5:4]}) & unit_x_behind_regime_bit[3]),
    ((&{unit_x_regime_bit, unit_x_behind_regime_bit[5:3]}) & ~unit_x_behind_regime_bit[2]) |
    (~(|{unit_x_regime_bit, unit_x_behind_regime_bit[5:3]}) & unit_x_behind_regime_bit[2]),
    ((&{unit_x_regime_bit, unit_x_behind_regime_bit[5:2]}) & ~unit_x_behind_regime_bit[1]) |
    (~(|{unit_x_regime_bit, unit_x_behind_regime_bit[5:2]}) & unit_x_behind_regime_bit[1]),
    ((&{unit_x_regime_bit, unit_x_behind_regime_bit[5:1]}) & ~unit_x_behind_regime_bit[0]) |
    (~(|{unit_x_regime_bit, unit_x_behind_regime_bit[5:1]}) & unit_x_behind_regime_bit[0]),
    (&{unit_x_regime_bit, unit_x_behind_regime_bit}) |
    ~(|{unit_x_regime_bit, unit_x_behind_regime_bit})
  };
  wire [4:0] unit_x_rest =
    ({5{unit_x_first[6]}} & unit_x_behind) |
    ({5{unit_x_first[5]}} & {unit_x_behind[3:0], 1'b0}) |
    ({5{unit_x_first[4]}} & {unit_x_behind[2:0], 2'b0}) |
    ({5{unit_x_first[3]}} & {unit_x_behind[1:0], 3'b0}) |
    ({5{unit_x_first[2]}} & {unit_x_behind[0], 4'b0});
  wire [2:0] unit_x_count = {
    unit_x_first[2] | unit_x_first[1] | unit_x_first[0],
    unit_x_first[4] | unit_x_first[3] | unit_x_first[0],
    unit_x_first[5] | unit_x_first[3] | unit_x_first[1]
  };
  wire [4:0] unit_x_tail = unit_x_rest;

  // y: the run of the regime is counted and shifted out; exponent and fraction remain
  wire       unit_y_sign = y[7];
  wire       unit_y_special = ~(|y[6:0]);
  wire       unit_y_regime_bit = y[6];
  wire [5:0] unit_y_behind_regime_bit = y[5:0];
  wire [4:0] unit_y_behind = y[4:0];
  wire [6:0] unit_y_first = {
    (unit_y_regime_bit & ~unit_y_behind_regime_bit[5]) |
    (~unit_y_regime_bit & unit_y_behind_regime_bit[5]),
    ((&{unit_y_regime_bit, unit_y_behind_regime_bit[5]}) & ~unit_y_behind_regime_bit[4]) |
    (~(|{unit_y_regime_bit, unit_y_behind_regime_bit[5]}) & unit_y_behind_regime_bit[4]),
    ((&{unit_y_regime_bit, unit_y_behind_regime_bit[5:4]}) & ~unit_y_behind_regime_bit[3]) |
    (~(|{unit_y_regime_bit, unit_y_behind_regime_bit[5:4]}) & unit_y_behind_regime_bit[3]),
    ((&{unit_y_regime_bit, unit_y_behind_regime_bit[5:3]}) & ~unit_y_behind_regime_bit[2]) |
    (~(|{unit_y_regime_bit, unit_y_behind_regime_bit[5:3]}) & unit_y_behind_regime_bit[2]),
    ((&{unit_y_regime_bit, unit_y_behind_regime_bit[5:2]}) & ~unit_y_behind_regime_bit[1]) |
    (~(|{unit_y_regime_bit, unit_y_behind_regime_bit[5:2]}) & unit_y_behind_regime_bit[1]),
    ((&{unit_y_regime_bit, unit_y_behind_regime_bit[5:1]}) & ~unit_y_behind_regime_bit[0]) |
    (~(|{unit_y_regime_bit, unit_y_behind_regime_bit[5:1]}) & unit_y_behind_regime_bit[0]),
    (&{unit_y_regime_bit, unit_y_behind_regime_bit}) |
    ~(|{unit_y_regime_bit, unit_y_behind_regime_bit})
  };
  wire [4:0] unit_y_rest =
    ({5{unit_y_first[6]}} & unit_y_behind) |
    ({5{unit_y_first[5]}} & {unit_y_behind[3:0], 1'b0}) |
    ({5{unit_y_first[4]}} & {unit_y_behind[2:0], 2'b0}) |
    ({5{unit_y_first[3]}} & {unit_y_behind[1:0], 3'b0}) |
    ({5{unit_y_first[2]}} & {unit_y_behind[0], 4'b0});
  wire [2:0] unit_y_count = {
    unit_y_first[2] | unit_y_first[1] | unit_y_first[0],
    unit_y_first[4] | unit_y_first[3] | unit_y_first[0],
    unit_y_first[5] | unit_y_first[3] | unit_y_first[1]
  };
  wire [4:0] unit_y_tail = unit_y_rest;

  // NaR, and whatever is divided by zero, is NaR; zero divided by anything else is zero
  wire unit_special = unit_x_special | unit_y_special;
  wire unit_nar = (unit_x_special & unit_x_sign) | unit_y_special;
  wire unit_sign = unit_special ? unit_nar : (unit_x_sign ^ unit_y_sign);

  // Magnitudes: the raw fields of a negative operand inverted, and an ulp more
  wire       unit_x_down = ~(unit_x_regime_bit ^ unit_x_sign);
  wire [8:0] unit_x_scale = {
    unit_x_down,
    unit_x_count ^ {3{unit_x_down}},
    unit_x_tail ^ {5{unit_x_sign}}
  };
  wire [8:0] unit_x_magnitude = unit_x_scale + {8'b0, unit_x_sign};
  wire [4:0] unit_x_exponent = unit_x_magnitude[8:4];
  wire [3:0] unit_x_magnitude_fraction = unit_x_magnitude[3:0];
  wire       unit_y_down = ~(unit_y_regime_bit ^ unit_y_sign);
  wire [8:0] unit_y_scale = {
    unit_y_down,
    unit_y_count ^ {3{unit_y_down}},
    unit_y_tail ^ {5{unit_y_sign}}
  };
  wire [8:0] unit_y_magnitude = unit_y_scale + {8'b0, unit_y_sign};
  wire [4:0] unit_y_exponent = unit_y_magnitude[8:4];
  wire [3:0] unit_y_magnitude_fraction = unit_y_magnitude[3:0];
  wire [5:0] unit_scales =
    {unit_x_exponent[4], unit_x_exponent} + ~{unit_y_exponent[4], unit_y_exponent};

  // Kept from the cycle that takes the operands
  reg        unit_held_sign;
  reg        unit_held_special;
  reg  [5:0] unit_held_scales;
  reg  [3:0] unit_held_divisor;
  always @(posedge clk) begin
    if (accept) begin
      unit_held_sign <= unit_sign;
      unit_held_special <= unit_special;
      unit_held_scales <= unit_scales;
      unit_held_divisor <= unit_y_magnitude_fraction;
    end
  end

  // The significands' quotient, 2 of its bits in a step
  reg  [5:0] unit_remainder;
  reg  [7:0] unit_quotient;
  wire [5:0] unit_divisor = {2'b01, unit_held_divisor};
  wire [5:0] unit_row0 = unit_remainder + ~unit_divisor + 6'b000001;
  wire       unit_quotient0 = ~unit_row0[5];
  wire [4:0] unit_left0 = unit_quotient0 ? unit_row0[4:0] : unit_remainder[4:0];
  wire [5:0] unit_rest0 = {unit_left0, 1'b0};
  wire [5:0] unit_row1 = unit_rest0 + ~unit_divisor + 6'b000001;
  wire       unit_quotient1 = ~unit_row1[5];
  wire [4:0] unit_left1 = unit_quotient1 ? unit_row1[4:0] : unit_rest0[4:0];
  wire [5:0] unit_rest1 = {unit_left1, 1'b0};
  always @(posedge clk) begin
    if (accept | busy) unit_remainder <= accept ? {2'b01, unit_x_magnitude_fraction} : unit_rest1;
    if (busy) unit_quotient <= {unit_quotient[5:0], unit_quotient0, unit_quotient1};
  end

  wire       unit_whole = unit_quotient[7];
  wire [5:0] unit_bits = unit_quotient[6:1];
  wire       unit_inexact = |{unit_quotient[0], unit_remainder};

  // A quotient below 1 is doubled, which takes one from the exponent
  wire [5:0] unit_scale = unit_held_scales + {5'b0, unit_whole};
  wire [5:0] unit_normal = unit_whole ? unit_bits : {unit_bits[4:0], 1'b0};

  // A negative quotient's raw fields are inverted, with ones without end behind them
  wire [12:0] unit_raw = {unit_scale, unit_normal, unit_inexact} ^ {13{unit_held_sign}};
  wire [4:0]  unit_regime = unit_raw[12:8];
  wire [7:0]  unit_tail = unit_raw[7:0];

  // The regime's run is a shift distance; beyond n-2 it saturates, and so does a special result
  wire [3:0] unit_r_run = unit_regime[3:0] ^ {4{unit_regime[4]}};
  wire       unit_r_far = unit_held_special | unit_r_run[3];
  wire [2:0] unit_r_distance = unit_r_run[2:0] | {3{unit_r_far}};
  wire       unit_r_run_bit = ~(unit_regime[4] | unit_held_special);
  wire       unit_r_low = unit_regime[4] & ~unit_held_special;

  // Exponent and fraction follow the regime; what does not fit leaves guard and sticky
  wire [7:0] unit_r_unshifted = {unit_r_run_bit, ~unit_r_run_bit, unit_tail[7:2]};
  wire       unit_r_sticky = |(unit_tail[1:0] ^ {2{unit_held_sign}});
  wire       unit_r_sticky4 =
    unit_r_sticky | (unit_r_distance[2] & (|(unit_r_unshifted[3:0] ^ {4{unit_held_sign}})));
  wire [7:0] unit_r_shift4 =
    unit_r_distance[2] ? {{4{unit_r_run_bit}}, unit_r_unshifted[7:4]} : unit_r_unshifted;
  wire       unit_r_sticky2 =
    unit_r_sticky4 | (unit_r_distance[1] & (|(unit_r_shift4[1:0] ^ {2{unit_held_sign}})));
  wire [7:0] unit_r_shift2 =
    unit_r_distance[1] ? {{2{unit_r_run_bit}}, unit_r_shift4[7:2]} : unit_r_shift4;
  wire       unit_r_sticky1 =
    unit_r_sticky2 | (unit_r_distance[0] & (unit_r_shift2[0] ^ unit_held_sign));
  wire [7:0] unit_r_shift1 =
    unit_r_distance[0] ? {unit_r_run_bit, unit_r_shift2[7:1]} : unit_r_shift2;

  // Round to nearest, ties to even; never to zero and never to NaR
  wire       unit_r_nearest =
    ((unit_r_shift1[0] ^ unit_held_sign) & ((unit_r_shift1[1] ^ unit_held_sign) | unit_r_sticky1)) ^
    unit_held_sign;
  wire       unit_r_saturated = unit_r_distance >= 3'd6;
  wire       unit_r_increment = unit_r_saturated ? unit_r_low : unit_r_nearest;
  wire [6:0] unit_r_body = unit_r_shift1[7:1] + {6'b0, unit_r_increment};

  // The result, and zero while there is none
  wire [7:0] result = {unit_held_sign, unit_r_body} & {8{done}};

  assign r = result;
  assign out_valid = done;
  assign in_ready = ready;

endmodule

`default_nettype wire
