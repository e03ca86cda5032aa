/** The seed of a chain: 32 bits mixed from the search's seed, the round and the chain, each by the finish of MurmurHash3. */
export const seedOf = (seed: number, round: number, chain: number): number =>
  [seed, round, chain].reduce((word, part) => mixed((Math.imul(word, 5) + part + 0x9e3779b9) | 0), 0) >>> 0;

function mixed(word: number): number {
  const first = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return second ^ (second >>> 16);
}
