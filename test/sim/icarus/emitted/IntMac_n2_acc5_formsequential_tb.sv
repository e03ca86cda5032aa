// Self-checking test bench of IntMac_n2_acc5_formsequential:
// 230 clock cycles, random ones from seed 1.
// Made by tapir VERSION, whose golden model the expected outputs come from. It runs without tapir:
//
//   $ iverilog -g2012 -o IntMac_n2_acc5_formsequential_tb.vvp IntMac_n2_acc5_formsequential_tb.sv IntMac_n2_acc5_formsequential.v
//   $ vvp -n IntMac_n2_acc5_formsequential_tb.vvp
//
//   $ verilator --binary IntMac_n2_acc5_formsequential_tb.sv IntMac_n2_acc5_formsequential.v
//   $ obj_dir/VIntMac_n2_acc5_formsequential_tb
//
// Prints PASS, or FAIL and the first mismatches; an x or a z on an output is a mismatch. A failed run ends with
// $fatal, so its exit code is not 0. +vectors=FILE names the vectors if they are not in the current folder; a line is
// {1'b1, rst, clear, en, x, y, r, valid} in hexadecimal,
// one clock cycle: inputs before the rising edge of clk, outputs after it.
// This file belongs to whoever generated it; the makers of tapir claim no rights in it.
module IntMac_n2_acc5_formsequential_tb;
  localparam integer count = 230;
  localparam integer listed = 10;

  reg [13:0] words [0:count-1];
  reg [13:0] word;
  wire [0:0] given_rst = word[12:12];
  wire [0:0] given_clear = word[11:11];
  wire [0:0] given_en = word[10:10];
  wire [1:0] given_x = word[9:8];
  wire [1:0] given_y = word[7:6];
  wire [4:0] expected_r = word[5:1];
  wire [4:0] actual_r;
  wire [0:0] expected_valid = word[0:0];
  wire [0:0] actual_valid;
  reg clk;

  IntMac_n2_acc5_formsequential dut (
    .clk(clk),
    .rst(given_rst),
    .clear(given_clear),
    .en(given_en),
    .x(given_x),
    .y(given_y),
    .r(actual_r),
    .valid(actual_valid)
  );

  string file;
  integer index, mismatches;

  initial begin
    // A line that is missing leaves its word as it is, without the 1 that every line begins with.
    for (index = 0; index < count; index = index + 1) words[index] = 0;
    if (!$value$plusargs("vectors=%s", file)) file = "IntMac_n2_acc5_formsequential_tb.hex";
    $readmemh(file, words);
    mismatches = 0;
    clk = 0;
    for (index = 0; index < count; index = index + 1) begin
      word = words[index];
      if (word[13] !== 1'b1) begin
        $display("FAIL: no vector %0d in %0s", index, file);
        $fatal(1, "incomplete vectors");
      end
      #1;
      clk = 1;
      #1;
      if ({actual_r, actual_valid} !== {expected_r, expected_valid}) begin
        mismatches = mismatches + 1;
        if (mismatches <= listed) begin
          $display("vector %0d:", index);
          $display("  rst = %h", given_rst);
          $display("  clear = %h", given_clear);
          $display("  en = %h", given_en);
          $display("  x = %h", given_x);
          $display("  y = %h", given_y);
          $display("  r = %h, expected %h", actual_r, expected_r);
          $display("  valid = %h, expected %h", actual_valid, expected_valid);
        end
      end
      clk = 0;
      #1;
    end
    if (mismatches != 0) begin
      $display("FAIL: %0d of %0d vectors", mismatches, count);
      $fatal(1, "mismatches");
    end
    $display("PASS: %0d vectors", count);
    $finish;
  end
endmodule
