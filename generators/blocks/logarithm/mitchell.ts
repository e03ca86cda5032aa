import { v, type Expression, type Module, type Signal } from "../../hdl/index.js";
import type { Segment } from "./leading-segment.js";
import { segmentOperands } from "./operands.js";
import { place, type Shifters } from "./place/place.js";
import type { Sign } from "./sign.js";
import { bitsFor } from "../widths.js";

export interface MitchellOptions extends Shifters {
  /** `complement` leaves a negative product one too small; an adder behind it carries in the 1. */
  readonly sign: Sign;
  readonly complement?: boolean;
  /** Significand bits kept, the leading one among them, 2 or more. */
  readonly kept: number;
  /** Set the last bit kept, for what was cut off. */
  readonly setLast: boolean;
  /** Added to the sum of the logarithms, in units of the last bit kept. */
  readonly correction: bigint;
}

export interface MitchellProduct {
  /** 2n bits. */
  readonly product: Expression;
  /** The product is negative; null if there are no signs. */
  readonly negative: Signal | null;
}

/**
 * Mitchell's product of two n-bit numbers, from truncated logarithms. A logarithm is the position of the
 * leading one, then the bits below it.
 * The two are added, and the sum is split in the same way.
 * Where an unsigned product's logarithm reaches 2n, the product is `kept` ones, then zeros.
 */
export function mitchellProduct(m: Module, x: Signal, y: Signal, options: MitchellOptions): MitchellProduct {
  const { sign, kept, setLast, correction, normaliser, steps } = options;
  const width = 2 * x.width;
  const fraction = kept - 1;
  const taken = setLast ? fraction - 1 : fraction;
  const operands = segmentOperands(m, x, y, { sign, width: taken + 1, padding: taken, normaliser });
  const { valid, negative } = operands;

  m.section("The logarithm of the product is the sum of the logarithms");
  const logarithm = (name: string, { bits, shift }: Segment): Signal => {
    const last = setLast ? v`1'b1` : v`0'b0`;
    return m.wire(`${name}_log`, shift.width + fraction, v`{${shift}, ${bits.bits(taken - 1, 0)}, ${last}}`);
  };
  // the fractions carry 1, or 2 with the correction; under c2 the one magnitude of n bits has no fraction
  const carries = correction > 1n ? 2 : 1;
  const most = { unsigned: width - 2 + carries, c1: width - 4 + carries, c2: width - 2 }[sign];
  const a = logarithm("x", operands.x);
  const b = logarithm("y", operands.y);
  const log = addWithConstant(m, "log", fraction + bitsFor(most), a, b, correction);
  const amount = m.wire("exponent", log.width - fraction, log.bits(log.width - 1, fraction));

  m.section("Its fraction, behind a one, is shifted by its integer part");
  const significand = m.wire("significand", kept, v`{1'b1, ${log.bits(fraction - 1, 0)}}`);
  const isLargest = (): Signal => m.wire("overflow", 1, v`${amount} == ${amount.width}'d${most}`);
  const product = place(m, significand, amount, {
    width,
    drop: fraction,
    most: Math.min(most, width - 1),
    valid,
    negative,
    sign: options.complement === true && sign === "c2" ? "c1" : sign,
    overflow: most === width ? { when: isLargest(), ones: kept } : null,
    steps,
  });
  return { product, negative };
}

/** a + b + constant with one carry chain: a carry-save row first. */
function addWithConstant(
  m: Module,
  name: string,
  width: number,
  a: Signal,
  b: Signal,
  constant: bigint,
): Signal {
  if (constant === 0n) return m.wire(name, width, v`${a} + ${b}`);
  const c = v`${a.width}'d${constant}`;
  const sums = m.wire(`${name}_sums`, a.width, v`${a} ^ ${b} ^ ${c}`);
  const carries = m.wire(`${name}_carries`, a.width, v`(${a} & ${b}) | ((${a} | ${b}) & ${c})`);
  return m.wire(name, width, v`{1'b0, ${sums}} + {${carries}, 1'b0}`);
}
