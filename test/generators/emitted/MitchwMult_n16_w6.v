// MitchwMult_n16_w6: approximate multiplier (Mitch-w): the smallest, a few per cent low unless
//   compensated
//
// n = 16: bits of an operand
// w = 6: significand bits kept, the leading one among them
// sign = unsigned: operands are unsigned
// compensation = none: against the bias nothing is done
// objective = balanced: made for a small product of area and delay
// leadingOne = blocks: an operand's leading one is shifted out by blocks of four places, then by
//   single ones
// places = eights: the result is shifted by 0 to 7 in levels, then to places eight apart
// input  x  unsigned<16>
// input  y  unsigned<16>
// output r  unsigned<32>
// Combinational.
//
// Source: M. S. Kim et al., Efficient Mitchell's approximate log multipliers for convolutional
//   neural networks, IEEE Trans. Computers 68(5), 2019
// Made by tapir VERSION with: tapir generate MitchwMult n=16 w=6
// This file belongs to whoever generated it; the makers of tapir claim no rights in it.
`default_nettype none

module MitchwMult_n16_w6 (
  input  wire [15:0] x,
  input  wire [15:0] y,
  output wire [31:0] r
);

  // The leading one of x and the 5 bits below it
  wire [2:0] x_holds = {|x[15:12], |x[11:8], |x[7:4]};
  wire [3:0] x_choose = {
    x_holds[2],
    x_holds[1] & ~x_holds[2],
    x_holds[0] & ~(|x_holds[2:1]),
    ~(|x_holds)
  };
  wire [8:0] x_window =
    ({9{x_choose[3]}} & x[15:7]) |
    ({9{x_choose[2]}} & x[11:3]) |
    ({9{x_choose[1]}} & {x[7:0], 1'b0}) |
    ({9{x_choose[0]}} & {x[3:0], 5'b0});
  wire [2:0] x_looked = x_window[8:6];
  wire [3:0] x_first = {
    x_looked[2],
    x_looked[1] & ~x_looked[2],
    x_looked[0] & ~(|x_looked[2:1]),
    ~(|x_looked)
  };
  wire [5:0] x_taken =
    ({6{x_first[3]}} & x_window[8:3]) |
    ({6{x_first[2]}} & x_window[7:2]) |
    ({6{x_first[1]}} & x_window[6:1]) |
    ({6{x_first[0]}} & x_window[5:0]);
  wire [3:0] x_shift = {
    x_choose[2] | x_choose[3],
    x_choose[1] | x_choose[3],
    x_first[2] | x_first[3],
    x_first[1] | x_first[3]
  };
  wire       x_nonzero = x_taken[5];

  // The leading one of y and the 5 bits below it
  wire [2:0] y_holds = {|y[15:12], |y[11:8], |y[7:4]};
  wire [3:0] y_choose = {
    y_holds[2],
    y_holds[1] & ~y_holds[2],
    y_holds[0] & ~(|y_holds[2:1]),
    ~(|y_holds)
  };
  wire [8:0] y_window =
    ({9{y_choose[3]}} & y[15:7]) |
    ({9{y_choose[2]}} & y[11:3]) |
    ({9{y_choose[1]}} & {y[7:0], 1'b0}) |
    ({9{y_choose[0]}} & {y[3:0], 5'b0});
  wire [2:0] y_looked = y_window[8:6];
  wire [3:0] y_first = {
    y_looked[2],
    y_looked[1] & ~y_looked[2],
    y_looked[0] & ~(|y_looked[2:1]),
    ~(|y_looked)
  };
  wire [5:0] y_taken =
    ({6{y_first[3]}} & y_window[8:3]) |
    ({6{y_first[2]}} & y_window[7:2]) |
    ({6{y_first[1]}} & y_window[6:1]) |
    ({6{y_first[0]}} & y_window[5:0]);
  wire [3:0] y_shift = {
    y_choose[2] | y_choose[3],
    y_choose[1] | y_choose[3],
    y_first[2] | y_first[3],
    y_first[1] | y_first[3]
  };
  wire       y_nonzero = y_taken[5];

  // A product is zero where an operand is, and negative where the signs differ
  wire valid = x_nonzero & y_nonzero;

  // The logarithm of the product is the sum of the logarithms
  wire [8:0] x_log = {x_shift, x_taken[4:0]};
  wire [8:0] y_log = {y_shift, y_taken[4:0]};
  wire [9:0] log = {1'b0, x_log} + {1'b0, y_log};
  wire [4:0] exponent = log[9:5];

  // Its fraction, behind a one, is shifted by its integer part
  wire [5:0]  significand = {1'b1, log[4:0]};
  wire [6:0]  fine1 = exponent[0] ? {significand, 1'b0} : {1'b0, significand};
  wire [8:0]  fine2 = exponent[1] ? {fine1, 2'b0} : {2'b0, fine1};
  wire [12:0] fine4 = exponent[2] ? {fine2, 4'b0} : {4'b0, fine2};
  wire        place0 = (exponent[4:3] == 2'd0) & valid;
  wire        place1 = (exponent[4:3] == 2'd1) & valid;
  wire        place2 = (exponent[4:3] == 2'd2) & valid;
  wire        place3 = (exponent[4:3] == 2'd3) & valid;
  wire [2:0]  part0 = {3{place0}} & fine4[7:5];
  wire [4:0]  part3 = ({5{place0}} & fine4[12:8]) | ({5{place1}} & fine4[4:0]);
  wire [2:0]  part8 = {3{place1}} & fine4[7:5];
  wire [4:0]  part11 = ({5{place1}} & fine4[12:8]) | ({5{place2}} & fine4[4:0]);
  wire [2:0]  part16 = {3{place2}} & fine4[7:5];
  wire [4:0]  part19 = ({5{place2}} & fine4[12:8]) | ({5{place3}} & fine4[4:0]);
  wire [7:0]  part24 = {8{place3}} & fine4[12:5];

  assign r = {part24, part19, part16, part11, part8, part3, part0};

endmodule

`default_nettype wire
