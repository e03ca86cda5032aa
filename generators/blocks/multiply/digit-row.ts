import { v, type Expression, type Module, type Signal } from "../../hdl/index.js";
import type { BitHeap } from "./bit-heap.js";
import type { Factor } from "./factor.js";

/** Which multiple of a factor a row is: at most one of the first four is 1, and none for no multiple. */
export interface Digit {
  readonly one?: Expression | null | undefined;
  readonly two?: Expression | null | undefined;
  readonly three?: Expression | null | undefined;
  readonly four?: Expression | null | undefined;
  /** Whether the multiple is subtracted; null for a digit that is never negative. */
  readonly negative: Expression | null;
}

/** A row's name, the weight of its lowest bit, and when its bits arrive, in FO4. */
export interface Place {
  readonly name: string;
  readonly low: number;
  readonly delay: number;
  /** Whether the sign of an unsigned factor's row is left to the caller. */
  readonly leavesSign?: boolean;
}

/**
 * Adds a digit times x. A negative digit's row is complemented, and a bit of its own adds the missing ulp. A row's sign
 * s weighs −s = ~s − 1; the ones are gathered in the constant.
 * @param threefold 3x, two bits wider than x or as wide as the heap; needed where a digit may be 3
 */
export function addDigitRow(
  m: Module,
  heap: BitHeap,
  x: Factor,
  { one, two, three, four, negative }: Digit,
  { name, low, delay, leavesSign = false }: Place,
  threefold?: Signal,
): void {
  const whole = x.bits.width + (three || four ? 2 : two ? 1 : 0);
  // what lies beyond the heap is not made
  const bits = Math.min(whole, heap.width - low);
  if (bits <= 0) return;
  const extension = x.signed ? x.bits.msb : v`1'b0`;
  const multiple = (value: Signal, zeros: number): Expression => {
    const room = bits - zeros;
    if (room <= 0) return v`${bits}'b0`;
    const kept =
      room < value.width ? value.bits(room - 1, 0) : v`{{${room - value.width}{${extension}}}, ${value}}`;
    return v`{${kept}, ${zeros}'b0}`;
  };
  const chosen = [
    one && v`${multiple(x.bits, 0)} & {${bits}{${one}}}`,
    two && v`${multiple(x.bits, 1)} & {${bits}{${two}}}`,
    three && threefold && v`${multiple(threefold, 0)} & {${bits}{${three}}}`,
    four && v`${multiple(x.bits, 2)} & {${bits}{${four}}}`,
  ].filter((part): part is Expression => Boolean(part));
  const any = chosen.reduce((left, right) => v`(${left}) | (${right})`);
  const row = m.wire(name, bits, negative ? v`(${any}) ^ {${bits}{${negative}}}` : any);

  // a signed factor's row has its sign on top; an unsigned one's sign is the digit's
  const hasSign = x.signed && bits === whole;
  const body = hasSign ? bits - 1 : bits;
  for (let bit = 0; bit < body; bit++) heap.add(low + bit, row.bit(bit), delay);
  const sign = hasSign ? row.msb : x.signed || leavesSign ? null : negative;
  if (sign) {
    heap.add(low + body, v`~${sign}`, x.signed ? delay : 0);
    heap.addConstant(-(1n << BigInt(low + body)));
  }
  if (negative) heap.add(low, negative);
}
