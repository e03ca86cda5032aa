import { describe, expect, test } from "vitest";
import { v } from "../../generators/hdl/index.js";
import { parseDesigns } from "../../generators/request.js";
import { audit, type AuditOptions } from "../../audit/audit.js";
import { synthesize } from "../../synth/mapping/synthesize.js";
import { genericLibrary, sketch } from "../circuit/designs.js";

const module = "Sketch";

/** y = x[1], with a gate too many: y = x[1] & x[0] | x[1]. */
const absorbed = {
  design: sketch({
    inputs: { x: 2 },
    outputs: { y: 1 },
    golden: ({ x = 0n }) => ({ y: x >> 1n }),
    build: (_, { x }) => ({ y: x === undefined ? v`1'b0` : v`${x}[1]` }),
  }),
  netlist: `module Sketch(x, y); input [1:0] x; output y; wire n;
    AND2_X1 u (.A(x[1]), .B(x[0]), .Y(n)); OR2_X1 v (.A(n), .B(x[1]), .Y(y)); endmodule`,
};

test("faults that change nothing are redundant, all others of a small design are caught", async () => {
  const { design, netlist } = absorbed;
  const { verdict, faults, exhaustive, goal } = await audit(
    design,
    { netlist, module },
    await genericLibrary(),
  );
  expect({ verdict, exhaustive, goal }).toEqual({ verdict: "pass", exhaustive: true, goal: 1 });
  // of x[1], x[0], n and y, stuck at 0 and at 1: both at x[0], and 0 at n
  expect(faults).toEqual({ total: 8, caught: 5, redundant: 3, survivors: [], coverage: 1 });
});

test("a netlist or RTL that is wrong is not audited", async () => {
  const { design, netlist } = absorbed;
  const wrong = { netlist: netlist.replace("OR2_X1", "NOR2_X1"), module };
  await expect(audit(design, wrong, await genericLibrary())).rejects.toThrow(
    /netlist of Sketch is wrong before/,
  );
  const wrongRtl = sketch({
    inputs: { x: 2 },
    outputs: { y: 1 },
    golden: ({ x = 0n }) => ({ y: x >> 1n }),
    build: () => ({ y: v`1'b0` }),
  });
  const run = audit(wrongRtl, { netlist, module }, await genericLibrary());
  await expect(run).rejects.toThrow(/RTL of Sketch is wrong before/);
});

describe("a design that holds a sum", () => {
  const accumulator = (request: string) => {
    const [design] = parseDesigns(request.split(" "));
    if (design === undefined) throw new Error("no design");
    return design;
  };
  const audited = async (request: string, options: AuditOptions, edit = (netlist: string) => netlist) => {
    const library = await genericLibrary();
    const design = accumulator(request);
    const job = { design: design.spec, verilog: design.verilog(), top: design.moduleName, clock: "clk" };
    const { netlist, module } = await synthesize(job, { library, objective: "area", timeLimit: 120 });
    return audit(design, { netlist: edit(netlist), module }, library, options);
  };

  test("is audited with the cycles that it is verified with", async () => {
    const result = await audited("IntMac n=2 acc=6 signed=false form=sequential", { random: 1000 });
    expect(result).toMatchObject({ verdict: "pass", exhaustive: false, goal: 0.995 });
    expect(result.vectors_of_rtl).toBeGreaterThan(1000); // its own cycles, too
    expect(result.vectors).toBeGreaterThanOrEqual(result.vectors_of_rtl);
    expect(result.faults).toMatchObject({ coverage: 1, survivors: [] });
    expect(result.mutants).toMatchObject({ coverage: 1, survivors: [] });
    expect(result.mutants.total).toBeGreaterThan(100);
  });

  test("in too few cycles few are detected, and what would detect the rest is told with its state", async () => {
    const told: number[] = [];
    const { faults } = await audited("IntMac n=2 acc=6 signed=false form=sequential", {
      random: 12,
      corners: 0,
      cases: 0,
      candidates: 0,
      onProgress: (share) => told.push(share),
    });
    expect(told).toEqual([...told].sort((a, b) => a - b));
    // Halfway all faults are decided, in the end all mutants.
    expect([told.includes(0.5), told.at(-1)]).toEqual([true, 1]);
    expect(faults.caught).toBeGreaterThan(0);
    expect(faults.survivors.length).toBeGreaterThan(5);
    const [survivor] = faults.survivors;
    expect(Object.keys(survivor?.shown_by ?? {}).sort()).toEqual(
      ["clear", "en", "r", "rst", "valid", "x", "y"].sort(),
    );
  });

  test("whose netlist is wrong only after some cycles is not audited", async () => {
    const few = { random: 300, cases: 1000, corners: 200, candidates: 5000 };
    const never = audited("PositQuireMac n=4 es=0", few, (netlist) => {
      const exchanged = netlist.replace(
        /\.Q\(\\quire\[([23])\] \)/g,
        (_, bit: string) => `.Q(\\quire[${5 - Number(bit)}] )`,
      );
      expect(exchanged).not.toBe(netlist);
      return exchanged;
    });
    await expect(never).rejects.toThrow(/wrong before it has a fault/);
  });

  test("a pipeline is audited as its operator", async () => {
    const design = accumulator("IntMult n=4 stages=2");
    const run = audit(design, { netlist: "", module: design.moduleName }, await genericLibrary());
    await expect(run).rejects.toThrow(/it is a pipeline; audit its operator/);
  });
});
