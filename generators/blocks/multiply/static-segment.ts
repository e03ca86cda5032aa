import { v, type Module, type Signal } from "../../hdl/index.js";
import { BitHeap } from "./bit-heap.js";
import type { Reduction } from "./architecture.js";
import { addRows } from "./array.js";
import { sumOf } from "./reduce.js";

/** One of two fixed parts of a magnitude. */
export interface StaticSegment {
  readonly bits: Signal;
  /** Whether it is the upper part. */
  readonly upper: Signal;
  /** Whether it is the upper part and the highest bit cut off is 1. */
  readonly next: Signal;
}

/** The upper `kept` bits of a magnitude where any bit above the lower `kept` is 1; else the lower ones. */
export function staticSegment(m: Module, magnitude: Signal, kept: number): StaticSegment {
  const w = magnitude.width;
  const cut = w - kept;
  m.section(`The upper ${kept} bits where any bit above the lower ${kept} is 1; else the lower ones`);
  const upper = m.wire("upper", 1, v`|${magnitude.bits(w - 1, kept)}`);
  const parts = v`${upper} ? ${magnitude.bits(w - 1, cut)} : ${magnitude.bits(kept - 1, 0)}`;
  const next = m.wire("next", 1, v`${upper} & ${magnitude.bit(cut - 1)}`);
  return { bits: m.wire("segment", kept, parts), upper, next };
}

/** Delay of an AND and an OR gate, in FO4. */
const gates = 2.4;

/** The product of two segments; corrected, with half of each where the other's highest bit cut off is 1. */
export function multiplySegments(
  m: Module,
  x: StaticSegment,
  y: StaticSegment,
  { corrected, reduction }: { readonly corrected: boolean; readonly reduction: Reduction },
): Signal {
  const kept = x.bits.width;
  const part = m.scope("product");
  const heap = new BitHeap(2 * kept);
  part.section("The product of the segments: one row for each bit of the second");
  addRows(part, heap, { bits: x.bits, signed: false }, { bits: y.bits, signed: false }, () => 0);
  if (corrected) {
    part.section("Half of each segment where the highest bit cut off of the other is 1, OR-ed");
    const half = ({ bits }: StaticSegment, { next }: StaticSegment) =>
      v`(${bits.bits(kept - 1, 1)} & {${kept - 1}{${next}}})`;
    heap.addRow(0, part.wire("halves", kept - 1, v`${half(y, x)} | ${half(x, y)}`), gates);
  }
  return sumOf(m, "product", heap, reduction);
}
