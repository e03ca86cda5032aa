import { encodeModule } from "../../tools/wasm/encode.js";
import { errorsFunction } from "./code/errors-function.js";
import { gatesFunction } from "./code/gates-function.js";
import { firstGate, liveIn, type Genome } from "./genome.js";
import { blockGroups, blockWords, instructionWords, layoutFor, planeBytes, type Layout } from "./layout.js";
import type { ErrorLimits, Errors } from "./limits.js";
import { placesInWord, resultBits, type Shape } from "./shape.js";
import { planeOf, wordsOf, type Words } from "./words.js";

type Gates = (program: number, count: number, base: number) => void;
type ErrorsOf = (region: number, exact: number) => void;

/** Of one block's errors, the share by which they may be more than all blocks' on average. */
const doubt = 0.3;

/** The weight of a product with 0 that is not 0, and a sum that only such ones reach. */
const forbidding = 1e12;
const largestSum = 1e9;

/**
 * Runs netlists over every word of operands, or a sample of them, 128 at a time, in WebAssembly.
 *
 * A parent's planes are kept: each node has two places, and a candidate's planes are in the other one. Of a candidate only those gates are run that differ from the parent's, or follow one that does;
 * and only as many blocks as it takes to see that it is beyond a limit: errors only add up.
 */
export class Evaluator {
  readonly #layout: Layout;
  readonly #bytes: Uint8Array;
  readonly #words: Int32Array;
  readonly #floats: Float32Array;
  readonly #gates: Gates;
  readonly #errors: ErrorsOf;
  readonly #bias: number;
  readonly #perMred: number;
  readonly #perMed: number;
  /** Where each node's plane is in a region: of its two places the one that is in use. */
  readonly #places: Int32Array;

