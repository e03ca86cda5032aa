import { describe, expect, test } from "vitest";
import { parseDesign } from "../../../generators/request.js";
import { drawOperands, type OperandOptions } from "../../../operands/cycles.js";
import { readCellPowers } from "../../../synth/power/cell-powers.js";
import { driverDelays } from "../../../synth/power/driver-delays.js";
import { readGateDelays } from "../../../synth/sta/gate-delays.js";
import { loadLibrary, osu018 } from "../../../liberty/load.js";
import { measurePower, powerObstacle, type PowerOptions } from "../../../synth/power/power.js";
import { declarePorts, handWritten } from "../../sim/designs.js";

const osu = await loadLibrary([osu018]);
const options: PowerOptions & OperandOptions = {
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

const { text } = osu;
const { mapping, standIns, functions } = text;
const written = { mapping, registers: text.registers, standIns, functions };

describe("what OpenSTA cannot read is an error, not no power", () => {
  test.each([
    [
      "a cell that it does not know",
      { text: { ...written, timed: () => osu.text.timed(osu.cells.keys()).replaceAll("INVX1", "INVX0") } },
    ],
    ["no library", { text: { ...written, timed: () => "library (" } }],
  ])("%s", async (_, broken) => {
    await expect(measurePower(row, netlist, { ...options, library: { ...osu, ...broken } })).rejects.toThrow(
      /^OpenSTA says no power of Row:\n.+/,
    );
  });
});

/** A register behind a register, for each of two bits. */
const delay = handWritten({
  name: "Delay",
  ports: declarePorts({ x: 1 }, { r: 1 }),
  golden: ({ x = 0n }) => ({ r: x }),
  machine: () => () => ({}),
  verilog: "",
});
const registers = {
  module: "Delay",
  netlist: `module Delay(clk, x, r); input clk, x; output r; wire a;
    DFFPOSX1 u1 (.CLK(clk), .D(x), .Q(a)); DFFPOSX1 u2 (.CLK(clk), .D(a), .Q(r)); endmodule`,
};

test("a register changes as often as its operand, and the clock costs its share twice a cycle", async () => {
  const [restless, still, fast] = await Promise.all(
    [{}, { operands: "tenth", vectors: 2 } as const, { clock: 400 }].map((different) =>
      measurePower(delay, registers, { ...options, operands: "uniform", ...different }),
    ),
  );
  expect(restless?.toggles_per_net).toBeCloseTo(0.5, 1);
  // Of what a register takes when nothing but the clock changes.
  expect(still?.clock_uw).toBe(restless?.clock_uw);
  expect((fast?.clock_uw ?? 0) / (restless?.clock_uw ?? 0)).toBeCloseTo(2, 4);
  const pin_fF = osu.cells.get("DFFPOSX1")?.pins.find(({ name }) => name === "CLK")?.capacitance_fF ?? NaN;
  const charging_uw = 1e6 * 2 * pin_fF * 1e-15 * 1.8 ** 2 * 200e6;
  expect(restless?.clock_uw).toBeGreaterThan(charging_uw);
  // OSU 180 nm: energies of the clock pin's rise and fall, extrapolated to an ideal clock's slope; OpenSTA 2.0 takes
  // both at each of its edges.
  const [rise_pj, fall_pj] = [0.006865 - (0.006943 - 0.006865) / 3, 0.11034 - (0.129769 - 0.11034) / 3];
  const within_uw = 2 * 2 * (rise_pj + fall_pj) * 200;
  expect((restless?.clock_uw ?? 0) - charging_uw).toBeCloseTo(within_uw, 1);
  expect(restless?.power_uw).toBeCloseTo(
    (restless?.leakage_uw ?? 0) +
      (restless?.internal_uw ?? 0) +
      (restless?.switching_uw ?? 0) +
      (restless?.clock_uw ?? 0),
    2,
  );
});

/** An input that meets itself, late and inverted: always 1, but for a moment after each change. */
const late = {
  module: "Row",
  netlist: `module Row(x, r); input x; output r; wire a, b, c;
    INVX1 u1 (.A(x), .Y(a)); INVX1 u2 (.A(a), .Y(b)); INVX1 u3 (.A(b), .Y(c)); XOR2X1 u4 (.A(x), .B(c), .Y(r));
    endmodule`,
};

test("a glitch is two changes, and power only where it is asked for", async () => {
  const words = drawOperands(row.ports, options);
  const rate = words.slice(1).filter((word, i) => word !== words[i]).length / (words.length - 1);
  const [without, with_, loaded] = await Promise.all([
    measurePower(row, late, options),
    measurePower(row, late, { ...options, glitches: true }),
    // A gate that takes longer than the three before it lets no pulse through.
    measurePower(row, late, {
      ...options,
      glitches: true,
      library: { ...osu, surroundings: { ...osu.surroundings, load_fF: 5000 } },
    }),
  ]);
  expect(without.glitch_uw).toBeNull();
  expect(without.toggles_per_net).toBeCloseTo((3 * rate) / 4, 5);
  expect(with_.toggles_per_net).toBeCloseTo((5 * rate) / 4, 5);
  expect(with_.glitch_uw).toBeGreaterThan(0);
  expect(with_.power_uw - without.power_uw).toBeCloseTo(with_.glitch_uw ?? NaN, 3);
  expect(loaded.toggles_per_net).toBeCloseTo((3 * rate) / 4, 5);
  expect(loaded.glitch_uw).toBe(0);
});

test("glitches of a registered design are those between its registers", async () => {
  const glitches = await measurePower(delay, registers, { ...options, glitches: true });
  expect(glitches.glitch_uw).toBe(0);
  expect(glitches.power_uw).toBe((await measurePower(delay, registers, options)).power_uw);
});

test("a driver's delay: the mean of its arcs, and what its wires add; a setup time is no delay", () => {
  const report = `pin _1_/A
x[0] -> A wire
  ^ -> ^ 0.018:0.022
  v -> v 0.010:0.010
pin _1_/Y
A -> Y combinational
  ^ -> v 0.4:0.4
  v -> ^ 0.1:0.3
B -> Y combinational
  ^ -> v 0.1:0.1
pin _2_/D
CLK -> D setup
  ^ -> ^ 0.188:0.188
pin r
_1_/Y -> r wire
  ^ -> ^ 0.002:0.002
  v -> v 0.002:0.002
`;
  const delays = [...driverDelays(readGateDelays(report))].sort();
  expect(delays.map(([driver]) => driver)).toEqual(["_1_/Y", "x[0]"]);
  expect(delays[0]?.[1]).toBeCloseTo((0.3 + 0.1) / 2 + 0.002, 9);
  expect(delays[1]?.[1]).toBeCloseTo(0.015, 9);
});

test("reads a report", () => {
  const report = `     Internal    Switching      Leakage        Total
        Power        Power        Power        Power
----------------------------------------------------
 3.5e-07 1.0e-05 1.4e-08 1.0e-05 _1058_
 3.0e-07 0.0e+00 2.0e-08 2.0e-08 \\x[1]
only the clock
 1.0e-07 0.0e+00 2.0e-08 2.0e-08 \\x[1]
 0.0e-00 0.0e+00 1.4e-08 1.0e-05 _1058_
`;
  expect([...readCellPowers(report)]).toEqual([
    ["_1058_", { internal: 3.5e-7, switching: 1e-5, clock: 0, leakage: 1.4e-8 }],
    ["\\x[1]", { internal: 2e-7, switching: 0, clock: 1e-7, leakage: 2e-8 }],
  ]);
});

test("a library without units is refused", async () => {
  const generic = await loadLibrary(["generic"]);
  const design = parseDesign("PlamMult n=4 es=0");
  expect(powerObstacle(design, osu)).toBeUndefined();
  expect(powerObstacle(design, generic)).toMatch(/no units; --liberty FILE/);
  await expect(measurePower(design, netlist, { ...options, library: generic })).rejects.toThrow(/no units/);
});
