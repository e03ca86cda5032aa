import type { Design } from "../generators/design.js";
import type { Bits } from "../golden/format.js";
import { RequestError } from "../tools/errors.js";
import { cornerVectors } from "./corner-vectors.js";
import { Random } from "./random.js";
import { randomVectors } from "./random-vectors.js";
import { sequence } from "./sequence.js";
import { packVector, vectorLayout } from "./state.js";
import { layoutOf, type WordLayout } from "./word.js";

export interface VectorOptions {
  /** Random vectors to draw when not exhaustive; a repeated one runs once. Default 20,000, fewer for wide inputs. */
  readonly vectors?: number | undefined;
  /** Most corner vectors when not exhaustive. Default 40,000, fewer for wide inputs. */
  readonly corners?: number | undefined;
  /** Most of the operator's own cases when not exhaustive, drawn from them. Default 50,000, fewer for wide inputs. */
  readonly cases?: number | undefined;
  /** Seed of the random vectors, 0 to 2^32 − 1. Default 1. */
  readonly seed?: number;
  /** Every operand combination is run while the inputs total at most this many bits. Default 20. */
  readonly exhaustiveBits?: number;
}

/** Input vectors in the order they are run, each one word, laid out as `vectorLayout` has it. */
export interface Vectors {
  /** Whether these are all there are. */
  readonly exhaustive: boolean;
  /** What the sample was drawn with; null when exhaustive. */
  readonly seed: number | null;
  readonly count: number;
  /** They are successive clock cycles from reset, to be run in one go. */
  readonly sequence: boolean;
  /** @param index 0 to `count` − 1 */
  word(index: number): bigint;
}

/** More would take Icarus days. */
const mostExhaustiveBits = 32;
/** More would not fit in memory. */
const mostVectors = 5_000_000;

/**
 * The vectors that a design is checked with.
 * @throws {RequestError} an option out of range.
 * @throws {RangeError} an operator's `cases` that do not fit its ports.
 */
export function vectorsFor(design: Design, options: VectorOptions = {}): Vectors {
  const { exhaustiveBits = 20 } = options;
  checkInteger("exhaustiveBits", exhaustiveBits, mostExhaustiveBits);
  if (design.machine !== null) return randomSequence(design, options);
  const { width } = layoutOf(design.ports, "input");
  return width <= exhaustiveBits ? everyVector(width) : sampledVectors(design, options);
}

/** The last input counts fastest: a simulator has little to do where one operand's decoder stands still. */
function everyVector(width: number): Vectors {
  return { exhaustive: true, seed: null, count: 2 ** width, sequence: false, word: BigInt };
}

/**
 * Corners, the operator's own cases, then random vectors, each vector once. Corners are sorted, which simulates five
 * times as fast and more; random vectors are not, as only their disorder shows a latch.
 */
function sampledVectors(design: Design, options: VectorOptions): Vectors {
  const inputs = layoutOf(design.ports, "input");
  const {
    vectors = affordable("vectors", inputs),
    corners = affordable("corners", inputs),
    cases = affordable("cases", inputs),
    seed = 1,
  } = options;
  for (const [name, count] of Object.entries({ vectors, corners, cases }))
    checkInteger(name, count, mostVectors);
  checkInteger("seed", seed, 2 ** 32 - 1);
  const formats = inputs.fields.map(({ format }) => format);
  const random = Random.seeded(seed);
  const cornerWords = Array.from(cornerVectors(formats, random, corners), (operands) =>
    inputs.join(operands),
  );
  const words = new Set(cornerWords.sort(ascending));
  for (const bits of random.some([...design.cases()], cases)) words.add(inputs.pack(bits));
  for (const operands of randomVectors(formats, random, vectors)) words.add(inputs.join(operands));
  return { exhaustive: false, seed, count: words.size, sequence: false, word: lookUp([...words]) };
}

