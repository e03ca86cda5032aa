import { describe, expect, test } from "vitest";
import { parseDesign } from "../../generators/request.js";
import { play } from "../../site/page/play.js";
import { readCycles, runCycles, writtenCycles } from "../../site/page/clocked.js";

const ranksOf = (spec: string, cycles: string): (number | null)[][] => {
  const design = parseDesign(spec);
  return runCycles(design, readCycles(design, cycles)).map(({ ranks }) => [...ranks]);
};
const outputsOf = (spec: string, cycles: string): Record<string, bigint | null>[] => {
  const design = parseDesign(spec);
  return runCycles(design, readCycles(design, cycles)).map(({ outputs }) =>
    Object.fromEntries(outputs.map(({ name, bits }) => [name, bits])),
  );
};

// Ports of IntMult n=8: x, y; with a handshake rst, in_valid, out_ready before them; with ce, ce first.
describe("a clock stepped by hand", () => {
  test("operands go from rank to rank, and the product of three cycles ago comes out", () => {
    const cycles = "3.5_4.6_7.7_0.0";
    expect(ranksOf("IntMult n=8 stages=3", cycles)).toEqual([
      [1, null, null],
      [2, 1, null],
      [3, 2, 1],
      [4, 3, 2],
    ]);
    expect(outputsOf("IntMult n=8 stages=3", cycles).map(({ r }) => r)).toEqual([null, null, 15n, 24n]);
  });

  test("while ce is 0, the pipeline stalls", () => {
    expect(ranksOf("IntMult n=8 stages=2 ce=true", "1.3.5_0.4.6_1.4.6")).toEqual([
      [1, null],
      [1, null],
      [3, 1],
    ]);
  });

  test("a result that waits holds the pipeline up, what is not valid leaves a gap, a reset empties it", () => {
    const design = parseDesign("IntMult n=8 stages=2 handshake=ready");
    // rst.in_valid.out_ready.x.y
    const cycles = readCycles(design, "0.1.0.3.5_0.0.0.9.9_0.1.0.4.6_0.1.1.4.6_1.1.1.2.2");
    const found = runCycles(design, cycles);
    expect(found.map(({ ranks }) => ranks)).toEqual([
      [1, null],
      [null, 1],
      [null, 1],
      [4, null],
      [null, null],
    ]);
    expect(found.map(({ isTaken }) => isTaken)).toEqual([true, false, false, true, false]);
    expect(found.map(({ outputs }) => outputs.map(({ name, bits }) => [name, bits]))).toEqual([
      [
        ["r", null],
        ["out_valid", 0n],
      ],
      [
        ["r", 15n],
        ["out_valid", 1n],
      ],
      [
        ["r", 15n],
        ["out_valid", 1n],
      ],
      [
        ["r", null],
        ["out_valid", 0n],
      ],
      [
        ["r", null],
        ["out_valid", 0n],
      ],
    ]);
  });

  test("an accumulator's sum grows by a product a cycle", () => {
    const design = parseDesign("IntMac n=8 acc=24 form=sequential");
    const inputs = { rst: 0n, clear: 0n, en: 1n };
    const cycles = runCycles(design, [
      { ...inputs, x: 3n, y: 5n },
      { ...inputs, x: 2n, y: 7n },
    ]);
    expect(cycles.map(({ outputs }) => outputs.find(({ name }) => name === "r")?.bits)).toEqual([15n, 29n]);
  });

  test("an address has the cycles; what is not of the ports ends them", () => {
    const design = parseDesign("IntMult n=8 stages=1");
    expect(writtenCycles(design, readCycles(design, "3.5_ff.6"))).toBe("3.5_ff.6");
    for (const wrong of ["3.5_100.6", "3.5_4", "3.5_4.6.1", "3.5_x.1", "3.5_"])
      expect(writtenCycles(design, readCycles(design, wrong)), wrong).toBe("3.5");
  });
});

test.each([
  ["PositDiv n=8 es=1 form=sequential digits=2", { rst: "0", in_valid: "1", out_ready: "1" }],
  ["IntMac n=8 acc=24 form=sequential active=low", { rst_n: "1", en: "1", clear: "0" }],
])("unless one says otherwise, a clock edge takes operands: %s", (spec, controls) => {
  const texts = play(parseDesign(spec), {}).operands.map(({ name, text }) => [name, text]);
  expect(Object.fromEntries(texts)).toMatchObject(controls);
});
