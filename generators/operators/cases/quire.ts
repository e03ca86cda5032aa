import type { Bits } from "../../../golden/format.js";
import type { Posit } from "../../../golden/posit.js";
import type { Quire } from "../../../golden/quire.js";
import { controlCycles } from "./controls.js";
import { quireReadings } from "./quire-read.js";
import { quireSums } from "./quire-sum.js";

/**
 * Cycles of a quire in which something is decided: sums that cancel to nothing or to minpos², carries and borrows
 * through the whole quire, every scale against the one beside it, NaR, and what starts afresh after it.
 */
export function* quireCycles(format: Posit, held: Quire): Generator<Bits> {
  const { one, minpos, maxpos, nar } = format;
  const minus = (bits: bigint): bigint => format.negate(bits);
  const take = (x: bigint, y: bigint, clear = 0n): Bits => ({ rst: 0n, clear, en: 1n, x, y });
  const idle = (clear = 0n): Bits => ({ rst: 0n, clear, en: 0n, x: nar, y: maxpos });

  yield* controlCycles();
  for (const x of [maxpos, minus(maxpos)]) {
    // the two extremes alone, together, and cancelled: the smallest is left, and then it goes as well
    yield* [take(x, maxpos, 1n), take(minpos, minpos), take(minus(x), maxpos), idle()];
    yield* [take(minus(minpos), minpos), take(minus(minpos), minpos), take(x, maxpos), idle(1n)];
    // NaR sticks, through operands and bubbles, until a sum starts
    yield* [
      take(x, one),
      take(nar, 0n),
      take(x, maxpos),
      idle(),
      take(one, x, 1n),
      take(x, nar),
      idle(1n),
      idle(),
    ];
    yield* [take(nar, one, 1n), take(one, one), { ...take(nar, nar), rst: 1n }, take(minpos, x)];
  }
  // ties, and what is minpos² beside them
  const ulp = format.value(one + 1n).minus(format.value(one));
  const half = format.round(ulp.scaled(-1));
  for (const x of [one, one + 1n, minus(one), minus(one + 1n)])
    for (const y of [half, minus(half)])
      yield* [
        take(x, one, 1n),
        take(y, one),
        take(minpos, minpos),
        idle(),
        take(minus(minpos), minpos),
        take(minus(minpos), minpos),
      ];
  for (const y of [one, minus(one), minpos, minus(minpos)])
    for (let bits = 1n; bits < nar; bits = 2n * bits + 1n)
      yield* [take(bits, y), take(minus(maxpos ^ bits), y), take(bits + 1n, minus(y)), idle()];

  // Few products reach the guard bits, and fewer sums end where somebody sees all of them: these are loaded.
  for (const sum of quireReadings(format, held)) yield { quire: sum, quire_nar: 0n };
  for (const { a = 0n, x = 0n, y = 0n } of quireSums(format, held))
    yield* [{ quire: a, quire_nar: 0n }, take(x, y)];
}
