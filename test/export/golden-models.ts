import { expect } from "vitest";
import type { Design } from "../../generators/design.js";
import { expectedWords } from "../../operands/expected.js";
import { withoutState } from "../../operands/state.js";
import { layoutOf } from "../../operands/word.js";
import { vectorsFor } from "../../sim/vectors/vectors.js";
import { withScratch } from "../../tools/scratch.js";
import { runModels } from "./c-models.js";

/** Some of each kind of the vectors that verification runs; the first of the operator's own cases, as all take long. */
function someWords(design: Design, some = 150): bigint[] {
  const few = { vectors: some, corners: some, candidates: 0, exhaustiveBits: 9 };
  const vectors = vectorsFor({ ...design, cases: () => firstOf(design.cases(), some) }, few);
  return Array.from({ length: vectors.count }, (_, index) => vectors.word(index));
}

function* firstOf<T>(items: Iterable<T>, most: number): Generator<T> {
  for (const item of items) {
    if (most-- <= 0) return;
    yield item;
  }
}

/** Expects the designs' models in C to compute what their golden models do. */
export async function expectGolden(designs: readonly Design[]): Promise<void> {
  await withScratch(async (folder) => {
    // A model's sum begins from 0, as that of the ports alone does.
    const jobs = designs.map(withoutState).map((design) => ({ design, words: someWords(design) }));
    const actual = await runModels(folder, jobs);
    for (const [index, { design, words }] of jobs.entries()) {
      const { width } = layoutOf(design.ports, "input");
      expect(words.length, design.spec).toBeGreaterThanOrEqual(Math.min(100, 2 ** width));
      expect.soft(actual[index], design.spec).toEqual(expectedWords(design, words));
    }
  });
}
