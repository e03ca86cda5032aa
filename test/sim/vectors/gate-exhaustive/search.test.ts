import { describe, expect, test } from "vitest";
import { unsigned } from "../../../../golden/integer.js";
import type { Circuit } from "../../../../circuit/circuit.js";
import { Graph, not } from "../../../../circuit/graph.js";
import { Misreadings } from "../../../../circuit/misreadings.js";
import { searchVectors, type SearchOptions } from "../../../../sim/vectors/gate-exhaustive/search.js";
import { Random } from "../../../../operands/random.js";
import { WordLayout } from "../../../../operands/word.js";

const layout = new WordLayout([
  { name: "x", format: unsigned(20) },
  { name: "y", format: unsigned(20) },
]);

/** One output: whether all 40 bits are as in the needle. */
function haystack(needle: bigint): Circuit {
  const graph = new Graph();
  const bits = Array.from({ length: layout.width }, (_, bit) =>
    (needle >> BigInt(bit)) & 1n ? graph.input(bit) : not(graph.input(bit)),
  );
  return { graph, inputWidth: layout.width, outputs: [bits.reduce((a, b) => graph.and(a, b))] };
}

const needle = 0x9e3779b97fn;
const search = (options: Partial<SearchOptions>, circuit = haystack(needle)): bigint[] =>
  searchVectors(
    { circuit, layout, misreadings: new Misreadings() },
    { known: [0n], promising: [], random: Random.seeded(1), most: 0, ...options },
  );

describe("vectors that cover what others do not", () => {
  test("are found among the promising ones", () => {
    expect(search({ promising: [1n, needle, 2n] })).toContain(needle);
    expect(search({ promising: [1n, needle, 2n], known: [needle] })).not.toContain(needle);
  });

  test("are found beside known ones, and few of those looked at are kept", () => {
    // the last gate but one is wrong in sight only where all other bits are as in the needle
    const found = search({ known: [needle ^ 1n], most: 10_000 });
    expect(found).toContain(needle);
    expect(found.length).toBeLessThan(100);
  });

  test("are found step by step, each beside another", () => {
    // a bit of the needle after the other: the lowest four are there to begin with
    const hidden = haystack(needle);
    const outputs = hidden.graph.nodes.flatMap(({ kind }, i) => (kind === "and" ? [2 * i] : []));
    const find = (most: number) => search({ known: [needle & 0xfn], most }, { ...hidden, outputs });
    expect(find(400_000)).toContain(needle);
    expect(find(8000)).not.toContain(needle);
  });

  test("are repeated by what random numbers are drawn with, and fit the inputs", () => {
    const found = (seed: number) => search({ known: [needle ^ 1n], most: 9000, random: Random.seeded(seed) });
    expect(found(3)).toEqual(found(3));
    expect(found(3)).not.toEqual(found(4));
    expect(found(3).every((word) => word >= 0n && word >> BigInt(layout.width) === 0n)).toBe(true);
  });

  test("are none where the circuit has no outputs, or no vector is to be looked at", () => {
    expect(search({ known: [needle ^ 1n] })).toEqual([]);
    const unknown = { ...haystack(needle), outputs: [] };
    expect(search({ promising: [needle], most: 10_000 }, unknown)).toEqual([]);
  });
});
