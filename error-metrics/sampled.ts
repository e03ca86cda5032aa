import type { Design } from "../generators/design.js";
import { nearestDouble } from "../golden/double.js";
import { Dyadic } from "../golden/dyadic.js";
import type { Bits, NumberFormat } from "../golden/format.js";
import { RequestError } from "../tools/errors.js";
import { cornerVectors, type Operands } from "../operands/corners.js";
import { CurveTally, type ErrorCurve } from "./curve.js";
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
  readonly operands: OperandKind;
  /** Whether every operand was tried. */
  readonly exhaustive: boolean;
  /** Null when exhaustive. */
  readonly seed: number | null;
  /** MED divided by `largest_result`. */
  readonly nmed_percent: number | null;
  /** The largest magnitude of an exact result, among these operands and the ports' corners. */
  readonly largest_result: number | null;
  /** Operands whose exact result is 0 and whose approximate result is not. */
  readonly wrong_zeros: number;
  /** Operands for which exactly one of the two results is a number. They count in no other figure. */
  readonly number_mismatches: number;
  readonly result_format: string;
  /** For posits: the figures by the regime k of the exact result, in ascending order. Null for other formats. */
  readonly regimes: readonly RegimeFigures[] | null;
  readonly histogram?: Histogram;
  readonly heatmap?: Heatmap;
  readonly curve?: ErrorCurve;
}

/** Which operands the errors are measured on, and which pictures come with the figures. */
export interface ErrorOptions {
  /** Operands to draw where not all are tried. Default 100,000. */
  readonly samples?: number;
  /** 0 to 2^32 − 1. Default 1. */
  readonly seed?: number;
  /** Default `uniform`. All uniform operands are tried if they have at most 20 bits in total. */
  readonly operands?: OperandKind;
  /** Whether to gather a histogram, a heatmap, a curve over the first operand. Default: none. */
  readonly histogram?: boolean;
  readonly heatmap?: boolean;
  readonly curve?: boolean;
}

/**
 * Measures the golden model of a design with one result against its exact counterpart. Both results are patterns of the
 * port's format. Each error is computed exactly, then rounded to a double once.
 *
 * Where uniform operands are drawn, as many more are searched for the worst errors only. Their low bits are all ones or
 * all zeros.
 * @throws {RequestError} the operator names nothing exact, or there was nothing to measure.
 */
export function errorStatistics(design: Design, options: ErrorOptions = {}): ErrorStatistics {
  const { samples = 100_000, seed = 1, operands: kind = "uniform" } = options;
  const { core } = design;
  const { exact, model, result: resultPort } = errorSubject(design);
  const { name: result, format, wraps } = resultPort;
  const { fields } = layoutOf(core.ports, "input");
  const set = operandSet(kind, fields, samples, seed);
  const heatmap = options.heatmap === true ? new HeatmapTally(design.spec, fields) : undefined;
  const [first] = fields;
  const curve =
    options.curve === true && first !== undefined ? new CurveTally(first.name, first.format) : undefined;
  const relatives: number[] = [];
  const all = new Tally();
  const byRegime = new Map<number, Tally>();
  let numberMismatches = 0;

  const patternsFor = (operands: Operands): readonly [right: bigint, found: bigint] => {
    const bits: Bits = Object.fromEntries(fields.map(({ name }, i) => [name, operands[i] ?? 0n]));
    return [exact(bits)[result] ?? 0n, model(bits)[result] ?? 0n];
  };
  for (const operands of set.operands) {
    const [right, found] = patternsFor(operands);
    const apart = deviation(format, right, found, wraps);
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
    curve?.add(operands[0] ?? 0n, apart.relative);
  }
  for (const operands of set.search) {
    const [right, found] = patternsFor(operands);
    const apart = deviation(format, right, found, wraps);
    if (apart === undefined) continue;
    all.widen(apart);
    // Skips a regime in which nothing was drawn: it has no means.
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
    ...(curve && { curve: curve.view() }),
  };
}

type Model = (inputs: Bits) => Bits;

/** A design with one result, and the exact model that it is measured against. */
export interface ErrorSubject {
  readonly design: Design;
  readonly exact: Model;
  /** What it computes: its golden model, or what a foreign module does. */
  readonly model: Model;
  readonly result: Result;
}

interface Result {
  readonly name: string;
  readonly format: NumberFormat;
  /** Whether it is an integer modulo 2^width. */
  readonly wraps: boolean;
}

/** @throws {RequestError} the operator names nothing exact, or its results are not a single number */
export const errorSubject = (design: Design): ErrorSubject => ({
  design,
  exact: exactOf(design),
  model: modelOf(design),
  result: resultOf(design.core),
});

/** A pipeline's errors are those of its operator, of which a foreign one has no model. @throws {RequestError} it is such a pipeline */
function modelOf({ foreign, core, spec }: Design): Model {
  if (foreign === undefined) return core.golden;
  if (foreign.computes !== undefined) return foreign.computes;
  throw new RequestError(`${spec}: errors are measured of combinational modules`);
}

/** The exact counterpart of a design; of a foreign module in an exact design's place, that one's golden model. */
export const exactModel = ({ operator, parameters, foreign }: Design): Model | undefined =>
  operator.exact?.(parameters) ?? foreign?.as.golden;

/** @throws {RequestError} the operator names nothing exact */
function exactOf(design: Design): Model {
  const exact = exactModel(design);
  if (exact !== undefined) return exact;
  throw new RequestError(
    `${design.operator.name} is not measured against anything: with these parameters it has no exact form, or is exact itself`,
  );
}

/** @throws {RequestError} there is more than one result, or none, or it is not a single number */
function resultOf({ ports, spec }: Design): Result {
  const [result, ...others] = layoutOf(ports, "output").fields;
  if (result?.format.real === undefined || others.length > 0)
    throw new RequestError(`${spec} has not one result, a number, to measure`);
  const { name, format } = result;
  return { name, format, wraps: ports[name]?.wraps === true };
}

function tallyOf(tallies: Map<number, Tally>, regime: number): Tally {
  const tally = tallies.get(regime) ?? new Tally();
  tallies.set(regime, tally);
  return tally;
}

const regimesOf = (tallies: ReadonlyMap<number, Tally>, drawn: boolean): RegimeFigures[] =>
  [...tallies].sort(([a], [b]) => a - b).map(([regime, tally]) => ({ regime, ...figuresOf(tally, drawn) }));

/** Tuples of corners among which to search for the largest exact result. */
const cornerTuples = 4000;

/** The largest magnitude of an exact result over the operands' corners. Products and sums are largest there. */
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
