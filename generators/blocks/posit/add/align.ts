import { v, type Expression, type Module, type Signal } from "../../../hdl/index.js";
import { alignRight, type TooFar } from "../../align.js";
import { signExtend } from "../../sign-extend.js";
import type { PositTerm, ZeroWorth } from "../term.js";

export interface AlignTermsOptions {
  /** Integer bits of both significands, the sign among them. */
  readonly integer: number;
  /** Fraction bits of both significands. */
  readonly fraction: number;
  /** What the fields of a zero are worth, see `zeroWorth` of term.ts. */
  readonly zero: ZeroWorth;
  readonly tooFar: TooFar;
}

/** Two terms at one scale: significands of `integer` + `fraction` bits in two's complement. */
export interface AlignedTerms {
  /** The greater scale. */
  readonly scale: Signal;
  /** The significand of the term with the greater scale. */
  readonly greater: Signal;
  /** The other significand, shifted right. */
  readonly smaller: Signal;
  /** 1 where a bit shifted out differs from the bits beyond it. */
  readonly sticky: Signal;
  /** Carry into the addition: ones without end beyond the sum are worth one ulp. */
  readonly carry: Expression;
}

/** Shifts the term of smaller scale right to the scale of the other. Only `y` may have bits beyond. */
export function alignTerms(m: Module, x: PositTerm, y: PositTerm, options: AlignTermsOptions): AlignedTerms {
  const ordered = order(m, x, y, options);
  const { isGreaterX, beyond } = ordered;
  const { value, sticky } = alignRight(m.scope("aligned"), ordered.smaller, ordered.distance, {
    isZero: ordered.isZero,
    beyond: m.wire("smaller_beyond", 1, v`${beyond} & ${isGreaterX}`),
    tooFar: options.tooFar,
  });
  return {
    scale: ordered.scale,
    greater: ordered.greater,
    smaller: value,
    sticky,
    carry: v`${beyond} & ~(${sticky} & ${isGreaterX})`,
  };
}

interface Ordered {
  /** The scale of x is the greater. */
  readonly isGreaterX: Signal;
  /** The greater scale. */
  readonly scale: Signal;
  readonly greater: Signal;
  readonly smaller: Signal;
  /** The term of smaller scale is zero; null where this needs no look. */
  readonly isZero: Signal | null;
  /** Places to shift `smaller` right. */
  readonly distance: Signal;
  readonly beyond: Expression;
}

/**
 * Which term has the greater scale, and by how much. Example: scales x = 5, y = 3. x − y − 1 = 1 is not negative,
 * so x is greater, and the distance is 1 + 1; the one place more is part of the multiplexer.
 * With x = 3, y = 5, x − y − 1 = −3 is negative, and its inverse, 2, is the distance.
 */
function order(m: Module, x: PositTerm, y: PositTerm, widths: AlignTermsOptions): Ordered {
  const beyond = y.beyond?.all ?? v`1'b0`;
  m.section("Compare the scales: the difference less one is the distance, or its inverse is");
  const scaleBits = Math.max(x.scale.width, y.scale.width);
  const [scaleX, scaleY] = [signExtend(x.scale, scaleBits + 1), signExtend(y.scale, scaleBits + 1)];
  const difference = m.wire("difference", scaleBits + 1, v`${scaleX} + ~(${scaleY})`);
  const isGreater = v`~${difference.msb}`;
  const isGreaterX = m.wire(
    "x_is_greater",
    1,
    widths.zero === "any" ? v`(${isGreater} | ${y.zero}) & ~${x.zero}` : isGreater,
  );
  const distance = m.wire(
    "distance",
    scaleBits,
    v`${difference.bits(scaleBits - 1, 0)} ^ {${scaleBits}{${difference.msb}}}`,
  );

  m.section(
    `The term of smaller scale is shifted right${widths.zero === "negligible" ? "" : ", unless it is zero"}`,
  );
  const wide = (term: PositTerm, rest: Expression): Expression => {
    const missing = widths.fraction - term.fraction;
    return v`{${signExtend(term.significand, widths.integer + term.fraction)}, {${missing}{${rest}}}}`;
  };
  const width = widths.integer + widths.fraction;
  const wideX = m.wire("x_aligned", width, wide(x, v`1'b0`));
  const wideY = m.wire("y_aligned", width, wide(y, beyond));
  const isZero =
    widths.zero === "negligible"
      ? null
      : m.wire("smaller_is_zero", 1, v`${isGreaterX} ? ${y.zero} : ${x.zero}`);
  const halfY = v`{${wideY.msb}, ${wideY.bits(width - 1, 1)}}`;
  const smaller = v`${isGreaterX} ? ${halfY} : ${wideX}`;
  return {
    isGreaterX,
    scale: m.wire(
      "greater_scale",
      scaleBits,
      v`${isGreaterX} ? ${signExtend(x.scale, scaleBits)} : ${signExtend(y.scale, scaleBits)}`,
    ),
    greater: m.wire("greater", width, v`${isGreaterX} ? ${wideX} : ${wideY}`),
    smaller: m.wire("smaller", width, isZero ? v`(${smaller}) & ~{${width}{${isZero}}}` : smaller),
    isZero,
    distance,
    beyond,
  };
}
