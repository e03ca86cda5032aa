// An unsigned multiplier of 8 bits in ports of its own, to stand beside IntMult n=8.
module mult8 (
  input  wire [7:0]  a,
  input  wire [7:0]  b,
  output wire [15:0] out
);
  assign out = a * b;
endmodule
