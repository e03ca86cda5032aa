import type { Design } from "../../generators/design.js";
import { makeDesign, writtenValues } from "../../generators/make-design.js";
import type { Operator } from "../../generators/contract/operator.js";
import { checkedWords } from "../../operands/expected.js";
import { vectorsFor, wordsOf, type VectorOptions, type Vectors } from "./vectors.js";

/** Characters that are remembered, all files together. */
const capacity = 32 * 1024 * 1024;

/** The vectors that designs share which differ only in how the datapath is made. */
interface Checked {
  readonly operator: Operator;
  /** What the vectors depend on beside the operator. */
  readonly key: string;
  readonly vectors: Vectors;
  readonly files: Map<string, string>;
}

/**
 * Remembers the vectors of designs, and the lines that test benches read. Designs that differ only in objective or architecture
 * share them: the golden model, which takes as long as generating a design, expects the same of all. These vectors cover the
 * gates of the operator's usual datapath.
 *
 * Only for designs as `makeDesign` makes them, whose golden model is their operator's.
 */
export class WordFiles {
  /** The most recently used stands last. */
  readonly #checked: Checked[] = [];

  /** @throws as `vectorsFor` */
  vectors(design: Design, options: VectorOptions): Vectors {
    const { operator, parameters, pipeline } = design;
    const { vectors, random, corners, cases, candidates, seed, exhaustiveBits } = options;
    const decisive = [
      parameters,
      pipeline,
      vectors,
      random,
      corners,
      cases,
      candidates,
      seed,
      exhaustiveBits,
    ];
    const key = JSON.stringify(decisive);
    const known = this.#checked.find((each) => each.operator === operator && each.key === key);
    const checked = known ?? {
      operator,
      key,
      vectors: vectorsFor(design, options, usual(design)),
      files: new Map(),
    };
    if (known !== undefined) this.#checked.splice(this.#checked.indexOf(known), 1);
    this.#checked.push(checked);
    return checked.vectors;
  }

  /**
   * The lines for `size` of the vectors, from number `start` on.
   * @param vectors of this design, from here
   * @throws as `linesFor`
   */
  lines(design: Design, vectors: Vectors, start: number, size: number): string {
    const files = this.#checked.find((each) => each.vectors === vectors)?.files;
    const name = `${start}+${size}`;
    const known = files?.get(name);
    if (known !== undefined) return known;
    const lines = linesFor(design, wordsOf(vectors, start, size));
    files?.set(name, lines);
    this.#forget();
    return lines;
  }

  /** Forgets the least recently used, until the rest is small enough. */
  #forget(): void {
    const sizes = this.#checked.map(({ files }) => sum(Array.from(files.values(), ({ length }) => length)));
    while (sum(sizes) > capacity) {
      sizes.shift();
      this.#checked.shift();
    }
  }
}

/** The design with its operator's usual datapath. */
const usual = (design: Design): Design =>
  makeDesign(design.operator, writtenValues({ ...design.core, chosen: {}, objective: "balanced" }));

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/**
 * A line for each vector: inputs and expected outputs, in hexadecimal.
 * @throws {RangeError} the golden model's results do not fit the ports.
 */
export const linesFor = (design: Design, words: readonly bigint[]): string =>
  checkedWords(design, words)
    .map((word) => word.toString(16))
    .join("\n");
