import type { Bits } from "../../../golden/format.js";

/** Each combination of rst, clear and en after two cycles that take operands, four times; operands are drawn. */
export function* controlCycles(): Generator<Bits> {
  const bit = (word: number, place: number): bigint => BigInt((word >> place) & 1);
  for (let word = 0; word < 4 * 8; word++)
    yield* [
      { rst: 0n, clear: 0n, en: 1n },
      { rst: 0n, clear: 0n, en: 1n },
      { rst: bit(word, 2), clear: bit(word, 1), en: bit(word, 0) },
    ];
}
