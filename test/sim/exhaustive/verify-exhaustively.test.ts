import { expect, test } from "vitest";
import { makeDesign } from "../../../generators/make-design.js";
import { positMult } from "../../../generators/operators/posit-mult.js";
import { verifyExhaustively } from "../../../sim/exhaustive/verify-exhaustively.js";
import { mostListed } from "../../../circuit/comparison.js";
import { OpenedNetlist } from "../../../circuit/opened-netlist.js";
import { loadLibrary } from "../../../liberty/load.js";
import { synthesize } from "../../../synth/mapping/synthesize.js";
import {
  broken,
  fullAdder,
  fullAdderNetlist,
  genericLibrary,
  libraryWith,
  sketch,
} from "../../circuit/designs.js";

const adder = { netlist: fullAdderNetlist, module: "Sketch" };

test("a right netlist passes, every vector compared", async () => {
  const result = await verifyExhaustively(new OpenedNetlist(fullAdder(), adder, await genericLibrary()));
  expect(result).toMatchObject({
    level: "exhaustive",
    verdict: "pass",
    exhaustive: true,
    vectors: 8,
    total_vectors: 8,
    mismatches: 0,
  });
});

test("a synthesised multiplier passes; with one gate broken, or its operands' ports swapped, it fails", async () => {
  const library = await genericLibrary();
  const design = makeDesign(positMult, { n: "6", es: "1" });
  const job = { design: design.spec, verilog: design.verilog(), top: design.moduleName };
  const synthesis = await synthesize(job, { library, objective: "area", timeLimit: 120 });
  expect(await verifyExhaustively(new OpenedNetlist(design, synthesis, library))).toMatchObject({
    verdict: "pass",
    vectors: 4096,
  });

  const netlist = synthesis.netlist.replace(/\bNAND2_X(\d)/, "NOR2_X$1");
  expect(netlist).not.toBe(synthesis.netlist);
  const wrong = await verifyExhaustively(new OpenedNetlist(design, { ...synthesis, netlist }, library), {
    listed: 3,
  });
  expect(wrong.verdict).toBe("fail");
  expect(wrong.mismatches).toBeGreaterThan(0);
  const [first] = wrong.first_mismatches;
  expect(first?.expected.r?.bits).not.toBe(first?.actual.r?.bits);

  const renamed = synthesis.netlist
    .replaceAll(/\br\b/g, "q")
    .replaceAll(/\by\b/g, "r")
    .replaceAll(/\bq\b/g, "y");
  const swapped = await verifyExhaustively(
    new OpenedNetlist(design, { ...synthesis, netlist: renamed }, library),
  );
  expect(swapped).toMatchObject({ verdict: "fail", vectors: 0, failure: { kind: "wrong interface" } });
});

test("a cell whose Liberty function is wrong is caught", async () => {
  const netlist =
    "module Sketch(x, y); input [1:0] x; output y; FORM f (.A(x[0]), .B(x[1]), .Y(y)); endmodule";
  const design = sketch({
    inputs: { x: 2 },
    outputs: { y: 1 },
    golden: ({ x }) => ({ y: x === 3n ? 1n : 0n }),
  });
  const verdict = async (form: string) =>
    (
      await verifyExhaustively(
        new OpenedNetlist(design, { netlist, module: "Sketch" }, await libraryWith(form)),
      )
    ).verdict;
  expect(await verdict("A B")).toBe("pass");
  expect(await verdict("A + B")).toBe("fail");
});

test.each([
  ["a broken gate", "XOR2_X1 _3_", "NAND2_X1 _3_", { vectors: 8, mismatches: 2 }],
  ["an unknown cell", "XOR2_X1 _3_", "XOR9_X1 _3_", { vectors: 0, failure: { kind: "does not compile" } }],
])("%s fails the design", async (_, from, to, expected) => {
  const result = await verifyExhaustively(
    new OpenedNetlist(fullAdder(), broken(fullAdderNetlist, from, to), await genericLibrary()),
  );
  expect(result.verdict).toBe("fail");
  expect(result).toMatchObject(expected);
});

