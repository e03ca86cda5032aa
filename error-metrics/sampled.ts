import type { Design } from "../generators/design.js";
import { nearestDouble } from "../golden/double.js";
import { Dyadic } from "../golden/dyadic.js";
import type { Bits, NumberFormat } from "../golden/format.js";
import { RequestError } from "../tools/errors.js";
import { cornerVectors, type Operands } from "../operands/corners.js";
import { figuresOf, finite, type ErrorFigures, type RegimeFigures } from "./figures.js";
import { operandSet, type OperandKind } from "./operands.js";
import { HeatmapTally, histogramOf, type Heatmap, type Histogram } from "./plots.js";
import { deviation, Tally } from "./tally.js";
import { Random } from "../operands/random.js";
import { layoutOf } from "../operands/word.js";

/** The errors of a design against its exact counterpart; plain data. */
export interface ErrorStatistics extends ErrorFigures {
  /** The design as a person writes it. */
  readonly design: string;
  /** What the operands were. */
  readonly operands: OperandKind;
  /** Whether these were all operands that there are. */
  readonly exhaustive: boolean;
  /** Null when exhaustive. */
  readonly seed: number | null;
  /** MED over `largest_result`. */
  readonly nmed_percent: number | null;
  /** The largest magnitude of an exact result, among these operands and the ports' corners. */
  readonly largest_result: number | null;
  /** Exact results of zero that came out as something else. */
  readonly wrong_zeros: number;
  /** Operands of which one result is a number and the other is none; they count as nothing else. */
  readonly number_mismatches: number;
  /** The result's format. */
  readonly result_format: string;
  /** Of posits, the same by the regime k of the exact result, ascending; null for other results. */
  readonly regimes: readonly RegimeFigures[] | null;
  readonly histogram?: Histogram;
  readonly heatmap?: Heatmap;
}

/** Which operands the errors are measured on, and which pictures come with the figures. */
export interface ErrorOptions {
  /** Operands to draw where not all are run. Default 100,000. */
  readonly samples?: number;
  /** 0 to 2^32 − 1. Default 1. */
  readonly seed?: number;
  /** Default `uniform`, of which all are run while they total at most 20 bits. */
  readonly operands?: OperandKind;
  /** Gather what a histogram, or a heatmap, shows. Default: neither. */
  readonly histogram?: boolean;
  readonly heatmap?: boolean;
}

/**
 * Measures the golden model of a design with one result against its exact counterpart, both as the patterns that they
 * give. Errors are taken exactly and rounded to a double once. Of uniform operands that are not all run, as many more
 * whose low bits are all ones or all zeros are searched for the worst errors.
 * @throws {RequestError} the operator names nothing exact, or there was nothing to measure.
 */
