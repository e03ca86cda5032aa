import { expect, test } from "vitest";
import { v } from "../../generators/hdl/index.js";
import { makeDesign } from "../../generators/make-design.js";
import { plamMult } from "../../generators/operators/plam-mult.js";
import { audit } from "../../audit/audit.js";
import { synthesize } from "../../synth/mapping/synthesize.js";
import { genericLibrary, sketch } from "../circuit/designs.js";

const module = "Sketch";

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

test("of a missed fault a vector is told that detects it, and redundant faults are proved", async () => {
  const { design, netlist } = haystack();
  const result = await audit(design, { netlist, module }, await genericLibrary(), {
    random: 100,
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

test("PLAM's vectors at n = 6 detect every fault and every mutant that is not redundant", async () => {
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