/**
 * Clock cycles of a sequential or pipelined design: a reset and what fills a pipeline, the operator's own cases, where there is state to load a
 * tenth as many corners as a combinational design has, then biased random ones. Controls of which a case says nothing are as random.
 */
function randomSequence(design: Design, options: VectorOptions): Vectors {
  const inputs = layoutOf(design.ports, "input");
  const {
    vectors = affordable("vectors", inputs),
    corners = Math.ceil(affordable("corners", inputs) / 10),
    cases: most = affordable("cycles", inputs),
    seed = 1,
  } = options;
  for (const [name, count] of Object.entries({ vectors, corners, cases: most }))
    checkInteger(name, count, mostVectors);
  checkInteger("seed", seed, 2 ** 32 - 1);
  const random = Random.seeded(seed);
  const cases = [...spells([...design.cases()], most), ...loadedCorners(design, random, corners)];
  const cycles = [...sequence(design, random, vectors, cases)];
  const layout = vectorLayout(design, "input");
  const words = cycles.map((bits) => packVector(layout, design.state, bits));
  return { exhaustive: false, seed, count: words.length, sequence: true, word: lookUp(words) };
}

/** Corners of the state, each loaded, and in the next cycle corners of the operands. */
function loadedCorners({ ports, state }: Design, random: Random, most: number): Bits[] {
  const held = Object.entries(state);
  if (held.length === 0) return [];
  const operands = Object.entries(ports).filter(
    ([, { direction, likelihood }]) => direction === "input" && likelihood === undefined,
  );
  const formats = [...held, ...operands.map(([name, { format }]) => [name, format] as const)];
  const tuples = cornerVectors(
    formats.map(([, format]) => format),
    random,
    most,
  );
  return [...tuples].flatMap((patterns) => {
    const bits = formats.map(([name], i) => [name, patterns[i] ?? 0n] as const);
    return [bits.slice(0, held.length), bits.slice(held.length)].map((each) => Object.fromEntries(each));
  });
}

/** At most so many, from all over, and yet in their order: a sum is of cases that follow each other. */
function spells<T>(cycles: readonly T[], most: number): T[] {
  const length = 32;
  const [there, wanted] = [cycles.length, most].map((count) => Math.ceil(count / length)) as [number, number];
  const starts = Array.from({ length: Math.min(there, wanted) }, (_, i) =>
    Math.floor((i * Math.max(there, wanted)) / wanted),
  );
  return starts.flatMap((start) => cycles.slice(start * length, (start + 1) * length)).slice(0, most);
}

/**
 * A multiplier's gates, and so the time a vector takes, grow with the square of its operands' width; so does the number of
 * faults that only its own cases show, of which therefore more are run, but as cycles, which step a wide sum too. What is
 * wide because of an accumulator does not grow like that, but has the more places for a carry to stop: hence the least.
 */
const affordable = (kind: keyof typeof usual, { width }: WordLayout): number => {
  const { most, least, power } = usual[kind];
  return Math.max(least, Math.ceil(most * Math.min(1, (32 / width) ** power)));
};

/** How many vectors of each kind there are up to 32 input bits, how many at least, and how fast they become fewer. */
const usual = {
  vectors: { most: 20_000, least: 1_000, power: 2 },
  corners: { most: 40_000, least: 2_000, power: 2 },
  cases: { most: 50_000, least: 6_000, power: 1 },
  cycles: { most: 50_000, least: 5_000, power: 2 },
} as const;

const ascending = (a: bigint, b: bigint) => (a < b ? -1 : Number(a > b));

function lookUp(words: readonly bigint[]): (index: number) => bigint {
  return (index) => {
    const word = words[index];
    if (word === undefined) throw new RangeError(`there is no vector ${index}`);
    return word;
  };
}

function checkInteger(name: string, value: number, most: number): void {
  if (!Number.isInteger(value) || value < 0 || value > most)
    throw new RequestError(`${name} is ${value}; it must be an integer from 0 to ${most}`);
}