export function errorStatistics(design: Design, options: ErrorOptions = {}): ErrorStatistics {
  const { samples = 100_000, seed = 1, operands: kind = "uniform" } = options;
  const { core } = design;
  const { exact, result: resultPort } = errorSubject(design);
  const { name: result, format } = resultPort;
  const { fields } = layoutOf(core.ports, "input");
  const set = operandSet(kind, fields, samples, seed);
  const heatmap = options.heatmap === true ? new HeatmapTally(design.spec, fields) : undefined;
  const relatives: number[] = [];
  const all = new Tally();
  const byRegime = new Map<number, Tally>();
  let numberMismatches = 0;

  const patternsFor = (operands: Operands): readonly [right: bigint, found: bigint] => {
    const bits: Bits = Object.fromEntries(fields.map(({ name }, i) => [name, operands[i] ?? 0n]));
    return [exact(bits)[result] ?? 0n, core.golden(bits)[result] ?? 0n];
  };
  for (const operands of set.operands) {
    const [right, found] = patternsFor(operands);
    const apart = deviation(format, right, found);
    if (apart === undefined) {
      if (right !== found) numberMismatches++;
      continue;
    }
    all.add(apart);
    const regime = format.regime?.(right);
    if (regime !== undefined) tallyOf(byRegime, regime).add(apart);
    if (Number.isNaN(apart.relative)) continue;
    if (options.histogram === true) relatives.push(apart.relative);
    heatmap?.add(operands[0] ?? 0n, operands[1] ?? 0n, apart.relative);
  }
  for (const operands of set.search) {
    const [right, found] = patternsFor(operands);
    const apart = deviation(format, right, found);
    if (apart === undefined) continue;
    all.widen(apart);
    // a regime in which nothing was drawn has no means
    const regime = format.regime?.(right);
    if (regime !== undefined) byRegime.get(regime)?.widen(apart);
  }
  if (all.relative.count === 0)
    throw new RequestError(
      `${design.spec}: no operands with an exact result were drawn; ask for more samples`,
    );

  const largest = set.exhaustive ? all.largest : Math.max(all.largest, largestAtCorners(core, exact));
  const figures = figuresOf(all, set.drawn);
  return {
    design: design.spec,
    operands: kind,
    exhaustive: set.exhaustive,
    seed: set.exhaustive ? null : seed,
    ...figures,
    nmed_percent:
      figures.med === null || !Number.isFinite(largest) ? null : finite((100 * figures.med) / largest),
    largest_result: finite(largest),
    wrong_zeros: all.wrongZeros,
    number_mismatches: numberMismatches,
    result_format: format.name,
    regimes: format.regime === undefined ? null : regimesOf(byRegime, set.drawn),
    ...(options.histogram === true && { histogram: histogramOf(relatives) }),
    ...(heatmap && { heatmap: heatmap.view() }),
  };
}

type Model = (inputs: Bits) => Bits;

/** What is measured of a design, and against what. */
export interface ErrorSubject {
  readonly design: Design;
  readonly exact: Model;
  /** The one result. */
  readonly result: { readonly name: string; readonly format: NumberFormat };
}

/** @throws {RequestError} the operator names nothing exact, or has not one result, a number */
export const errorSubject = (design: Design): ErrorSubject => ({
  design,
  exact: exactOf(design.core),
  result: resultOf(design.core),
});

/** @throws {RequestError} the operator names nothing exact */
function exactOf({ operator, parameters }: Design): Model {
  const exact = operator.exact?.(parameters);
  if (exact !== undefined) return exact;
  throw new RequestError(
    `${operator.name} is not measured against anything: with these parameters it has no exact form, or is exact itself`,
  );
}

/** @throws {RequestError} there is not one result, or it is not one number */
function resultOf({ ports, spec }: Design): { readonly name: string; readonly format: NumberFormat } {
  const [result, ...others] = layoutOf(ports, "output").fields;
  if (result?.format.real === undefined || others.length > 0)
    throw new RequestError(`${spec} has not one result, a number, to measure`);
  return result;
}

function tallyOf(tallies: Map<number, Tally>, regime: number): Tally {
  const tally = tallies.get(regime) ?? new Tally();
  tallies.set(regime, tally);
  return tally;
}

const regimesOf = (tallies: ReadonlyMap<number, Tally>, drawn: boolean): RegimeFigures[] =>
  [...tallies].sort(([a], [b]) => a - b).map(([regime, tally]) => ({ regime, ...figuresOf(tally, drawn) }));

/** How many tuples of corners the largest exact result is looked for in. */
const cornerTuples = 4000;

/** The largest magnitude of an exact result at the corners of the operands, where products and sums have it. */
function largestAtCorners(design: Design, exact: Model): number {
  const { fields } = layoutOf(design.ports, "input");
  const formats = fields.map(({ format }) => format);
  const { name, format } = resultOf(design);
  let largest = 0;
  for (const operands of cornerVectors(formats, Random.seeded(0), cornerTuples)) {
    const bits = exact(Object.fromEntries(fields.map((field, i) => [field.name, operands[i] ?? 0n])))[name];
    const value = format.real?.(bits ?? 0n) ?? Dyadic.zero;
    largest = Math.max(largest, Math.abs(nearestDouble(value)));
  }
  return largest;
}
