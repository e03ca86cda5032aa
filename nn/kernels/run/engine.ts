import { moduleOf, type SchemeFunctions } from "../code/module.js";
import { header } from "../code/scheme.js";
import { vectorsFor } from "../code/vector.js";
import type { PreparedWeights } from "../kernel.js";
import { Arena } from "./arena.js";
import { infinityPattern, NotFinite } from "./not-finite.js";
import type { Layout } from "./panels.js";
import type { DenseSigns, Layer, Missing, Operands, Plan, Trust } from "./plan.js";
import { Scratch } from "./scratch.js";

/** Powers of two of a layer's activations and weights. */
interface Scales {
  readonly activations: number;
  readonly weights: number;
}

/** Weights in a kernel's memory. */
export interface Prepared extends PreparedWeights, Layout {
  readonly kernel: object;
  readonly weightsAt: number;
  readonly biasAt: number;
  readonly layer: Layer;
  /** Where the scheme counts signs, of pixels whose operands are written out. Made when they are needed. */
  readonly signs?: () => DenseSigns;
  readonly judge: (largest: number, smallest: number) => Trust;
  readonly isQuick: (largest: number, smallest: number) => boolean;
  /** What is missing in sums of quick steps: see `denseMissing`. */
  readonly missing: (operands: Operands, pixels: number, flagsAt: number) => readonly Missing[] | null;
  readonly scales: Scales;
}

/** Values that are rounded by one call. */
const roundedAtOnce = 16_384;

/** The functions of a scheme with their memory, and what all layers do alike: round and code operands. */
export class Engine {
  readonly arena = new Arena(header.bytes);
  readonly #plan: Plan;
  #functions: SchemeFunctions;
  readonly #roundAt: number;
  readonly #scratch = new Scratch(this.arena);
  /** Bytes taken while no weights are prepared. */
  readonly #empty: number;

  constructor(plan: Plan) {
    this.#plan = plan;
    this.#functions = this.#instance(moduleOf(plan.scheme, plan.judge !== undefined));
    this.#roundAt = this.arena.reserve(4 * roundedAtOnce);
    this.#empty = this.arena.used;
  }

  /** Gives back what was reserved for weights, and with it the scratch memory, which stands among them. */
  release(): void {
    this.arena.release(this.#empty);
    this.#scratch.release();
  }

  /** Functions of another module over the same memory. */
  add(module: WebAssembly.Module): void {
    this.#functions = { ...this.#functions, ...this.#instance(module) };
  }

  call(name: string, ...values: number[]): void {
    this.function(name)(...values);
  }

  function(name: string): (...values: number[]) => void {
    const wanted = this.#functions[name];
    if (wanted === undefined) throw new RangeError(`the kernel has no function ${name}`);
    return wanted;
  }

  /** The address of memory that every call may use, and keeps until the next one. */
  scratch(bytes: number): number {
    return this.#scratch.of(bytes);
  }

  /** The same for things of some bytes each. */
  places(sizes: readonly number[]): number[] {
    return this.#scratch.places(sizes);
  }

  /** Rounds values times 2^−scale to the operand format, in place; then they are multiplied by 2^back. */
  round(values: Float32Array, scale: number, back: number): void {
    this.#scale(header.activationScale, -scale);
    this.#scale(header.floatScale, back);
    for (let from = 0; from < values.length; from += roundedAtOnce) {
      const part = values.subarray(from, from + roundedAtOnce);
      const vectors = vectorsFor(part.length);
      const view = this.arena.floats(this.#roundAt, 4 * vectors);
      view.set(part);
      this.call("round", this.#roundAt, vectors);
      part.set(view.subarray(0, part.length));
    }
  }

  /**
   * Codes a layer's activations, and sets the scale of its results.
   * @returns where the codes are: at `to`, or where plain operands were; of the rounded ones, the largest magnitude and the
   *   smallest that is not 0, Infinity for none
   * @throws {NotFinite} an activation is infinite or NaN, and the format has none
   */
  code(
    {
      from,
      to,
      vectors,
      rounded,
    }: { readonly from: number; readonly to: number; readonly vectors: number; readonly rounded: boolean },
    { activations, weights }: Scales,
  ): { codesAt: number; largest: number; smallest: number } {
    this.#scale(header.floatScale, activations + weights);
    if (this.#plan.scheme.isPlain === true && activations === 0)
      return { codesAt: from, largest: Infinity, smallest: 0 };
    this.#scale(header.activationScale, -activations);
    this.arena.words(header.largest, 4).fill(0);
    this.arena.words(header.smallest, 4).fill(-1);
    this.call(rounded ? "code" : "roundAndCode", from, to, vectors);
    const [words, unsigned] = [this.arena.words(0, 8), this.arena.unsigned(0, 8)];
    let [pattern, least] = [0, Infinity];
    for (let lane = 0; lane < 4; lane++) {
      pattern = Math.max(pattern, words[header.largest / 4 + lane] ?? 0);
      least = Math.min(least, (unsigned[header.smallest / 4 + lane] ?? 0) + 1);
    }
    if (pattern >= infinityPattern && !this.#plan.takesNonFinite) throw new NotFinite("an activation");
    const isThere = least <= 0x7fffffff;
    const extremes = Float32Array.of(floatOf(pattern), isThere ? floatOf(least) : 0);
    if (!rounded && this.#plan.judge !== undefined) {
      this.round(extremes, 0, 0);
      this.#scale(header.floatScale, activations + weights);
    }
    this.arena.doubles(header.doubleScale, 2).fill(2 ** (activations + weights));
    return { codesAt: to, largest: extremes[0] ?? 0, smallest: isThere ? (extremes[1] ?? 0) : Infinity };
  }

  /** Whether the last results with bounds had one that is in doubt. */
  isAnyDoubtful(): boolean {
    return this.arena.words(header.doubtful, 4).some((word) => word !== 0);
  }

  #instance(module: WebAssembly.Module): SchemeFunctions {
    const { exports } = new WebAssembly.Instance(module, { env: { memory: this.arena.memory } });
    return exports as SchemeFunctions;
  }

  #scale(at: number, exponent: number): void {
    this.arena.floats(at, 4).fill(2 ** exponent);
  }
}

const floatOf = (pattern: number): number => new Float32Array(Int32Array.of(pattern).buffer)[0] ?? 0;
