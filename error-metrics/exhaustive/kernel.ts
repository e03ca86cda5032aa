import { moduleCircuit } from "../../circuit/from-rtl.js";
import { circuitRows } from "../../circuit/compiled/circuit-rows.js";
import { isOrdinary } from "../../golden/double.js";
import type { Design } from "../../generators/design.js";
import type { FastModel } from "../../golden/fast.js";
import type { NumberFormat } from "../../golden/format.js";
import type { ErrorSubject } from "../sampled.js";
import { deviation } from "../tally.js";
import { layoutOf } from "../../operands/word.js";
import { integerKernel } from "./integer-kernel.js";
import type { ErrorKernel } from "./shares.js";
import { ErrorSums } from "./sums.js";

/** A regime's slot in the sums. Results without a regime share slot 0. */
const slotOf = (regime: number | undefined, { width }: NumberFormat): number =>
  regime === undefined ? 0 : regime + width + 1;

export const regimeOf = (slot: number, { width }: NumberFormat): number => slot - width - 1;

/** A regime is smaller in magnitude than the width, so that 2·width + 2 slots suffice. */
export const slotsOf = (format: NumberFormat): number =>
  format.regime === undefined ? 1 : 2 * format.width + 2;

/** Of more input bits than this the golden model would take minutes, and integers' results are what the RTL computes. */
const mostGoldenBits = 24;

/** A fast kernel where both models are fast, of integers or of results that fit a pattern table; else the scalar one. */
export function kernelOf(subject: ErrorSubject): ErrorKernel {
  const { fast, exact } = fastModels(subject.design);
  const { format, wraps } = subject.result;
  if (exact === undefined || wraps) return scalarKernel(subject);
  if (format.width <= 32 && isInteger(format)) {
    const circuit = fast === undefined ? rowsOfCircuit(subject.design) : undefined;
    const found = fast ?? circuit;
    return found === undefined
      ? scalarKernel(subject)
      : integerKernel(subject, found, exact, circuit !== undefined);
  }
  const table = patternTable(format);
  return fast === undefined || table === undefined
    ? scalarKernel(subject)
    : fastKernel(subject, fast, exact, table);
}

const isInteger = ({ name }: NumberFormat): boolean => /^(un)?signed⟨\d+⟩$/.test(name);

/** What a wide design's RTL computes; undefined of one that is narrow, has registers or is a foreign module. */
function rowsOfCircuit({ core, foreign }: Design): FastModel | undefined {
  const { width } = layoutOf(core.ports, "input");
  if (foreign !== undefined || core.machine !== null || width <= mostGoldenBits || width > 32)
    return undefined;
  return circuitRows(moduleCircuit(core.module()));
}

/** A foreign module's exact counterpart may be the exact design that it stands for. */
function fastModels({
  operator,
  parameters,
  foreign,
}: Design): Record<"fast" | "exact", FastModel | undefined> {
  const fast = operator.fast?.(parameters);
  const exact = operator.exactFast?.(parameters);
  if (foreign === undefined) return { fast, exact };
  const isApproximate = operator.exact?.(parameters) !== undefined;
  return { fast: foreign.computesFast, exact: isApproximate ? exact : fast };
}

/** For each pattern of a format: its value, its rank and its slot. */
interface PatternTable {
  /** NaN where a pattern is not a number. */
  readonly values: Float64Array;
  /** The pattern read as an integer that ascends with its value; NaN where the format has no such reading. */
  readonly order: Float64Array;
  readonly slots: Uint16Array;
}

/** A table of wider patterns would cost more time than it saves. */
const mostTableBits = 16;

/** Undefined where some value is not exact in a double, or lies near the ends of the doubles' range. */
function patternTable(format: NumberFormat): PatternTable | undefined {
  const { width, ascendsAs } = format;
  if (width > mostTableBits || format.number === undefined) return undefined;
  const size = 2 ** width;
  const table = {
    values: new Float64Array(size),
    order: new Float64Array(size),
    slots: new Uint16Array(size),
  };
  for (let pattern = 0; pattern < size; pattern++) {
    const bits = BigInt(pattern);
    const value = format.number(bits);
    if (!isExact(value) && !Number.isNaN(value)) return undefined;
    table.values[pattern] = value;
    table.order[pattern] = placeOf(bits, width, ascendsAs);
    table.slots[pattern] = slotOf(format.regime?.(bits), format);
  }
  return table;
}

