import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Module, v, type Expression, type Signal } from "../../generators/hdl/index.js";
import { compareAll } from "../../audit/equivalence.js";
import { moduleCircuit } from "../../circuit/from-rtl.js";
import { evaluateCircuit } from "../../circuit/circuit.js";
import { Graph } from "../../circuit/graph.js";
import { withScratch } from "../../tools/scratch.js";
import { findYosys } from "../../synth/mapping/yosys.js";

/** The sum of two numbers of `width` bits, written in several ways; the last two are wrong for very few operands. */
const sums: Readonly<Record<string, (x: Signal, y: Signal) => Expression>> = {
  same: (x, y) => v`${x} + ${y}`,
  turned: (x, y) => v`${y} + ${x}`,
  subtracted: (x, y) => v`${x} - ~${y} - ${x.width}'d1`,
  needle: (x, y) => v`${x} + (${y} == ${x.width}'d1234 ? ${x} : ${y})`,
  top: (x, y) => v`(${x} & ${y}) == ~${x.width}'d0 ? ${x} : ${x} + ${y}`,
};

test.each([
  ["trying all inputs", 11],
  ["ABC's proof", 20],
])("by %s, equal circuits are told from others, with inputs that show it", async (_, width) => {
  const graph = new Graph();
  const circuits = Object.values(sums).map((sum) => {
    const m = Module.create("sum");
    m.output("r", width, sum(m.input("x", width), m.input("y", width)));
    return moduleCircuit(m, graph);
  });
  const [good] = circuits;
  if (good === undefined) throw new Error("no circuit");
  const found = await compareAll(good, circuits, { yosys: await findYosys(), proofTime: 30 });
  expect(found.map(({ kind }) => kind)).toEqual(["proved", "proved", "proved", "refuted", "refuted"]);
  found.forEach((verdict, i) => {
    const circuit = circuits[i];
    if (verdict.kind === "refuted" && circuit !== undefined)
      expect(evaluateCircuit(circuit, verdict.example)).not.toBe(evaluateCircuit(good, verdict.example));
  });
});

/** Runs `work` with another program for ABC; `abc` is a shell script's text. */
function withAbc<T>(abc: string, work: () => Promise<T>): Promise<T> {
  return withScratch(async (folder) => {
    await writeFile(join(folder, "yosys-abc"), `#!/bin/sh\n${abc}\n`, { mode: 0o755 });
    const path = process.env.PATH;
    process.env.PATH = folder;
    try {
      return await work();
    } finally {
      process.env.PATH = path;
    }
  });
}

/** Two ways to write the sum of two numbers of 40 bits, in one graph. */
function wideSums() {
  const graph = new Graph();
  return [(x: Signal, y: Signal) => v`${x} + ${y}`, (x: Signal, y: Signal) => v`${x} - ~${y} - 40'd1`].map(
    (sum) => {
      const m = Module.create("sum");
      m.output("r", 40, sum(m.input("x", 40), m.input("y", 40)));
      return moduleCircuit(m, graph);
    },
  );
}

test.each([
  ["gives up", "echo 'Networks are UNDECIDED.'", "ABC gave up"],
  ["runs out of time", "while :; do :; done", "no proof within 0.5 s"],
])("where ABC %s, what is too large to try is undecided", async (_, script, reason) => {
  const circuits = wideSums();
  const [good] = circuits;
  if (good === undefined) throw new Error("no circuit");
  const yosys = await findYosys("native");
  const found = await withAbc(script, () => compareAll(good, circuits, { yosys, proofTime: 0.5 }));
  expect(found).toEqual([{ kind: "proved" }, { kind: "undecided", reason }]);
});

test("where ABC is no program of its own, it proves within Yosys", async () => {
  const circuits = wideSums();
  const [good] = circuits;
  if (good === undefined) throw new Error("no circuit");
  const yosys = { ...(await findYosys("native")), runAbc: null };
  const found = await compareAll(good, circuits, { yosys, proofTime: 60 });
  expect(found).toEqual([{ kind: "proved" }, { kind: "proved" }]);
});
