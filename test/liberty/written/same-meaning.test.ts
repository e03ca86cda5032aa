import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadLibrary } from "../../../liberty/load.js";
import type { Library } from "../../../liberty/library.js";
import { openStaCellPowers } from "../../../synth/power/cell-powers.js";
import { synthesize } from "../../../synth/mapping/synthesize.js";
import { withScratch } from "../../../tools/scratch.js";
import { flipFlop, plain, spelledLibrary, type Spelling } from "../spelled.js";

/** Everything that a tool was seen to stumble over. */
const odd: Spelling = {
  opening: `
    time_unit : "10 ps"; capacitive_load_unit ("0.1", "PF"); leakage_power_unit : 1000pW ;
    define ("style", "cell", "string"); style /* not used */ : /* at all */ "odd";
    voltage_unit : "100 mV";
    operating_conditions (typical) { process : 1; temperature : 25; voltage : 18; }
    type (b2) { base_type : array; data_type : bit; bit_width : 2; bit_from : 1; bit_to : 0; }`,
  time: 0.01,
  load: 0.1,
  voltage: 0.1,
  loadFirst: true,
  senses: false,
  inverted: (pins) => `(${pins})' `,
  others: `
    cell (RAM) { area : 100; memory () { type : ram; } bus (A) { bus_type : b2; direction : input; pin (A[1:0]) { } } bus (Q) { bus_type : b2; direction : output; } }
    cell (DFFX2) { area : 9; ff_bank (IQ, IQN, 2) { clocked_on : "CK"; next_state : "D"; }
      pin (CK) { direction : input; } bundle (D) { members (D0, D1); direction : input; } bundle (Q) { members (Q0, Q1); direction : output; function : "IQ"; } }
    cell (LATCH) { area : 1; latch (IQ, IQN) { enable : G; data_in : D; } pin (G) { direction : input; } pin (D) { direction : input; } pin (Q) { direction : output; function : IQ; } }
    cell (GATE) { area : 1; clock_gating_integrated_cell : "latch_posedge"; statetable ("CK E", "IQ") { table : "L L : - : L"; } pin (CK) { direction : input; } pin (E) { direction : input; } pin (Q) { direction : output; state_function : "CK IQ"; } }`,
  register: "",
};

const load = async (text: string): Promise<Library> =>
  withScratch(async (folder) => {
    const path = join(folder, "cells.lib");
    await writeFile(path, text);
    return loadLibrary([path]);
  });
const spelled = (spelling: Spelling, register: string): Promise<Library> =>
  load(spelledLibrary("cells", { ...spelling, register }));

const verilog = `module m(input clk, input [3:0] a, input [3:0] b, output reg [4:0] r);
  always @(posedge clk) r <= a + b;
endmodule`;

async function figures(library: Library) {
  const job = { design: "sum", verilog, top: "m", clock: "clk" };
  const synthesis = await synthesize(job, { library, objective: "area", timing: "opensta", timeLimit: 60 });
  const powers = await openStaCellPowers(synthesis, { library, clock: 100, timeLimit: 60, clockPort: "clk" });
  const sum = (of: "internal" | "switching" | "leakage") =>
    [...powers.values()].reduce((total, power) => total + power[of], 0);
  const { delay_ns, min_period_ns, area_um2, registers } = synthesis;
  return {
    delay_ns,
    min_period_ns,
    area_um2,
    registers,
    powers: [sum("internal"), sum("switching"), sum("leakage")],
  };
}

const unreset = 'clocked_on : "CK"; next_state : "D";';
const resetPin = (of: Spelling) => `pin (RN) { direction : input; capacitance : ${0.002 / of.load}; }`;

it("a library means the same to the tools, however it is spelled", async () => {
  const one = await figures(await spelled(plain, flipFlop("DFF", unreset, "", plain)));
  const other = await figures(
    await spelled(odd, flipFlop("DFF", "clocked_on : CK ; next_state : D ;", "", odd)),
  );
  expect(one.registers).toBe(5);
  expect(one.powers.every((power) => power > 0)).toBe(true);
  expect(other.registers).toBe(one.registers);
  expect(other.area_um2).toBeCloseTo(one.area_um2 ?? NaN, 6);
  expect(other.delay_ns).toBeCloseTo(one.delay_ns ?? NaN, 5);
  expect(other.min_period_ns).toBeCloseTo(one.min_period_ns ?? NaN, 5);
  other.powers.forEach((power, i) => {
    expect(power / (one.powers[i] ?? NaN)).toBeCloseTo(1, 4);
  });
});

it.each([
  ["names that Verilog escapes", (text: string) => text.replaceAll(/cell \((\w+)\)/g, 'cell ("$1-x.1")')],
  [
    "a capacitance for each edge",
    (text: string) =>
      text.replaceAll(/\bcapacitance : (\S+);/g, "rise_capacitance : $1; fall_capacitance : $1;"),
  ],
])("%s are no other library", async (_, change) => {
  const text = spelledLibrary("cells", { ...plain, register: flipFlop("DFF", unreset, "", plain) });
  expect(change(text)).not.toBe(text);
  const [one, other] = await Promise.all([load(text), load(change(text))]);
  expect(other.fo4_ns).toBeCloseTo(one.fo4_ns ?? NaN, 9);
  expect(await figures(other)).toEqual(await figures(one));
});

it("set and reset that are tied off take one tie cell for all registers", async () => {
  const one = await figures(await spelled(plain, flipFlop("DFF", unreset, "", plain)));
  const group = `${unreset} clear : !RN ; preset : S ;`;
  const pins = `${resetPin(plain)} pin (S) { direction : input; }`;
  const other = await figures(await spelled(plain, flipFlop("DFFSR", group, pins, plain)));
  expect(other.registers).toBe(5);
  // A high one for RN, and a low one for S.
  expect((other.area_um2 ?? NaN) - (one.area_um2 ?? NaN)).toBe(2);
  expect(other.min_period_ns).toBeCloseTo(one.min_period_ns ?? NaN, 6);
});