const placeOf = (bits: bigint, width: number, ascendsAs: NumberFormat["ascendsAs"]): number =>
  ascendsAs === undefined ? NaN : Number(ascendsAs === "signed" ? BigInt.asIntN(width, bits) : bits);

/** The difference and the quotient of two such doubles are those of the values, rounded once. */
const isExact = (value: number): boolean => value === 0 || isOrdinary(value);

function fastKernel(
  { design: { core }, result: { format } }: ErrorSubject,
  fast: FastModel,
  exactFast: FastModel,
  { values, order, slots }: PatternTable,
): ErrorKernel {
  const operands = 2 ** layoutOf(core.ports, "input").width;
  const share = Math.min(2 ** 20, operands);
  const rows = Math.min(2 ** 14, operands);
  const [found, right] = [new Uint32Array(rows), new Uint32Array(rows)];
  /** By the exact result's pattern: how often it came out right. */
  const hits = new Float64Array(2 ** format.width);

  return {
    isFast: true,
    share,
    sumsOf(first) {
      const sums = new ErrorSums(slotsOf(format));
      hits.fill(0);
      for (let from = first; from < first + share; from += rows) {
        fast(from, found);
        exactFast(from, right);
        addRows(sums);
      }
      hits.forEach((count, pattern) => {
        if (count > 0) sums.correct(slots[pattern] ?? 0, values[pattern] ?? NaN, count);
      });
      return sums;
    },
  };

  function addRows(sums: ErrorSums): void {
    for (let i = 0; i < rows; i++) {
      const exact = right[i] ?? 0;
      const approximate = found[i] ?? 0;
      const value = values[exact] ?? NaN;
      if (exact === approximate) {
        if (!Number.isNaN(value)) hits[exact] = (hits[exact] ?? 0) + 1;
        continue;
      }
      const error = (values[approximate] ?? NaN) - value;
      if (Number.isNaN(error)) sums.numberMismatches++;
      else {
        const ulps = Math.abs((order[approximate] ?? NaN) - (order[exact] ?? NaN));
        sums.wrong(slots[exact] ?? 0, value, error, error / value, ulps);
      }
    }
  }
}

/** Uses the golden models. Computes in doubles where they hold the results exactly, else in arbitrary precision. */
export function scalarKernel({
  design: { core },
  exact,
  model,
  result: { name, format, wraps },
}: ErrorSubject): ErrorKernel {
  const share = 2 ** 12;
  const inputs = layoutOf(core.ports, "input");
  const inDoubles = format.width <= 53;
  return {
    isFast: false,
    share,
    sumsOf(first) {
      const sums = new ErrorSums(slotsOf(format));
      const end = Math.min(first + share, 2 ** inputs.width);
      for (let word = first; word < end; word++) {
        const bits = inputs.unpack(BigInt(word));
        addOne(sums, exact(bits)[name] ?? 0n, model(bits)[name] ?? 0n);
      }
      return sums;
    },
  };

  function addOne(sums: ErrorSums, right: bigint, found: bigint): void {
    const slot = slotOf(format.regime?.(right), format);
    const [value, approximate] = inDoubles
      ? [format.number?.(right) ?? NaN, format.number?.(found) ?? NaN]
      : [NaN, NaN];
    if (isExact(value) && isExact(approximate) && !wraps) {
      const error = approximate - value;
      if (error === 0) sums.correct(slot, value);
      else sums.wrong(slot, value, error, error / value, ulpsBetween(right, found));
      return;
    }
    const apart = deviation(format, right, found, wraps);
    if (apart === undefined) {
      if (right !== found) sums.numberMismatches++;
      return;
    }
    // The sums need only the exact result's magnitude, and whether it is zero.
    if (!apart.wrong) sums.correct(slot, apart.magnitude);
    else sums.wrong(slot, apart.magnitude, apart.error, apart.relative, apart.ulps);
  }

  function ulpsBetween(a: bigint, b: bigint): number {
    const { width, ascendsAs } = format;
    return Math.abs(placeOf(a, width, ascendsAs) - placeOf(b, width, ascendsAs));
  }
}
