import { v, type Module, type Signal } from "../../hdl/index.js";
import { leadingSegment, type Segment, type SegmentOptions } from "./leading-segment.js";
import { magnitudeOf } from "./magnitude.js";
import type { Sign } from "./sign.js";

export interface Operands {
  readonly x: Segment;
  readonly y: Segment;
  /** Neither operand is zero. */
  readonly valid: Signal;
  /** 1 where the signs differ and neither operand is zero; null if there are no signs. */
  readonly negative: Signal | null;
}

/** Both operands of an approximate multiplier as leading segments of their magnitudes. */
export function segmentOperands(
  m: Module,
  x: Signal,
  y: Signal,
  options: SegmentOptions & { readonly sign: Sign },
): Operands {
  const { sign, padding, width } = options;
  const take = (name: string, operand: Signal): { segment: Segment; nonzero: Signal } => {
    const part = m.scope(name);
    part.section(`The leading one of ${name} and the ${width - 1} bits below it`);
    const segment = leadingSegment(part, magnitudeOf(part, operand, sign), options);
    // a padded segment begins with a one unless the magnitude is zero, as that of −1 is under c1
    const any = padding > 0 ? segment.bits.msb : v`|${segment.bits}`;
    return { segment, nonzero: part.wire("nonzero", 1, sign === "c1" ? v`${any} | ${operand.msb}` : any) };
  };
  const a = take("x", x);
  const b = take("y", y);
  m.section("A product is zero where an operand is, and negative where the signs differ");
  const valid = m.wire("valid", 1, v`${a.nonzero} & ${b.nonzero}`);
  const differ = v`(${x.msb} ^ ${y.msb}) & ${valid}`;
  const negative = sign === "unsigned" ? null : m.wire("negative", 1, differ);
  return { x: a.segment, y: b.segment, valid, negative };
}