/** y = ~x of 30 bits, and a fast model for it. */
const inverters = (golden = (x: bigint) => BigInt.asUintN(30, ~x)) => ({
  design: sketch({
    inputs: { x: 30 },
    outputs: { y: 30 },
    golden: ({ x = 0n }) => ({ y: golden(x) }),
    fast: (first, results) => {
      for (let i = 0; i < results.length; i++) results[i] = ~(first + i) & 0x3fffffff;
    },
  }),
  synthesis: {
    module: "Sketch",
    netlist: `module Sketch(x, y); input [29:0] x; output [29:0] y;
      ${Array.from({ length: 30 }, (_, i) => `INV_X1 i${i} (.A(x[${i}]), .Y(y[${i}]));`).join("\n")} endmodule`,
  },
});

test("a run that is stopped says how far it came, and is no pass", async () => {
  const { design, synthesis } = inverters();
  const progress: number[] = [];
  const stopper = new AbortController();
  const result = await verifyExhaustively(new OpenedNetlist(design, synthesis, await genericLibrary()), {
    signal: stopper.signal,
    onProgress: (done, total) => {
      expect(total).toBe(2 ** 30);
      if (progress.push(done) === 2) stopper.abort();
    },
  });
  expect(result).toMatchObject({ verdict: "undecided", exhaustive: false, mismatches: 0 });
  expect(result.vectors).toBeGreaterThan(0);
  expect(result.vectors).toBeLessThan(2 ** 30);
  expect(progress.at(-1)).toBe(result.vectors);
  const last = `0x${(result.vectors - 1).toString(16).padStart(8, "0")}`;
  expect(result.failure).toMatchObject({
    kind: "stopped",
    message: expect.stringContaining(`0x00000000 to ${last}`) as string,
  });
});

test("a time limit stops a run, a mismatch found until then fails it", async () => {
  const { design, synthesis } = inverters();
  const netlist = synthesis.netlist.replace("INV_X1 i3 (", "BUF_X1 i3 (");
  const result = await verifyExhaustively(
    new OpenedNetlist(design, { ...synthesis, netlist }, await genericLibrary()),
    {
      timeLimit: 0.3,
      listed: 1000,
    },
  );
  expect(result).toMatchObject({ verdict: "fail", failure: { kind: "stopped" } });
  expect(result.mismatches).toBe(result.vectors);
  expect(result.first_mismatches).toHaveLength(mostListed);
  expect(result.first_mismatches[5]?.inputs.x?.bits).toBe("0x00000005");
});

test("a fast model that is wrong is not taken for a wrong design", async () => {
  const { design, synthesis } = inverters((x) => x);
  const netlist = synthesis.netlist.replaceAll("INV_X1 i", "BUF_X1 i");
  const run = verifyExhaustively(
    new OpenedNetlist(design, { ...synthesis, netlist }, await genericLibrary()),
    {
      timeLimit: 0.2,
    },
  );
  await expect(run).rejects.toThrow(/fast model of Sketch differs from the exact one at inputs 0x0/);
});

test("what cannot be tried is refused", async () => {
  const library = await loadLibrary(["generic"]);
  const big = makeDesign(positMult, { n: "17", es: "1" });
  const synthesis = { netlist: "", module: "" };
  await expect(verifyExhaustively(new OpenedNetlist(big, synthesis, library))).rejects.toThrow(
    /34 bits of inputs, more than 32/,
  );
  const slow = sketch({ inputs: { x: 25 }, outputs: { y: 1 }, golden: () => ({ y: 0n }) });
  await expect(verifyExhaustively(new OpenedNetlist(slow, synthesis, library))).rejects.toThrow(
    /25 bits.* without a fast model/,
  );
});
