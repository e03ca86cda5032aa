import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadLibrary } from "../../../liberty/load.js";
import { resizeRegisters } from "../../../synth/retiming/resize.js";
import { withScratch } from "../../../tools/scratch.js";

const flipFlop = (name: string, area: number, state = "IQ"): string => `cell (${name}) { area : ${area};
  ff (IQ, IQN) { next_state : "D"; clocked_on : "C"; }
  pin (D) { direction : input; capacitance : 1; } pin (C) { direction : input; capacitance : 1; }
  pin (Q) { direction : output; function : "${state}"; } }`;
const cells = `library (l) { capacitive_load_unit (1, ff);
  cell (INV) { area : 1; pin (A) { direction : input; capacitance : 1; } pin (Y) { direction : output; function : "!A"; } }
  cell (NAND) { area : 2; pin (A) { direction : input; capacitance : 1; } pin (B) { direction : input; capacitance : 1; }
    pin (Y) { direction : output; function : "!(A B)"; } }
  ${flipFlop("SMALL", 5)} ${flipFlop("LARGE", 7)} ${flipFlop("OTHER", 6, "IQN")} }`;

const library = await withScratch(async (folder) => {
  const file = join(folder, "cells.lib");
  await writeFile(file, cells);
  return loadLibrary([file]);
});

/** Two registers, of which the second drives so many inverters. */
const netlist = (loads: number): string => `module top(clk, x, y);
  input clk; input x; output y; wire a; wire b; wire [31:0] w;
  SMALL first (
    .D(x), .C(clk), .Q(a));
  SMALL second (
    .D(a), .C(clk), .Q(b));
${Array.from({ length: loads }, (_, i) => `  INV i${i} (\n    .A(b), .Y(w[${i}]));`).join("\n")}
  assign y = w[0];
endmodule`;

const resized = (loads: number) =>
  resizeRegisters(
    {
      netlist: netlist(loads),
      area: 10 + loads,
      cells: 2 + loads,
      registers: 2,
      cells_by_type: { INV: loads, SMALL: 2 },
      logic_depth: 1,
      delay: 0,
      warnings: [],
      recipe: { name: "", text: "", files: { "map.ys": "", "map.abc": "", "surroundings.constr": "" } },
    },
    "top",
    library,
  );

test("a register that drives more than four inverters gets the next size of the same function", () => {
  const { netlist, area, cells_by_type } = resized(5);
  expect(netlist).toContain("LARGE second (");
  expect(netlist).toContain("SMALL first (");
  expect(area).toBe(10 + 5 + 2);
  expect(cells_by_type).toEqual({ INV: 5, LARGE: 1, SMALL: 1 });
});

test("one that drives four stays as it is, and there is nothing beyond the largest", () => {
  expect(resized(4).netlist).toBe(netlist(4));
  expect(resized(30).cells_by_type).toMatchObject({ LARGE: 1, SMALL: 1 });
});
