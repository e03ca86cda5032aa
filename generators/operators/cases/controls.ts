import type { Bits } from "../../../golden/format.js";

/** Every combination of the controls after some operands, whatever these are; several times over. */
export function* controlCycles(): Generator<Bits> {
  const bit = (word: number, place: number): bigint => BigInt((word >> place) & 1);
  for (let word = 0; word < 4 * 8; word++)
    yield* [
      { rst: 0n, clear: 0n, en: 1n },
      { rst: 0n, clear: 0n, en: 1n },
      { rst: bit(word, 2), clear: bit(word, 1), en: bit(word, 0) },
    ];
}
