/** The seed of a chain: 32 bits mixed from the search's seed, the round and the chain, by the finish of MurmurHash3. */
export function seedOf(seed: number, round: number, chain: number): number {
  let word = seed | 0;
  for (const part of [round, chain]) {
    word = Math.imul(word ^ (part + 0x9e3779b9), 0x85ebca6b);
    word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
    word ^= word >>> 16;
  }
  return word >>> 0;
}
