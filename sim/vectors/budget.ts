import { RequestError } from "../../tools/errors.js";

/** Most vectors of each kind that a design is verified with; see `VectorOptions`. */
export interface Budget {
  readonly vectors: number;
  readonly corners: number;
  readonly cases: number;
  readonly candidates: number;
}

/** Gates of a 16-bit multiplier. */
const usualGates = 2500;

/** Defaults: `most` up to `usualGates`; beyond them, by a power of the gates, ever fewer, down to `least`. */
const usual = {
  vectors: { most: 20_000, least: 1000, power: 1.5 },
  corners: { most: 40_000, least: 2000, power: 1.5 },
  cases: { most: 50_000, least: 5000, power: 1.5 },
  candidates: { most: 400_000, least: 20_000, power: 1 },
} as const;

/** More would not fit in memory. */
const mostVectors = 5_000_000;

/**
 * The numbers that are asked for, and defaults for the others. Defaults take about as long for every design: Icarus's time for
 * a vector grows faster than the number of gates, and that of the bit-parallel engine, which looks at candidates, as fast.
 * @param gates how many ANDs and XORs of two operands the datapath has
 * @throws {RequestError} a number out of range
 */
export function budgetFor(
  gates: number,
  asked: { readonly [Kind in keyof Budget]?: number | undefined },
): Budget {
  const count = (kind: keyof Budget): number => {
    const { most, least, power } = usual[kind];
    const given = asked[kind];
    if (given === undefined)
      return Math.max(least, Math.ceil(most * Math.min(1, usualGates / gates) ** power));
    checkInteger(kind, given, mostVectors);
    return given;
  };
  return {
    vectors: count("vectors"),
    corners: count("corners"),
    cases: count("cases"),
    candidates: count("candidates"),
  };
}

/** @throws {RequestError} the value is none from 0 to `most` */
export function checkInteger(name: string, value: number, most: number): void {
  if (!Number.isInteger(value) || value < 0 || value > most)
    throw new RequestError(`${name} is ${value}; it must be an integer from 0 to ${most}`);
}
