import { expect, test } from "vitest";
import { parseDesign } from "../../../generators/request.js";
import { datapathOf } from "../../../circuit/datapath.js";
import { searchCycles } from "../../../sim/vectors/loaded-cycles.js";
import { Random } from "../../../operands/random.js";
import { vectorsFor } from "../../../sim/vectors/vectors.js";
import { unpackVector, vectorLayout } from "../../../operands/state.js";

const search = (request: string, promising: Record<string, bigint>[] = []) => {
  const design = parseDesign(request);
  return searchCycles(design, datapathOf(design), {
    known: [],
    promising,
    random: Random.seeded(1),
    most: promising.length === 0 ? 0 : 5000,
  });
};

test("pairs are of a cycle that loads the state and one that accepts operands", () => {
  const load = { quire: 5n, quire_nar: 0n };
  const found = search("PositQuireMac n=6 es=1", [load, { x: 20n, y: 9n }]);
  expect(found.length).toBeGreaterThan(20);
  found.forEach((bits, index) => {
    expect(Object.keys(bits).sort()).toEqual(
      ["clear", "en", "rst", "x", "y", ...(index % 2 === 0 ? ["quire", "quire_nar"] : [])].sort(),
    );
  });
  // the promising one comes first: it takes its operands, as nothing else is said
  expect(found[0]).toMatchObject({ ...load, x: 20n });
  expect(found[1]).toEqual({ rst: 0n, clear: 0n, en: 1n, x: 20n, y: 9n });
});

test("a load that another one follows is worth a pair of its own, but is not taken for one that is run", () => {
  const loads = [
    { quire: 5n << 20n, quire_nar: 0n },
    { quire: 0n, quire_nar: 1n },
  ];
  const [first, second, ...others] = search("PositQuireMac n=6 es=1", loads);
  expect(first).toMatchObject(loads[0] ?? {});
  expect(second).toEqual({ rst: 0n, clear: 0n, en: 1n, x: 0n, y: 0n });
  expect(others[0]).toMatchObject(loads[1] ?? {});
  const design = parseDesign("PositQuireMac n=6 es=1");
  const found = (known: Record<string, bigint>[]) =>
    searchCycles(design, datapathOf(design), {
      known,
      promising: loads,
      random: Random.seeded(1),
      most: 0,
    }).length;
  const operands = { rst: 0n, clear: 0n, en: 1n, x: 0n, y: 0n };
  expect(found(loads)).toBe(4);
  expect(found(loads.flatMap((load) => [load, operands]))).toBe(0);
});

test("without a sum to load there are none", () => {
  expect(search("IntMult n=6 stages=2", [{ x: 1n, y: 2n }])).toEqual([]);
});

test("a sequential design's cycles have them last", () => {
  const design = parseDesign("PositQuireMac n=6 es=1");
  const few = { random: 50, corners: 0, cases: 0 };
  const layout = vectorLayout(design, "input");
  const words = (candidates: number) => {
    const vectors = vectorsFor(design, { ...few, candidates });
    return Array.from({ length: vectors.count }, (_, i) => vectors.word(i));
  };
  const [without, all] = [words(0), words(20_000)];
  expect(all.slice(0, without.length - 1)).toEqual(without.slice(0, -1));
  expect(all.length).toBeGreaterThan(without.length + 20);
  const tail = all.slice(-2).map((word) => unpackVector(layout, design.state, word));
  expect(tail.map((bits) => "quire" in bits)).toEqual([true, false]);
});
