/** Small Verilog modules to synthesise, each for a difficulty of its own. */

export const multiplier = `
module multiplier(input [4:0] x, input [4:0] y, output [9:0] r);
  assign r = x * y;
endmodule`;

/** An output that is constant, one that is an input, and two that are the same. */
export const wires = `
module wires(input a, input b, output zero, output one, output same, output twice, output again);
  assign zero = 1'b0;
  assign one = 1'b1;
  assign same = a;
  assign twice = a & b;
  assign again = a & b;
endmodule`;

/** Registers around an adder, whose depth is that of the adder. */
export const accumulator = `
module accumulator(input clk, input [3:0] x, output reg [3:0] sum);
  always @(posedge clk) sum <= sum + x;
endmodule`;
