import type { Bits } from "../../../golden/format.js";
import type { Posit } from "../../../golden/posit.js";
import type { Quire } from "../../../golden/quire.js";
import { controlCycles } from "./controls.js";
import { quireReadings } from "./quire-read.js";
import { quireSums } from "./quire-sum.js";

/**
 * Cycles of a quire unit: controls, extremes, NaR, ties, carries through the whole quire.
 * Then sums are loaded that few sequences of products reach.
 */
export function* quireCycles(format: Posit, held: Quire): Generator<Bits> {
  yield* controlCycles();
  yield* extremes(format);
  yield* ties(format);
  yield* regimes(format);
  for (const sum of quireReadings(format, held)) yield { quire: sum, quire_nar: 0n };
  for (const { a = 0n, x = 0n, y = 0n } of quireSums(format, held))
    yield* [{ quire: a, quire_nar: 0n }, take(x, y)];
}

const take = (x: bigint, y: bigint, clear = 0n): Bits => ({ rst: 0n, clear, en: 1n, x, y });

/** A cycle that takes nothing; its operands would show if it did. */
const idle = ({ nar, maxpos }: Posit, clear = 0n): Bits => ({ rst: 0n, clear, en: 0n, x: nar, y: maxpos });

/** ±maxpos² and minpos², alone, together and cancelled; NaR, which stays until a sum starts. */
function* extremes(format: Posit): Generator<Bits> {
  const { one, minpos, maxpos, nar } = format;
  const minus = (bits: bigint): bigint => format.negate(bits);
  for (const x of [maxpos, minus(maxpos)]) {
    // ±maxpos² + minpos² ∓ maxpos² leaves minpos²; twice −minpos² leaves −minpos²
    yield* [take(x, maxpos, 1n), take(minpos, minpos), take(minus(x), maxpos), idle(format)];
    yield* [take(minus(minpos), minpos), take(minus(minpos), minpos), take(x, maxpos), idle(format, 1n)];
    yield* [
      take(x, one),
      take(nar, 0n),
      take(x, maxpos),
      idle(format),
      take(one, x, 1n),
      take(x, nar),
      idle(format, 1n),
      idle(format),
    ];
    yield* [take(nar, one, 1n), take(one, one), { ...take(nar, nar), rst: 1n }, take(minpos, x)];
  }
}

/** 1 + ulp/2, a tie; then minpos² more, and minpos² less. */
function* ties(format: Posit): Generator<Bits> {
  const { one, minpos } = format;
  const minus = (bits: bigint): bigint => format.negate(bits);
  const ulp = format.value(one + 1n).minus(format.value(one));
  const half = format.round(ulp.scaled(-1));
  for (const x of [one, one + 1n, minus(one), minus(one + 1n)])
    for (const y of [half, minus(half)])
      yield* [
        take(x, one, 1n),
        take(y, one),
        take(minpos, minpos),
        idle(format),
        take(minus(minpos), minpos),
        take(minus(minpos), minpos),
      ];
}

/** Each regime: patterns 0…01…1, their complements, and the pattern after each. */
function* regimes(format: Posit): Generator<Bits> {
  const { one, minpos, maxpos, nar } = format;
  const minus = (bits: bigint): bigint => format.negate(bits);
  for (const y of [one, minus(one), minpos, minus(minpos)])
    for (let bits = 1n; bits < nar; bits = 2n * bits + 1n)
      yield* [take(bits, y), take(minus(maxpos ^ bits), y), take(bits + 1n, minus(y)), idle(format)];
}
