import { expect, test } from "vitest";
import { Candidate } from "../../search/engine/candidate.js";
import { Evaluator } from "../../search/engine/evaluator.js";
import { gateNames, matches, valueOf } from "../../search/engine/functions.js";
import { firstGate, genomeOf, liveIn, type Genome } from "../../search/engine/genome.js";
import { likenessOf } from "../../search/engine/likeness.js";
import { Mutator } from "../../search/engine/mutations.js";
import { Parent } from "../../search/engine/parent.js";
import { Simplifier } from "../../search/engine/simplify.js";
import { Random } from "../../operands/random.js";
import { arrayMultiplier, pair } from "./array-multiplier.js";

const shape = pair(4);
const areas = Float64Array.from(gateNames, (_, gate) => 1 + gate / 8);
const unlimited = { mred: Infinity, med: Infinity, wce: Infinity, bias: Infinity };

/** A netlist's live gates, by going back from its outputs. */
function liveGates(genome: Genome): number[] {
  const live = new Uint8Array(genome.gates.length);
  liveIn(genome, live);
  return [...live.keys()].filter((node) => node >= firstGate(shape) && live[node] === 1);
}

/** The bits of x, then of y, for all pairs, 32 in a word. */
const operandPlanes = Array.from({ length: 8 }, (_, node) =>
  Int32Array.from({ length: 8 }, (__, word) =>
    Array.from({ length: 32 }, (___, at) => {
      const operands = 32 * word + at;
      const bit = node < 4 ? operands >> (4 + node) : operands >> (node - 4);
      return (bit & 1) << at;
    }).reduce((one, other) => one | other, 0),
  ),
);

/** The values of all live nodes for all pairs, gate by gate. */
function planesOf(genome: Genome): Map<number, string> {
  const planes = new Map(operandPlanes.entries());
  planes.set(8, new Int32Array(8)).set(9, new Int32Array(8).fill(-1));
  for (const node of liveGates(genome)) {
    const [a, b, c, d] = [0, 1, 2, 3].map((k) => planes.get(genome.inputs[4 * node + k] ?? 0));
    const value = (word: number): number =>
      valueOf(genome.gates[node] ?? 0, a?.[word] ?? 0, b?.[word] ?? 0, c?.[word] ?? 0, d?.[word] ?? 0);
    planes.set(
      node,
      Int32Array.from({ length: 8 }, (_, word) => value(word)),
    );
  }
  return new Map([...planes].map(([node, plane]) => [node, plane.join()]));
}

test("a candidate's area is that of its live gates, and gates that are not run are as in the parent", () => {
  const random = Random.seeded(5);
  const start = genomeOf(shape, arrayMultiplier(4), 16);
  const parent = new Parent(start, areas);
  const mutator = new Mutator(
    random,
    shape,
    gateNames.map((_, gate) => gate),
  );
  const candidate = new Candidate(parent, areas, mutator, new Simplifier(matches(areas)));
  const seen = { smaller: 0, larger: 0, unchanged: 0 };
  for (let change = 0; change < 1200; change++) {
    const area = candidate.change({ alike: [] }, 1 + (change % 3));
    if (area === undefined) continue;
    const live = liveGates(candidate.genome);
    expect(area).toBeCloseTo(
      live.reduce((sum, node) => sum + (areas[candidate.genome.gates[node] ?? 0] ?? 0), 0),
      6,
    );
    const run = candidate.run.slice(0, candidate.count);
    expect([...run]).toEqual([...new Set(run)].sort((one, other) => one - other));
    const [before, after] = [planesOf(parent.genome), planesOf(candidate.genome)];
    for (const node of live) if (!run.includes(node)) expect(after.get(node)).toBe(before.get(node));
    seen[area < parent.area ? "smaller" : area > parent.area ? "larger" : "unchanged"]++;
    if (change % 40 === 0) parent.become(change % 400 === 0 ? start : candidate.genome);
  }
  for (const times of Object.values(seen)) expect(times).toBeGreaterThan(10);
});

test("the nodes that are most like each other are those of the fewest different bits", () => {
  const list = arrayMultiplier(4);
  const parent = new Parent(genomeOf(shape, list), areas);
  const evaluator = new Evaluator(shape, parent.genome.gates.length, unlimited);
  evaluator.adopt(parent.genome);
  const { alike } = likenessOf(evaluator, parent);
  const planes = planesOf(parent.genome);
  const different = (one: number, other: number): number => {
    const bitsOf = (node: number): string =>
      (planes.get(node) ?? "")
        .split(",")
        .map((word) => (Number(word) >>> 0).toString(2).padStart(32, "0"))
        .join("");
    const own = bitsOf(other);
    return Array.from(bitsOf(one)).filter((bit, at) => bit !== own[at]).length;
  };
  for (const node of liveGates(parent.genome)) {
    const earlier = [...planes.keys()].filter((other) => other < node);
    const nearest = earlier
      .toSorted((one, other) => different(node, one) - different(node, other) || one - other)
      .slice(0, 12);
    expect(alike[node]).toEqual(nearest);
  }
});
