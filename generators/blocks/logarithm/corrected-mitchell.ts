import { v, type Expression, type Module, type Signal } from "../../hdl/index.js";
import type { Segment } from "./leading-segment.js";
import { segmentOperands } from "./operands.js";
import { place, type Shifters } from "./place/place.js";
import type { Sign } from "./sign.js";
import { realmTables, type SegmentCount } from "./realm-table.js";
import { bitsFor } from "../widths.js";

export interface CorrectedMitchellOptions extends Shifters {
  readonly sign: Sign;
  /** Significand bits kept, the leading one among them; the last is set if there were more. */
  readonly kept: number;
  /** Segments into which a power of two is divided, at most 2^(`kept` − 2). */
  readonly segments: SegmentCount;
}

/**
 * Mitchell's product of two n-bit numbers, plus a correction c from a table.
 * Formula: 2^(kx + ky)·(1 + fx + fy + c), or 2^(kx + ky)·(2·(fx + fy) + c) where fx + fy ≥ 1.
 * A product that is too large becomes ones in as many bits as the significand has, then zeros.
 * @returns 2n bits
 */
export function correctedMitchellProduct(
  m: Module,
  x: Signal,
  y: Signal,
  options: CorrectedMitchellOptions,
): Expression {
  const n = x.width;
  const { sign, kept, segments, normaliser, steps } = options;
  const fraction = kept - 1;
  const last = kept < n ? v`1'b1` : v`0'b0`;
  const taken = fraction - last.width;
  const operands = segmentOperands(m, x, y, { sign, width: taken + 1, padding: taken, normaliser });
  const fractionOf = (name: string, { bits }: Segment): Signal =>
    m.wire(`${name}_fraction`, fraction, v`{${bits.bits(taken - 1, 0)}, ${last}}`);

  m.section("Mitchell's significand: 1 + fx + fy, or twice fx + fy where that carries");
  const fx = fractionOf("x", operands.x);
  const fy = fractionOf("y", operands.y);
  const sum = m.wire("sum", kept, v`${fx} + ${fy}`);
  const f = sum.bits(fraction - 1, 0);
  const linear = m.wire("linear", kept + 1, v`${sum.msb} ? {1'b1, ${f}, 1'b0} : {2'b01, ${f}}`);

  m.section("Its correction in 64ths, by the segments of both fractions");
  const index = bitsFor(segments - 1);
  const correction = lookUp(m, segments, fx.bits(fraction - 1, fraction - index), fy, index);
  const places = Math.max(fraction, 6);
  const significand = m.wire(
    "significand",
    places + 3,
    v`{1'b0, ${linear}, ${places - fraction}'b0} + {${correction}, ${places - 6}'b0}`,
  );

  m.section("Shifted by the sum of the exponents");
  const most = 2 * (sign === "c1" ? n - 2 : n - 1);
  const amount = m.wire("exponent", bitsFor(most), v`${operands.x.shift} + ${operands.y.shift}`);
  const { valid, negative } = operands;
  const tooLarge = (): Signal =>
    m.wire("overflow", 1, v`${significand.msb} & (${amount} == ${amount.width}'d${most})`);
  const overflow = sign === "unsigned" ? { when: tooLarge(), ones: places + 2 } : null;
  const width = 2 * n;
  return place(m, significand, amount, { width, drop: places, most, valid, negative, sign, steps, overflow });
}

/** The table's entry, 4 bits, for the first `bits` bits of both fractions. */
function lookUp(m: Module, segments: SegmentCount, ofX: Expression, fy: Signal, bits: number): Expression {
  const rows = realmTables[segments].map((row, i) => {
    const entries = row.map((units) => v`4'd${units}`);
    return segments === 1 ? select(entries, fy, bits) : m.wire(`row${i}`, 4, select(entries, fy, bits)).all;
  });
  if (segments === 1) return rows[0] ?? v`4'd0`;
  const column = m.wire("row_number", bits, ofX);
  return m.wire("correction", 4, select(rows, column, bits)).all;
}

/** One of 2^`bits` choices, selected by the first `bits` bits of `by`. */
function select(choices: readonly Expression[], by: Signal, bits: number): Expression {
  const [only] = choices;
  if (choices.length === 1 && only !== undefined) return only;
  const half = choices.length / 2;
  const level = by.width - 1 - (bits - Math.log2(choices.length));
  return v`${by.bit(level)} ? ${select(choices.slice(half), by, bits)} : ${select(choices.slice(0, half), by, bits)}`;
}
