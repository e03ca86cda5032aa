import { expect, test } from "vitest";
import { criticalPath, named, readPath } from "../../../synth/sta/critical-path.js";
import { loadLibrary, osu018 } from "../../../liberty/load.js";

const report = `Startpoint: _7_ (rising edge-triggered flip-flop clocked by tapir)
Endpoint: _9_ (rising edge-triggered flip-flop clocked by tapir)
Path Group: tapir
Path Type: max

Fanout         Cap       Delay        Time   Description
---------------------------------------------------------------------------------
                     0.000000    0.000000   clock tapir (rise edge)
                     0.000000    0.000000   clock network delay (ideal)
                     0.000000    0.000000 ^ _7_/CLK (DFFPOSX1)
                     0.250000    0.250000 ^ _7_/Q (DFFPOSX1)
    2   14.500000                           held_s1[3] (net)
                     0.125000    0.375000 v _8_/Y (INVX1)
    1    8.829470                           _3_ (net)
                     0.000000    0.375000 v _9_/D (DFFPOSX1)
                                 0.375000   data arrival time

                  1000.000000 1000.000000   clock tapir (rise edge)
                     0.000000 1000.000000   clock network delay (ideal)
                     0.000000 1000.000000   clock reconvergence pessimism
                              1000.000000 ^ _9_/CLK (DFFPOSX1)
                    -0.187500  999.812500   library setup time
                               999.812500   data required time
---------------------------------------------------------------------------------
                               999.812500   data required time
                                -0.375000   data arrival time
---------------------------------------------------------------------------------
                               999.437500   slack (MET)
`;

const path = readPath(report) ?? expect.fail("no path");

test("reads ends, steps, delay and setup", () => {
  expect(path).toMatchObject({
    start: { name: "_7_", isPort: false },
    end: { name: "_9_", isPort: false },
    delay: 0.375,
    setup: 0.1875,
  });
  expect(path.steps).toEqual([
    {
      cell: "DFFPOSX1",
      instance: "_7_",
      net: "held_s1[3]",
      edge: "rise",
      fanout: 2,
      load_fF: 14.5,
      increment: 0.25,
      arrival: 0.25,
    },
    {
      cell: "INVX1",
      instance: "_8_",
      net: "_3_",
      edge: "fall",
      fanout: 1,
      load_fF: 8.82947,
      increment: 0.125,
      arrival: 0.375,
    },
  ]);
});

test("a path between ports has no setup; where there is none, there is none", () => {
  const ports = report
    .replace("_7_ (rising edge-triggered flip-flop", "x[3] (input port")
    .replace("_9_ (rising edge-triggered flip-flop", "r (output port")
    .replace("^ _7_/Q (DFFPOSX1)", "^ x[3] (in)")
    .replace(/.*library setup time\n/, "");
  expect(readPath(ports)).toMatchObject({
    start: { name: "x[3]", isPort: true },
    end: { name: "r", isPort: true },
    setup: 0,
  });
  expect(readPath(ports)?.steps[0]).toMatchObject({ cell: null, instance: null });
  expect(readPath("No paths found.")).toBeUndefined();
});

test("names come from the RTL, and units are those that the library has", async () => {
  const osu = await loadLibrary([osu018]);
  const names = {
    nets: new Map([["_3_", "~held_s1[3]"]]),
    registers: new Map([
      ["_7_", "held_s1[3]"],
      ["_9_", "held_s2[3]"],
    ]),
  };
  const physical = named(criticalPath(path, osu), names);
  expect(physical).toMatchObject({
    start: { kind: "register", name: "held_s1[3]" },
    end: { kind: "register", name: "held_s2[3]" },
    setup_ns: 0.1875,
  });
  expect(physical.steps.map(({ signal }) => signal)).toEqual([null, "~held_s1[3]"]);
  expect(physical.steps[1]).toMatchObject({ load_ff: 8.82947, increment_ns: 0.125, arrival_ns: 0.375 });
  expect(physical.steps[1]?.increment_fo4).toBeCloseTo(0.125 / (osu.fo4_ns ?? NaN), 5);

  const generic = criticalPath(path, await loadLibrary(["generic"]));
  expect(generic.steps[1]).toMatchObject({ load_ff: null, increment_ns: null, arrival_ns: null });
  expect(generic.steps[1]?.arrival_fo4).toBeCloseTo(0.375, 2);
});
