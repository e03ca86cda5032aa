import { expect, test } from "vitest";
import { parseDesign } from "../../generators/request.js";
import { waveform } from "../../operands/waveform.js";

const rowsOf = (spec: string): Record<string, readonly (string | null)[]> =>
  Object.fromEntries(waveform(parseDesign(spec)).traces.map(({ name, values }) => [name, values]));

test("a pipeline with a clock enable, worked by hand", () => {
  // Operands 1, 2, a pause, 3, 4, 5, 6; two edges later their products. At the edge that ends cycle 6, ce is 0.
  const { x, y, r, ce } = rowsOf("IntMult n=8 stages=2 ce=true");
  const none = null;
  expect(ce).toEqual(["1", "1", "1", "1", "1", "1", "0", "1", "1", "1", "1", "1"]);
  expect(x).toEqual([none, "1", "2", none, "3", "4", "5", "5", "6", none, none, none]);
  expect(y).toEqual([none, "4", "5", none, "6", "7", "1", "1", "2", none, none, none]);
  expect(r).toEqual([none, none, none, "4", "10", none, "18", "18", "28", "5", "12", none]);
});

test("a handshake: operands wait while the pipeline is not ready, results while they are not taken", () => {
  const rows = rowsOf("PositMult n=16 es=1 stages=3 handshake=ready");
  const at = (name: string, cycle: number) => rows[name]?.[cycle] ?? "0";
  const taken: [string, string][] = [];
  const given: string[] = [];
  const cycles = rows.x?.length ?? 0;
  for (let cycle = 1; cycle < cycles; cycle++) {
    expect(at("in_ready", cycle), `cycle ${cycle}`).toBe(
      at("out_ready", cycle) === "1" || at("out_valid", cycle) === "0" ? "1" : "0",
    );
    if (at("in_valid", cycle) === "1" && at("in_ready", cycle) === "1")
      taken.push([at("x", cycle), at("y", cycle)]);
    else if (at("in_valid", cycle) === "1") expect(at("x", cycle + 1)).toBe(at("x", cycle));
    if (at("out_valid", cycle) === "1" && at("out_ready", cycle) === "1") given.push(at("r", cycle));
    else if (at("out_valid", cycle) === "1") expect(at("r", cycle + 1)).toBe(at("r", cycle));
  }
  expect(rows.in_ready).toContain("0");
  expect(given.length).toBeGreaterThan(4);
  expect(given.map(Number)).toEqual(taken.slice(0, given.length).map(([x, y]) => Number(x) * Number(y)));
});

test("an accumulator, worked by hand", () => {
  // 1·4, 2·5, nothing, 3·6, 4·7; then clear with 5·1 begins a new sum.
  const { x, y, r } = rowsOf("IntMac n=8 acc=24 form=sequential");
  expect(x?.slice(1, 7)).toEqual(["1", "2", null, "3", "4", "5"]);
  expect(y?.slice(1, 7)).toEqual(["4", "5", null, "6", "7", "1"]);
  expect(r?.slice(1, 8)).toEqual(["0", "4", "14", "14", "32", "60", "5"]);
});

test("an iterative unit: operands wait until the result before them has been taken, worked by hand", () => {
  // 13 + 1 bits, 5 in a step: 3 steps. 1.5 / 0.75 is taken at the edge that ends cycle 1; then 2 / 1.25 waits.
  const { x, r, in_ready, out_valid } = rowsOf("PositDiv n=16 es=2 form=sequential digits=5");
  expect(in_ready?.slice(1, 8)).toEqual(["1", "0", "0", "0", "0", "1", "0"]);
  expect(out_valid?.slice(1, 8)).toEqual(["0", "0", "0", "0", "1", "0", "0"]);
  expect(x?.slice(1, 8)).toEqual(["1.5", "2", "2", "2", "2", "2", "3"]);
  expect(r?.slice(4, 7)).toEqual(["0", "2", "0"]);
});

test("the reset of every style begins the run", () => {
  expect(rowsOf("PositMult n=8 stages=1 handshake=valid reset=async active=low").rst_n?.slice(0, 2)).toEqual([
    "0",
    "1",
  ]);
});

test("a combinational design has no cycles", () => {
  expect(() => waveform(parseDesign("IntMult n=8"))).toThrow(/is combinational.*stages=1/);
});
