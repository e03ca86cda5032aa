/** Shapes of matrix products: multiples of four, others, ones, and more pixels than a block has. */
export const shapes = [
  { m: 1, rows: 1, depth: 1 },
  { m: 4, rows: 8, depth: 4 },
  { m: 5, rows: 4, depth: 9 },
  { m: 3, rows: 10, depth: 27 },
  { m: 7, rows: 13, depth: 30 },
  { m: 300, rows: 3, depth: 5 },
  { m: 2, rows: 5, depth: 9001 },
];

export const scalesNone = { activations: 0, weights: 0 };

/** Numbers from 0 below 1, from a seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Floats of either sign whose exponents vary. */
export function randomFloats(length: number, seed: number): Float32Array {
  const next = randomNumbers(seed + 1);
  return Float32Array.from({ length }, () => (next() - 0.5) * 2 ** Math.floor(next() * 8 - 4));
}
