// Self-checking test bench of PlamMult_n5_es0:
// all 1024 operands.
// Made by tapir VERSION, whose golden model the expected outputs come from. It runs without tapir:
//
//   $ iverilog -g2012 -o PlamMult_n5_es0_tb.vvp PlamMult_n5_es0_tb.sv PlamMult_n5_es0.v
//   $ vvp -n PlamMult_n5_es0_tb.vvp
//
//   $ verilator --binary PlamMult_n5_es0_tb.sv PlamMult_n5_es0.v
//   $ obj_dir/VPlamMult_n5_es0_tb
//
// Prints PASS, or FAIL and the first mismatches; an x or a z on an output is a mismatch. A failed run ends with
// $fatal, so its exit code is not 0. +vectors=FILE names the vectors if they are not in the current folder; a line is
// {1'b1, x, y, r} in hexadecimal.
// This file belongs to whoever generated it; the makers of tapir claim no rights in it.
module PlamMult_n5_es0_tb;
  localparam integer count = 1024;
  localparam integer listed = 10;

  reg [15:0] words [0:count-1];
  reg [15:0] word;
  wire [4:0] given_x = word[14:10];
  wire [4:0] given_y = word[9:5];
  wire [4:0] expected_r = word[4:0];
  wire [4:0] actual_r;

  PlamMult_n5_es0 dut (
    .x(given_x),
    .y(given_y),
    .r(actual_r)
  );

  string file;
  integer index, mismatches;

  initial begin
    // A line that is missing leaves its word as it is, without the 1 that every line begins with.
    for (index = 0; index < count; index = index + 1) words[index] = 0;
    if (!$value$plusargs("vectors=%s", file)) file = "PlamMult_n5_es0_tb.hex";
    $readmemh(file, words);
    mismatches = 0;
    for (index = 0; index < count; index = index + 1) begin
      word = words[index];
      if (word[15] !== 1'b1) begin
        $display("FAIL: no vector %0d in %0s", index, file);
        $fatal(1, "incomplete vectors");
      end
      #1;
      if ({actual_r} !== {expected_r}) begin
        mismatches = mismatches + 1;
        if (mismatches <= listed) begin
          $display("vector %0d:", index);
          $display("  x = %h", given_x);
          $display("  y = %h", given_y);
          $display("  r = %h, expected %h", actual_r, expected_r);
        end
      end
    end
    if (mismatches != 0) begin
      $display("FAIL: %0d of %0d vectors", mismatches, count);
      $fatal(1, "mismatches");
    end
    $display("PASS: %0d vectors", count);
    $finish;
  end
endmodule
