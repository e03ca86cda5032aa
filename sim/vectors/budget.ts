import { RequestError } from "../../tools/errors.js";

/** How many vectors a design is checked with at most. */
export interface Budget {
  readonly vectors: number;
  readonly corners: number;
  readonly cases: number;
  readonly candidates: number;
}

/** What a 16-bit multiplier comes to. */
const usualGates = 2500;

/** How many there are up to `usualGates`, how many at least, and how fast they become fewer. */
const usual = {
  vectors: { most: 20_000, least: 1000, power: 1.5 },
  corners: { most: 40_000, least: 2000, power: 1.5 },
  cases: { most: 50_000, least: 5000, power: 1.5 },
  candidates: { most: 400_000, least: 20_000, power: 1 },
} as const;

/** More would not fit in memory. */
const mostVectors = 5_000_000;

/**
 * What was asked for, and for the rest as many vectors as take about as long: Icarus takes the longer for one the more gates
 * the datapath has, more than in proportion; the bit-parallel engine, which looks at candidates, in proportion.
 * @param gates ANDs and XORs of two operands that the datapath comes to
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
