/** The largest seed: one word of 32 bits. */
export const mostSeed = 2 ** 32 - 1;

const rotateLeft = (word: number, by: number) => (word << by) | (word >>> (32 - by));

/** Four words of state from a seed, by splitmix32. Seed 0, too, gives a state that is not all zero. */
function expandSeed(seed: number): [number, number, number, number] {
  let counter = seed;
  const next = () => {
    counter = (counter + 0x9e3779b9) | 0;
    let word = counter;
    word = Math.imul(word ^ (word >>> 16), 0x21f0aaad);
    word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
    return word ^ (word >>> 15);
  };
  return [next(), next(), next(), next()];
}

/** Pseudo-random numbers, the same for the same seed: xoshiro128** (Blackman and Vigna, ACM TOMS 47(4), 2021). */
export class Random {
  #state: readonly [number, number, number, number];

  /** @param state four 32-bit words, not all zero */
  constructor(state: readonly [number, number, number, number]) {
    this.#state = state;
  }

  /** @param seed an integer from 0 to 2^32 − 1 */
  static seeded(seed: number): Random {
    return new Random(expandSeed(seed));
  }

  /** 32 random bits, 0 to 2^32 − 1. */
  word(): number {
    const [a, b, c, d] = this.#state;
    const e = c ^ a;
    const f = d ^ b;
    this.#state = [a ^ f, b ^ e, e ^ (b << 9), rotateLeft(f, 11)];
    return Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
  }

  /** An integer from 0 to `end` − 1; `end` at most 2^32. */
  below(end: number): number {
    return Math.floor((this.word() / 2 ** 32) * end);
  }

  /** A pattern of `width` bits, every one as likely. */
  bits(width: number): bigint {
    let bits = 0n;
    for (let drawn = 0; drawn < width; drawn += 32) bits = (bits << 32n) | BigInt(this.word());
    return BigInt.asUintN(width, bits);
  }

  /** @throws {RangeError} `choices` is empty. */
  pick<T>(choices: readonly T[]): T {
    const index = this.below(choices.length);
    if (index >= choices.length) throw new RangeError("nothing to pick from");
    return choices[index] as T;
  }

  /** `count` of the choices, or all, in random order: the first steps of a Fisher-Yates shuffle. */
  some<T>(choices: readonly T[], count: number): T[] {
    const shuffled = [...choices];
    const taken = Math.min(count, shuffled.length);
    for (let i = 0; i < taken; i++) {
      const j = i + this.below(shuffled.length - i);
      [shuffled[i], shuffled[j]] = [shuffled[j] as T, shuffled[i] as T];
    }
    return shuffled.slice(0, taken);
  }
}
