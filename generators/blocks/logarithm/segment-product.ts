import { v, type Expression, type Module, type Signal } from "../../hdl/index.js";
import { multiplySegments, staticSegment, type Reduction, type StaticSegment } from "../multiply/index.js";
import { magnitudeOf } from "./magnitude.js";
import { partsOf } from "./place/parts.js";
import { elsewhereOf, signedValue } from "./place/signed.js";
import type { Sign } from "./sign.js";

export interface SegmentProductOptions {
  readonly sign: Sign;
  /** Bits of a segment: less than a magnitude's, and at least half of them. */
  readonly kept: number;
  readonly corrected: boolean;
  readonly reduction: Reduction;
}

/** The product of static segments of two magnitudes, in its place and with its sign: as wide as both operands. */
export function segmentProduct(m: Module, x: Signal, y: Signal, options: SegmentProductOptions): Expression {
  const { sign, kept } = options;
  const take = (name: string, operand: Signal): StaticSegment & { readonly cut: number } => {
    const part = m.scope(name);
    part.section(`The magnitude of ${name}`);
    const { raw, invert } = magnitudeOf(part, operand, sign);
    const { width } = raw;
    const magnitude = invert ? part.wire("magnitude", width, v`${raw} ^ {${width}{${invert}}}`) : raw;
    return { ...staticSegment(part, magnitude, kept), cut: width - kept };
  };
  const [a, b] = [take("x", x), take("y", y)];
  const product = multiplySegments(m, a, b, options);

  m.section("A product is negative where the signs differ and no operand is zero");
  const differ = v`(${x.msb} ^ ${y.msb}) & (|${x}) & (|${y})`;
  const negative = sign === "unsigned" ? null : m.wire("negative", 1, differ);

  m.section(`In its place: ${a.cut} bits up for each upper segment`);
  const at = [
    m.wire("place0", 1, v`~(${a.upper} | ${b.upper})`),
    m.wire("place1", 1, v`${a.upper} ^ ${b.upper}`),
    m.wire("place2", 1, v`${a.upper} & ${b.upper}`),
  ];
  const placing = { negative, sign, step: a.cut, below: 0 };
  const signed = signedValue(m, product, at, placing);
  const elsewhere = elsewhereOf(m, at, placing);
  return partsOf(m, signed, at, { ...placing, width: 2 * x.width, drop: 0, overflow: null, elsewhere });
}
