import type { NumberFormat } from "../golden/format.js";
import type { Random } from "./random.js";

/** One operand for each input port, in port order. */
export type Operands = readonly bigint[];

/**
 * Corners of every input against corners of every other: all tuples where they number at most `limit`. Else all
 * tuples of special patterns and, up to `limit` in all, each input's corners in turn against random corners of the
 * others: a regular thinning would keep step with the regular distances between corners, and always leave out the
 * same kinds of tuple. Tuples may repeat.
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
 * Whether a pattern is at most one away from a change of its two top bits: there integers have zero and the extremes,
 * posits ±1 and NaR as well.
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
