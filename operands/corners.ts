import type { NumberFormat } from "../golden/format.js";
import type { Random } from "./random.js";

/** One operand for each input port, in port order. */
export type Operands = readonly bigint[];

/**
 * Tuples of corners, one of each input; they may repeat. All of them, if they number at most `limit`. Else tuples of special
 * patterns, at most half of `limit`; and for the rest each input's corners in turn, against random corners of the others.
 *
 * These are random, as regular steps through all tuples would keep step with the regular distances between corners. They would
 * always leave out the same kinds of tuple.
 */
export function* cornerVectors(
  formats: readonly NumberFormat[],
  random: Random,
  limit: number,
): Generator<Operands, void> {
  const corners = formats.map((format) => format.corners());
  if (size(corners) <= limit) {
    yield* tuples(corners);
    return;
  }
  const specials = formats.map((format) => format.corners().filter(isSpecial(format.width)));
  const share = Math.min(size(specials), Math.floor(limit / 2));
  yield* share === size(specials) ? tuples(specials) : sample(specials, random, share);
  yield* sample(corners, random, limit - share);
}

/** How many tuples there are. */
function size(lists: readonly Operands[]): number {
  return lists.reduce((product, list) => product * list.length, 1);
}

/**
 * Whether a pattern is at most one away from where its two top bits change: 0000, 0100, 1000 or 1100 of four bits. There are
 * zero and the extremes of integers, and of posits also ±1 and NaR.
 */
function isSpecial(width: number): (bits: bigint) => boolean {
  const changes = [0n, 1n, 2n, 3n].map((quarters) => (quarters << BigInt(width)) / 4n);
  const near = changes.flatMap((change) => [change - 1n, change, change + 1n]);
  const specials = new Set(near.map((bits) => BigInt.asUintN(width, bits)));
  return (bits) => specials.has(bits);
}

function* tuples(lists: readonly Operands[]): Generator<Operands, void> {
  const [first, ...rest] = lists;
  if (first === undefined) yield [];
  else for (const operand of first) for (const others of tuples(rest)) yield [operand, ...others];
}

function* sample(lists: readonly Operands[], random: Random, count: number): Generator<Operands, void> {
  if (size(lists) === 0) return;
  for (let drawn = 0; drawn < count; drawn++) {
    const inTurn = drawn % lists.length;
    const turn = Math.floor(drawn / lists.length);
    yield lists.map((list, i) => (i === inTurn ? list[turn % list.length] : undefined) ?? random.pick(list));
  }
}
