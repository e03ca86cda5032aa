import { RequestError } from "../../tools/errors.js";

/** Most vectors of each kind that a design is verified with; see `VectorOptions`. */
export interface Budget {
  readonly corners: number;
  readonly cases: number;
  readonly candidates: number;
  /** Cases beyond `cases` that are looked at for conditions of gates. */
  readonly promising: number;
  /** How many random vectors to draw beside so many corners and cases. */
  readonly randomBeside: (others: number) => number;
  /** How many more vectors may be run for conditions of gates beside so many others. */
  readonly foundBeside: (others: number) => number;
}

/** What a caller may ask for. */
export interface AskedBudget {
  readonly vectors?: number | undefined;
  readonly random?: number | undefined;
  readonly corners?: number | undefined;
  readonly cases?: number | undefined;
  readonly candidates?: number | undefined;
}

/** Gates of a 16-bit multiplier. */
const usualGates = 2500;

/** Defaults: `most` up to `usualGates`; beyond them, by a power of the gates, ever fewer, down to `least`. */
const usual = {
  random: { most: 20_000, least: 1000, power: 1.5 },
  corners: { most: 40_000, least: 2000, power: 1.5 },
  cases: { most: 50_000, least: 5000, power: 1.5 },
  candidates: { most: 400_000, least: 20_000, power: 1 },
} as const;

/** More would not fit in memory. */
export const mostVectors = 5_000_000;

/** Where all vectors together are limited: the shares of corners, of cases, and of these with the random ones. */
const shares = { corners: 0.35, cases: 0.35, drawn: 0.9 } as const;
/** Candidates that are then looked at for each vector. */
const candidatesEach = 4;

/**
 * The numbers that are asked for, and defaults for the others. Defaults take about as long for every design: Icarus's time for
 * a vector grows faster than the number of gates, and that of the bit-parallel engine, which looks at candidates, as fast.
 *
 * `vectors` bounds all kinds together. For example, `vectors: 1000` is at most 350 corners and 350 cases, random ones up to 900
 * of all, and at most 100 for conditions of gates, found among 4,000 candidates.
 * @param gates how many ANDs and XORs of two operands the datapath has
 * @throws {RequestError} a number out of range
 */
export function budgetFor(gates: number, asked: AskedBudget): Budget {
  for (const kind of ["vectors", "random", "corners", "cases", "candidates"] as const)
    checkInteger(kind, asked[kind] ?? 0, mostVectors);
  const usually = (kind: keyof typeof usual): number => {
    const { most, least, power } = usual[kind];
    return Math.max(least, Math.ceil(most * Math.min(1, usualGates / gates) ** power));
  };
  const { vectors, random } = asked;
  if (vectors === undefined)
    return {
      corners: asked.corners ?? usually("corners"),
      cases: asked.cases ?? usually("cases"),
      candidates: asked.candidates ?? usually("candidates"),
      promising: Infinity,
      randomBeside: () => random ?? usually("random"),
      foundBeside: () => Infinity,
    };
  // Where nothing is known of gates, nothing is found for them.
  const drawn = gates === 0 ? vectors : Math.min(vectors, Math.max(1, Math.floor(vectors * shares.drawn)));
  const candidates = asked.candidates ?? Math.min(usually("candidates"), vectors * candidatesEach);
  return {
    corners: asked.corners ?? Math.floor(vectors * shares.corners),
    cases: asked.cases ?? Math.floor(vectors * shares.cases),
    candidates,
    promising: candidates,
    randomBeside: (others) => random ?? Math.max(0, drawn - others),
    foundBeside: (others) => Math.max(0, vectors - others),
  };
}

/** @throws {RequestError} the value is none from 0 to `most` */
export function checkInteger(name: string, value: number, most: number): void {
  if (!Number.isInteger(value) || value < 0 || value > most)
    throw new RequestError(`${name} is ${value}; it must be an integer from 0 to ${most}`);
}
