import { NotFinite } from "./not-finite.js";

/** The largest float32 number. */
const largest = 3.4028234663852886e38;

/** Patterns of floats as integers that ascend with the numbers, and back again. */
const keyOf = (bits: number): number => bits ^ ((bits >> 31) & 0x7fffffff);
const largestKey = 0x7f7fffff;

const patternOf = (value: number): number => new Int32Array(Float32Array.of(value).buffer)[0] ?? 0;

/** The upper bits of a key, counted from 0. */
const bucketShift = 16;
const buckets = 2 ** (32 - bucketShift);
const bucketOf = (key: number): number => (key + 2 ** 31) >>> bucketShift;

/**
 * The nearest pattern of a narrow format to any float32 number, by a table. All numbers that have one nearest pattern stand
 * side by side: from each of their ends the next one is found by halving. For 8 bits that is some thousand roundings.
 */
export class NearestPatterns {
  /** Keys from which a pattern is the nearest, ascending, and the patterns. */
  readonly #from: number[] = [];
  readonly #patterns: number[] = [];
  /** The last pattern that begins at a bucket's first key or before. */
  readonly #first = new Int32Array(buckets);
  readonly #starts: Int32Array;
  readonly #codes: Int32Array;

  constructor(nearest: (value: number) => number) {
    this.#split(nearest, keyOf(patternOf(-largest)), -1);
    this.#split(nearest, 0, largestKey);
    this.#starts = Int32Array.from([...this.#from, 2 ** 31 - 1]);
    this.#codes = Int32Array.from(this.#patterns);
    for (let bucket = 0, at = 0; bucket < buckets; bucket++) {
      const key = bucket * 2 ** bucketShift - 2 ** 31;
      while (at + 1 < this.#codes.length && (this.#starts[at + 1] ?? 0) <= key) at++;
      this.#first[bucket] = at;
    }
  }

  /**
   * Writes the patterns nearest to some numbers times a factor. What is beyond float32 counts as its largest number.
   * @throws {NotFinite} a number is infinite or none
   */
  write(values: Float32Array, factor: number, patterns: Int32Array): void {
    const [first, starts, codes] = [this.#first, this.#starts, this.#codes];
    const scaled = new Float32Array(patterns.buffer, patterns.byteOffset, values.length);
    for (let index = 0; index < values.length; index++) {
      const value = (values[index] ?? NaN) * factor;
      if (!(Math.abs(value) < Infinity)) throw new NotFinite("an activation");
      scaled[index] = value > largest ? largest : value < -largest ? -largest : value;
      const key = keyOf(patterns[index] ?? 0);
      let at = first[bucketOf(key)] ?? 0;
      while ((starts[at + 1] ?? 0) <= key) at++;
      patterns[index] = codes[at] ?? 0;
    }
  }

  /** Notes where patterns begin between two keys, those of the first one included. */
  #split(nearest: (value: number) => number, low: number, high: number): void {
    const pattern = (key: number): number =>
      nearest(new Float32Array(Int32Array.of(keyOf(key)).buffer)[0] ?? 0);
    const last = pattern(high);
    for (let key = low; ;) {
      const own = pattern(key);
      if (this.#patterns.at(-1) !== own) {
        this.#from.push(key);
        this.#patterns.push(own);
      }
      if (own === last) return;
      let [inside, beyond] = [key, high];
      while (beyond - inside > 1) {
        const middle = Math.floor((inside + beyond) / 2);
        if (pattern(middle) === own) inside = middle;
        else beyond = middle;
      }
      key = beyond;
    }
  }
}
