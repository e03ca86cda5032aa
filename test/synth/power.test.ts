import { describe, expect, test } from "vitest";
import { parseDesign } from "../../generators/request.js";
import { drawOperands } from "../../sim/operands.js";
import { readCellPowers } from "../../synth/cell-powers.js";
import { loadLibrary, osu018 } from "../../synth/liberty/load.js";
import { measurePower, powerObstacle, type PowerOptions } from "../../synth/power.js";
import { declarePorts, handWritten } from "../sim/designs.js";

const osu = await loadLibrary([osu018]);
const options: PowerOptions = {
  library: osu,
  operands: "tenth",
  clock: 200,
  vectors: 500,
  seed: 3,
  timeLimit: 60,
};

/** Three inverters in a row, the last one unloaded but for the surroundings' load. */
const row = handWritten({
  name: "Row",
  ports: declarePorts({ x: 1 }, { r: 1 }),
  golden: ({ x = 0n }) => ({ r: 1n - x }),
  verilog: "",
});
const netlist = {
  module: "Row",
  netlist: `module Row(x, r); input x; output r; wire a, b;
    INVX1 u1 (.A(x), .Y(a)); INVX1 u2 (.A(a), .Y(b)); INVX1 u3 (.A(b), .Y(r)); endmodule`,
};

describe("the power of three inverters", () => {
  const words = drawOperands(row.ports, options);
  const rate = words.slice(1).filter((word, i) => word !== words[i]).length / (words.length - 1);

  test("switching is half C V² for each toggle", async () => {
    const result = await measurePower(row, netlist, options);
    expect(result.toggles_per_net).toBeCloseTo(rate, 5);
    const pin_fF = osu.inverter.pins.find(({ direction }) => direction === "input")?.capacitance_fF ?? NaN;
    const farads = (2 * pin_fF + osu.surroundings.load_fF) * 1e-15;
    // 1.8 V, 200 MHz. A pin's capacitance differs a little between rising and falling.
    expect(result.switching_uw / (1e6 * 0.5 * farads * 1.8 ** 2 * 200e6 * rate)).toBeCloseTo(1, 2);
    expect(result.power_uw).toBeCloseTo(result.leakage_uw + result.internal_uw + result.switching_uw, 3);
    expect(result.energy_pj).toBeCloseTo(result.power_uw / 200, 5);
    expect(result.internal_uw).toBeGreaterThan(0);
    expect(result.leakage_uw).toBeGreaterThan(0);
    expect(result).toMatchObject({ operands: "tenth", vectors: 500, seed: 3, meets_clock: null });
  });

  test("at twice the clock twice as much, but for leakage", async () => {
    const [once, twice] = await Promise.all(
      [200, 400].map((clock) => measurePower(row, { ...netlist, delay_ns: 3 }, { ...options, clock })),
    );
    expect(twice?.leakage_uw).toBe(once?.leakage_uw);
    expect((twice?.internal_uw ?? 0) / (once?.internal_uw ?? 0)).toBeCloseTo(2, 4);
    expect((twice?.switching_uw ?? 0) / (once?.switching_uw ?? 0)).toBeCloseTo(2, 4);
    expect([once?.meets_clock, twice?.meets_clock]).toEqual([true, false]);
  });
});

describe("what OpenSTA cannot read is an error, not no power", () => {
  test.each([
    ["a cell that it does not know", { text: osu.text.replaceAll("INVX1", "INVX0") }],
    ["no library", { text: "library (" }],
  ])("%s", async (_, broken) => {
    await expect(measurePower(row, netlist, { ...options, library: { ...osu, ...broken } })).rejects.toThrow(
      /^OpenSTA says no power of Row:\n.+/,
    );
  });
});

test("reads a report", () => {
  const report = `     Internal    Switching      Leakage        Total
        Power        Power        Power        Power
----------------------------------------------------
 3.5e-07 1.0e-05 1.4e-08 1.0e-05 _1058_
 0.0e+00 0.0e+00 2.0e-08 2.0e-08 \\x[1]
`;
  expect([...readCellPowers(report)]).toEqual([
    ["_1058_", { internal: 3.5e-7, switching: 1e-5, leakage: 1.4e-8 }],
    ["\\x[1]", { internal: 0, switching: 0, leakage: 2e-8 }],
  ]);
});

test("registers, and a library without units, are refused", async () => {
  const generic = await loadLibrary(["generic"]);
  const design = parseDesign("PlamMult n=4 es=0");
  expect(powerObstacle(design, osu)).toBeUndefined();
  expect(powerObstacle(design, generic)).toMatch(/no units; --liberty FILE/);
  expect(powerObstacle(parseDesign("PlamMult n=4 es=0 stages=1"), osu)).toMatch(/has registers/);
  await expect(measurePower(design, netlist, { ...options, library: generic })).rejects.toThrow(/no units/);
});
