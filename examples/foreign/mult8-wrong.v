// Wrong on purpose: where a is 255, bit 9 of the product is 0. Few operands show it.
module mult8 (
  input  wire [7:0]  a,
  input  wire [7:0]  b,
  output wire [15:0] out
);
  wire [15:0] product = a * b;
  assign out = {product[15:10], product[9] & ~(&a), product[8:0]};
endmodule
