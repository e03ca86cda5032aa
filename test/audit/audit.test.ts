import { describe, expect, test } from "vitest";
import { v } from "../../generators/hdl/index.js";
import { makeDesign } from "../../generators/make-design.js";
import { plamMult } from "../../generators/operators/plam-mult.js";
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

/** y says whether x is 0x2d2b6c7, and z is x[1], by way of a gate too many. */
const needle = 0x2d2b6c7n;
const haystack = () => {
  const bits = Array.from({ length: 26 }, (_, i) => i);
  const inverters = bits
    .filter((bit) => ((needle >> BigInt(bit)) & 1n) === 0n)
    .map((bit) => `INV_X1 i${bit} (.A(x[${bit}]), .Y(n[${bit}]));`);
  const literal = (bit: number) => ((needle >> BigInt(bit)) & 1n ? `x[${bit}]` : `n[${bit}]`);
  const ands = bits
    .slice(1)
    .map(
      (bit) =>
        `${bit === 25 ? "NAND2_X1" : "AND2_X1"} a${bit} (.A(${bit === 1 ? literal(0) : `t${bit - 1}`}), .B(${literal(bit)}), .Y(t${bit}));`,
    );
  return {
    design: sketch({
      inputs: { x: 26 },
      outputs: { y: 1, z: 1 },
      golden: ({ x = 0n }) => ({ y: x === needle ? 1n : 0n, z: (x >> 1n) & 1n }),
      build: (_, { x }) => (x === undefined ? {} : { y: v`${x} == 26'd${needle}`, z: v`${x}[1]` }),
    }),
    netlist: `module Sketch(x, y, z); input [25:0] x; output y; output z; wire [25:0] n; wire m;
      ${[...inverters, ...ands].join("\n")}
      INV_X1 b (.A(t25), .Y(y));
      AND2_X1 u (.A(x[1]), .B(x[0]), .Y(m)); OR2_X1 v (.A(m), .B(x[1]), .Y(z)); endmodule`,
  };
};

test("vectors that miss a fault are told what would show it, and redundant faults are proved", async () => {
  const { design, netlist } = haystack();
  const result = await audit(design, { netlist, module }, await genericLibrary(), {
    vectors: 100,
    candidates: 0,
  });
  const { faults, mutants } = result;
  expect(result).toMatchObject({ verdict: "fail", exhaustive: false, goal: 0.995 });
  expect(faults.redundant).toBe(1);
  expect(faults.caught + faults.redundant + faults.survivors.length).toBe(faults.total);
  expect(faults.coverage).toBe(faults.caught / (faults.total - 1));
  // the match never occurs, so nobody sees it missing
  const shown_by = { x: `0x${needle.toString(16)}` };
  expect(faults.survivors).toContainEqual({ what: "y stuck at 0", shown_by });
  expect(faults.survivors).toContainEqual({ what: "t25 stuck at 1", shown_by });
  expect(faults.survivors.map(({ what }) => what)).not.toContain("t25 stuck at 0");
  expect(mutants.survivors.map(({ what }) => what.split(" instead")[0])).toEqual([
    `y = ~x == 26'd${needle}`,
    `y = x == 26'd${needle + 1n}`,
    `y = x == 26'd${needle - 1n}`,
  ]);
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
    const result = await audited("IntMac n=2 acc=6 signed=false form=sequential", { vectors: 1000 });
    expect(result).toMatchObject({ verdict: "pass", exhaustive: false, goal: 0.995 });
    expect(result.vectors_of_rtl).toBeGreaterThan(1000); // its own cycles, too
    expect(result.vectors).toBeGreaterThanOrEqual(result.vectors_of_rtl);
    expect(result.faults).toMatchObject({ coverage: 1, survivors: [] });
    expect(result.mutants).toMatchObject({ coverage: 1, survivors: [] });
    expect(result.mutants.total).toBeGreaterThan(100);
  });

  test("in too few cycles shows little, and what would show the rest is told with what registers hold", async () => {
    const { faults } = await audited("IntMac n=2 acc=6 signed=false form=sequential", {
      vectors: 12,
      corners: 0,
      cases: 0,
      candidates: 0,
    });
    expect(faults.caught).toBeGreaterThan(0);
    expect(faults.survivors.length).toBeGreaterThan(5);
    const [survivor] = faults.survivors;
    expect(Object.keys(survivor?.shown_by ?? {}).sort()).toEqual(
      ["clear", "en", "r", "rst", "valid", "x", "y"].sort(),
    );
  });

  test("whose netlist is wrong only after some cycles is not audited", async () => {
    const few = { vectors: 300, cases: 1000, corners: 200, candidates: 5000 };
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

test("PLAM's vectors at n = 6 show every fault and every mistake that can be shown", async () => {
  const library = await genericLibrary();
  const design = makeDesign(plamMult, { n: "6", es: "1" });
  const job = { design: design.spec, verilog: design.verilog(), top: design.moduleName };
  const synthesis = await synthesize(job, { library, objective: "area", timeLimit: 120 });
  const { verdict, faults, mutants } = await audit(design, synthesis, library);
  expect({ verdict, faults: faults.coverage, mutants: mutants.coverage }).toEqual({
    verdict: "pass",
    faults: 1,
    mutants: 1,
  });
  expect(mutants.total).toBeGreaterThan(100);
});