  constructor(
    readonly shape: Shape,
    readonly room: number,
    limits: ErrorLimits,
    words: Words = wordsOf(shape),
  ) {
    this.#layout = layoutFor(resultBits(shape), room, words.blocks);
    const memory = new WebAssembly.Memory({ initial: Math.ceil(this.#layout.bytes / 65_536) });
    this.#bytes = new Uint8Array(memory.buffer);
    this.#words = new Int32Array(memory.buffer);
    this.#floats = new Float32Array(memory.buffer);
    const most = Math.min(limits.wce, 2 ** resultBits(shape) - 1);
    const errors = errorsFunction({ shape, most, ofSign: limits.bias < Infinity }, this.#layout);
    const code = encodeModule([gatesFunction(), errors]);
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(code), { env: { memory } });
    this.#gates = exports.gates as Gates;
    this.#errors = exports.errors as ErrorsOf;
    this.#places = Int32Array.from({ length: room }, (_, node) => 2 * node * planeBytes);
    this.#bias = limits.bias;
    // sums are of floats: the limits stay a little below what they are
    const per = (limit: number): number => (1 + 1e-5) / Math.max(limit, 1e-9);
    [this.#perMred, this.#perMed] = [per(limits.mred), per(limits.med)];
    this.#fill(words);
  }

  /** Runs a whole netlist, which becomes the parent. @returns undefined where its worst error, bias or zeros are beyond a limit */
  adopt(genome: Genome): Errors | undefined {
    const { shape, room } = this;
    const live = new Uint8Array(room);
    liveIn(genome, live);
    const run = Int32Array.from(live.keys()).filter((node) => node >= firstGate(shape) && live[node] === 1);
    this.#program(genome, run, run.length);
    return this.#judge(genome, run.length, Infinity);
  }

  /**
   * Judges a candidate, which becomes the parent if it is good. Of its errors' price a part of the operands tells enough to refuse
   * it.
   * @param run its live gates that are not as in the parent, or follow one that is not, in order
   * @param most the largest share of the limits that is of use
   * @returns undefined where its worst error, bias or zeros are beyond a limit, or its errors beyond `most`
   */
  judge(genome: Genome, run: Int32Array, count: number, most: number): Errors | undefined {
    this.#turn(run, count);
    this.#program(genome, run, count);
    const errors = this.#judge(genome, count, most);
    // the parent's planes are where they were
    if (errors === undefined) this.#turn(run, count);
    return errors;
  }

  /** Gives some gates their other place. */
  #turn(run: Int32Array, count: number): void {
    const places = this.#places;
    for (let index = 0; index < count; index++) {
      const node = run[index] ?? 0;
      places[node] = (places[node] ?? 0) ^ planeBytes;
    }
  }

  /** Errors as a share of their limits, the larger one: 1 where a limit is reached. */
  share({ mred, med }: Errors): number {
    return Math.max(this.#perMred * mred, this.#perMed * med);
  }

  /** A node's plane of the first block, of the parent. */
  plane(node: number): Uint32Array {
    const from = this.#layout.regions + (this.#places[node] ?? 0);
    return new Uint32Array(this.#bytes.buffer, from, planeBytes / 4);
  }

  /** @param count instructions of the program */
  #judge(genome: Genome, count: number, mostShare: number): Errors | undefined {
    const { program, outputs, found, exact, exactBytes, regions, regionBytes, blocks } = this.#layout;
    for (let bit = 0; bit < genome.outputs.length; bit++)
      this.#words[outputs / 4 + bit] = this.#places[genome.outputs[bit] ?? 0] ?? 0;
    const at = found / 4;
    const [floats, words] = [this.#floats, this.#words];
    let [med, mred, negative] = [0, 0, 0];
    for (let block = 0; block < blocks; block++) {
      if (count > 0) this.#gates(program, count, regions + block * regionBytes);
      this.#errors(regions + block * regionBytes, exact + block * exactBytes);
      for (let lane = at; lane < at + 4; lane++) {
        if (words[lane + 12] !== 0) return undefined;
        med += floats[lane] ?? 0;
        mred += floats[lane + 4] ?? 0;
        negative += floats[lane + 8] ?? 0;
      }
      // blocks are alike: what they give so far, less what chance may add, is what all will give at least
      const done = block + 1;
      const least = done === blocks ? 1 : Math.max(1, (blocks / done) * (1 - doubt / Math.sqrt(done)));
      if (mred * least > largestSum) return undefined;
      if (Math.max(med * this.#perMed, mred * this.#perMred) * least > mostShare) return undefined;
    }
    return Math.abs(med - 2 * negative) > this.#bias ? undefined : { mred, med };
  }

  #program({ gates, inputs }: Genome, run: Int32Array, count: number): void {
    const [words, places] = [this.#words, this.#places];
    let at = this.#layout.program / 4;
    for (let index = 0; index < count; index++, at += instructionWords) {
      const node = run[index] ?? 0;
      words[at] = gates[node] ?? 0;
      words[at + 1] = places[node] ?? 0;
      for (let k = 0; k < 4; k++) words[at + 2 + k] = places[inputs[4 * node + k] ?? 0] ?? 0;
    }
  }

  /** Puts operands, constants, exact results and weights in their places. */
  #fill({ words, exact: results, weights: shares, relativeWeights, isZero }: Words): void {
    const places = placesInWord(this.shape);
    const bits = resultBits(this.shape);
    const { exact, exactBytes, regions, regionBytes, blocks } = this.#layout;
    for (let block = 0; block < blocks; block++) {
      const [from, to] = [block * blockWords, (block + 1) * blockWords];
      const region = regions + block * regionBytes;
      for (const [node, place] of places.entries())
        this.#bytes.set(planeOf(words.subarray(from, to), place), region + 2 * node * planeBytes);
      const ones = region + 2 * (places.length + 1) * planeBytes;
      this.#bytes.fill(0xff, ones, ones + planeBytes);
      const table = exact + block * exactBytes;
      for (let bit = 0; bit < bits; bit++)
        this.#bytes.set(planeOf(results.subarray(from, to), bit), table + bit * planeBytes);
      const weights = (table + bits * planeBytes) / 4;
      for (let group = 0; group < blockGroups; group++) {
        const own = block * blockGroups + group;
        this.#floats[weights + group] = shares[own] ?? 0;
        this.#floats[weights + blockGroups + group] =
          isZero[own] === 1 ? forbidding : (relativeWeights[own] ?? 0);
      }
    }
  }
}
