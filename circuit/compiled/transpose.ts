import type { Plane, PlaneCode } from "./plane-code.js";

/** Lanes of a plane, one a vector. */
export const lanes = 128;

/** A plane that has a bit for each lane. */
export function lanePattern(bit: (lane: number) => number): Uint8Array {
  const bytes = new Uint8Array(lanes / 8);
  for (let lane = 0; lane < lanes; lane++)
    bytes[lane >> 3] = (bytes[lane >> 3] ?? 0) | (bit(lane) << (lane & 7));
  return bytes;
}

/**
 * Turns 128 words of 32 bits, four to a vector register, into planes: plane b holds bit b of every word. Word
 * 4·i + j becomes lane 32·j + i.
 *
 * In each quarter, the 32 registers are a matrix of 32 × 32 bits. Five rounds that exchange blocks transpose it (H. S. Warren,
 * Hacker's Delight, section 7-3). What no wanted plane depends on is left out.
 * @param words the registers, 32 of them
 * @param count planes wanted, from bit 0 on; at most 32
 */
export function transpose(code: PlaneCode, words: readonly Plane[], count: number): Plane[] {
  const found = new Map<string, Plane>();
  return Array.from({ length: count }, (_, row) => exchanged(distances.length, row));

  /** Register `row` after so many rounds. */
  function exchanged(rounds: number, row: number): Plane {
    const distance = distances[rounds - 1];
    if (distance === undefined) return words[row] ?? code.repeated(0);
    const change = changed(rounds, distance, row & ~distance);
    return once(`row ${rounds} ${row}`, () =>
      code.xor(
        exchanged(rounds - 1, row),
        (row & distance) === 0 ? code.shiftLeft(change, distance) : change,
      ),
    );
  }

  /** Where the upper bits of one block's register and the lower ones of the other's differ, as lower bits. */
  function changed(rounds: number, distance: number, row: number): Plane {
    return once(`change ${rounds} ${row}`, () => {
      const upper = code.shiftRight(exchanged(rounds - 1, row), distance);
      const lower = exchanged(rounds - 1, row + distance);
      return code.and(code.xor(upper, lower), code.repeated(lowerBits(distance)));
    });
  }

  function once(key: string, make: () => Plane): Plane {
    const known = found.get(key);
    if (known !== undefined) return known;
    const plane = make();
    found.set(key, plane);
    return plane;
  }
}

/** Between the blocks that a round exchanges. */
const distances = [16, 8, 4, 2, 1];

/** The bits whose number lacks `distance`: 0x0000ffff for 16, 0x55555555 for 1. */
const lowerBits = (distance: number): number => Math.floor(0xffffffff / (2 ** distance + 1));

/** The word that transposing puts into a lane. */
export const wordOfLane = (lane: number): number => 4 * (lane % 32) + Math.floor(lane / 32);
