import { describe, expect, test } from "vitest";
import type { Circuit } from "../../../circuit/circuit.js";
import { Graph, not } from "../../../circuit/graph.js";
import { sequenceKernel } from "../../../circuit/compiled/sequence-kernel.js";
import { VectorMemory } from "../../../circuit/compiled/vector-memory.js";

/**
 * Two registers: one toggles where `go` is 1 and `rst` is 0, which clears it; the other takes the complement of the
 * first. Outputs are what both hold. Each register has a tap before it.
 */
function toggler() {
  const graph = new Graph();
  const [rst, go, first, second] = [0, 1, 2, 3].map((bit) => graph.input(bit)) as [
    number,
    number,
    number,
    number,
  ];
  const next = graph.tap(graph.and(graph.xor(first, go), not(rst)));
  const circuit: Circuit = { graph, inputWidth: 4, outputs: [first, second, next, graph.tap(not(first))] };
  return circuit;
}

/** What `toggler` gives after each word. */
function expected(words: readonly bigint[]): bigint[] {
  let [first, second] = [1n, 1n];
  return words.map((word) => {
    [first, second] = [(word & 1n) === 1n ? 0n : first ^ (word >> 1n), 1n - first];
    return first | (second << 1n);
  });
}

const kernelFor = (words: readonly bigint[], outputs = expected(words)) =>
  sequenceKernel(toggler(), 2, new VectorMemory([...words, 0n], 2, [0n, ...outputs], 2, "cycle"));

const words = [1n, 0n, 2n, 2n, 0n, 2n, 1n, 2n];

test("without a fault outputs are as expected, in every lane", () => {
  expect(kernelFor(words).run(words.length, 128)).toEqual(Array.from({ length: 128 }, () => false));
});

test("an output that is not as expected is seen in the cycle that leads to it", () => {
  const wrong = expected(words).map((word, cycle) => (cycle === 5 ? word ^ 2n : word));
  const kernel = kernelFor(words, wrong);
  expect(kernel.run(5, 3)).toEqual([false, false, false]);
  expect(kernel.run(6, 3)).toEqual([true, true, true]);
});

test("a fault is in its lane alone, and gone when it is mended", () => {
  const kernel = kernelFor(words);
  // The first register stays 0: seen once it should be 1, after the third word; stuck at 1, after the reset.
  kernel.stick(0, 1, 0);
  kernel.stick(0, 70, 1);
  expect(kernel.run(2, 71).flatMap((seen, lane) => (seen ? [lane] : []))).toEqual([70]);
  expect(kernel.run(3, 71).flatMap((seen, lane) => (seen ? [lane] : []))).toEqual([1, 70]);
  kernel.mend();
  expect(kernel.run(words.length, 71)).not.toContain(true);
});

describe("a cycle that loads", () => {
  // above the two ports: what both registers are to hold, the second first, and whether; among what is expected, likewise
  const load = (word: bigint, second: bigint, first: bigint) => word | (second << 2n) | (first << 3n) | 16n;
  const state = [
    { register: 1, inverted: true },
    { register: 0, inverted: false },
  ];
  const given = [1n, load(2n, 1n, 1n), 0n, 2n];
  // the second register holds the complement of its bit, and shows it as it is
  const held = (first: bigint, shown: bigint) =>
    first | (shown << 1n) | ((1n - shown) << 2n) | (first << 3n) | 16n;
  const right = [held(0n, 0n), held(1n, 0n), held(1n, 0n), held(0n, 0n)];
  const seenOf = (expected: readonly bigint[], cycles = given.length) =>
    sequenceKernel(
      toggler(),
      2,
      new VectorMemory([...given, 0n], 5, [0n, ...expected], 5, "cycle"),
      state,
    ).run(cycles, 1);

  test("sets the state, from which the next cycles follow", () => {
    // the reset makes the second register the complement of the first, which was 1
    expect(seenOf(right)).toEqual([false]);
  });

  test.each([0, 1, 2, 3])("what bit %i of a cycle is expected to be is compared", (bit) => {
    const wrong = right.map((word, cycle) => (cycle === 2 ? word ^ (1n << BigInt(bit)) : word));
    expect(seenOf(wrong, 2)).toEqual([false]);
    expect(seenOf(wrong)).toEqual([true]);
  });

  test("but not the state where it is left open", () => {
    expect(seenOf(right.map((word) => word & 3n))).toEqual([false]);
  });
});
