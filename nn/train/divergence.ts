import type { Parameter } from "./layer.js";
import type { Grid } from "./sums.js";

/** In nats, an image of a batch: e^−10,000 is the likelihood of its class. No training comes back from there. */
const mostLoss = 1e4;

/** Finds out whether a training can go on. */
export class Divergence {
  readonly #parameters: readonly Parameter[];
  /** The format's largest number, at which all beyond it end up. */
  readonly #limit: number;

  constructor(parameters: readonly Parameter[], grid: Grid) {
    this.#parameters = parameters;
    this.#limit = largestNumber(grid);
  }

  /** Why it cannot go on; undefined: it can. @param loss of the last batch, an image */
  why(loss: number): string | undefined {
    if (!(loss < mostLoss)) return `the loss is ${loss}`;
    for (const { name, values } of this.#parameters) {
      const value = firstFrom(this.#limit, values);
      if (value !== undefined)
        return Number.isFinite(value)
          ? `${name} has reached ${value}, the format's largest number`
          : `${name} has become ${value}`;
    }
    return undefined;
  }
}

/** The first number whose magnitude is not below the limit: several times as fast as by an iterator. */
function firstFrom(limit: number, values: Float32Array): number | undefined {
  const { length } = values;
  for (let at = 0; at < length; at++) {
    const value = values[at] ?? NaN;
    if (!(Math.abs(value) < limit)) return value;
  }
  return undefined;
}

function largestNumber({ round }: Grid): number {
  if (round === undefined) return Infinity;
  const largest = Float32Array.of(2 ** 127);
  round(largest);
  return largest[0] ?? Infinity;
}
