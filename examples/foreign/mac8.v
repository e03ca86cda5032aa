// A signed multiply-accumulate unit of 8 bits in ports of its own, to stand beside IntMac n=8 acc=24 form=sequential.
module mac8 (
  input  wire               clk,
  input  wire               reset,
  input  wire               first,
  input  wire               enable,
  input  wire signed [7:0]  a,
  input  wire signed [7:0]  b,
  output wire signed [23:0] sum,
  output reg                done
);
  reg signed [23:0] held;
  assign sum = held;

  always @(posedge clk)
    if (reset) begin
      held <= 0;
      done <= 0;
    end else begin
      done <= enable;
      if (enable) held <= first ? a * b : held + a * b;
      else if (first) held <= 0;
    end
endmodule
