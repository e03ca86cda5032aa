import type { Design } from "../generators/design.js";
import type { Bits } from "../golden/format.js";
import { RequestError } from "../tools/errors.js";
import { Random } from "./random.js";

/** How far an approximate operator is from the exact one, in per cent of the exact result; plain data. */
export interface ErrorStatistics {
  /** The design as a person writes it. */
  readonly design: string;
  /** Operands drawn whose exact result is neither zero nor no number; the others have no relative error. */
  readonly samples: number;
  readonly seed: number;
  /** Mean of the signed error, positive where the magnitude is too large: the bias. */
  readonly mean_percent: number;
  /** The signed error that is furthest below zero, 0 if none is. */
  readonly worst_negative_percent: number;
  /** The signed error that is furthest above zero, 0 if none is. */
  readonly worst_positive_percent: number;
  /** Mean relative error distance: the mean of the error's magnitude. */
  readonly mred_percent: number;
}

export interface ErrorOptions {
  /** Operands to draw. Default 100,000. */
  readonly samples?: number;
  /** 0 to 2^32 − 1. Default 1. */
  readonly seed?: number;
}

/**
 * Measures the golden model of a design with one result against its exact counterpart, on operands whose patterns are
 * uniform and independent. The worst errors are looked for in as many operands more whose low bits are all ones or all
 * zeros, where what is cut off is most or least.
 * @throws {RequestError} the operator names nothing exact, or there was nothing to measure.
 */
export function errorStatistics(design: Design, options: ErrorOptions = {}): ErrorStatistics {
  const { samples = 100_000, seed = 1 } = options;
  const exact = design.operator.exact?.(design.parameters);
  if (exact === undefined)
    throw new RequestError(`${design.operator.name} is not measured against anything: it has no exact form`);
  const inputs = Object.entries(design.ports).filter(([, { direction }]) => direction === "input");
  const draw = (pattern: (width: number) => bigint): Bits =>
    Object.fromEntries(inputs.map(([name, { format }]) => [name, pattern(format.width)]));
  const errorAt = (operands: Bits): number => {
    const right = resultOf(design, exact(operands));
    return right === 0 ? NaN : resultOf(design, design.golden(operands)) / right - 1;
  };

  const random = Random.seeded(seed);
  const found = { count: 0, sum: 0, distance: 0, lowest: 0, highest: 0 };
  const widen = (error: number): void => {
    found.lowest = Math.min(found.lowest, error);
    found.highest = Math.max(found.highest, error);
  };
  for (let drawn = 0; drawn < samples; drawn++) {
    const error = errorAt(draw((width) => random.bits(width)));
    if (!Number.isFinite(error)) continue;
    found.count++;
    found.sum += error;
    found.distance += Math.abs(error);
    widen(error);
  }
  for (let drawn = 0; drawn < samples; drawn++) {
    const share = random.below(32) / 32;
    const ones = random.below(2) === 1;
    const error = errorAt(draw((width) => endingInRun(random.bits(width), Math.floor(share * width), ones)));
    if (Number.isFinite(error)) widen(error);
  }
  if (found.count === 0)
    throw new RequestError(`${design.spec}: no operands with an exact result were drawn`);
  return {
    design: design.spec,
    samples: found.count,
    seed,
    mean_percent: (100 * found.sum) / found.count,
    worst_negative_percent: 100 * found.lowest,
    worst_positive_percent: 100 * found.highest,
    mred_percent: (100 * found.distance) / found.count,
  };
}

/** The pattern with its low `length` bits all ones or all zeros. */
function endingInRun(bits: bigint, length: number, ones: boolean): bigint {
  const run = (1n << BigInt(length)) - 1n;
  return ones ? bits | run : bits & ~run;
}

/** The value of a design's one output; to a double's precision, which is ample for a ratio. */
function resultOf({ ports, spec }: Design, outputs: Bits): number {
  const [result, ...others] = Object.entries(outputs);
  const format = result && ports[result[0]]?.format;
  if (result === undefined || format === undefined || others.length > 0)
    throw new RequestError(`${spec} has not one result to measure`);
  return Number(format.describe(result[1]).value);
}
