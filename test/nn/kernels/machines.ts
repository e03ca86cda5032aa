import type { Design } from "../../../generators/design.js";
import { Dyadic } from "../../../golden/dyadic.js";
import type { Bits } from "../../../golden/format.js";
import { posit, type Posit } from "../../../golden/posit.js";

/** Operands of a matrix product, as patterns; activations m × depth, weights rows × depth. */
export interface Patterns {
  readonly m: number;
  readonly rows: number;
  readonly depth: number;
  readonly activations: readonly bigint[];
  readonly weights: readonly bigint[];
  /** One a row. */
  readonly bias: readonly bigint[];
}

/** Feeds factors to a MAC unit's golden model one after the other, from 0, and gives the pattern of the sum. */
export type Sum = (factors: readonly (readonly [x: bigint, y: bigint])[]) => bigint;

/** The sum of a MAC unit: with registers, cycle by cycle; else with its result as the next addend. */
export function macSum(design: Design): Sum {
  const { machine, golden } = design;
  return (factors) => {
    if (machine === null)
      return factors.reduce((a, [x, y]) => golden({ x, y, a } satisfies Bits).r ?? -1n, 0n);
    const step = machine();
    step({ rst: 1n, clear: 0n, en: 0n, x: 0n, y: 0n });
    let result = 0n;
    for (const [x, y] of factors) result = step({ rst: 0n, clear: 0n, en: 1n, x, y }).r ?? -1n;
    return result;
  };
}

/** The format of a design's operands. */
export const positOf = ({ n, es, rs }: Design["parameters"]): Posit =>
  posit(Number(n), Number(es), rs === undefined ? Infinity : Number(rs));

/** The exact sum of a posit multiplier's products, rounded once. */
export function quireSum({ golden, parameters }: Design): Sum {
  const format = positOf(parameters);
  return (factors) => {
    const products = factors.map(([x, y]) => format.value(golden({ x, y }).r ?? -1n));
    return format.round(products.reduce((sum, product) => sum.plus(product), Dyadic.zero));
  };
}

/** Every sum of a product by the golden model; the bias is fed as bias · 1, last. */
export function goldenProduct(patterns: Patterns, sum: Sum, one: bigint): bigint[] {
  const { m, rows, depth, activations, weights, bias } = patterns;
  return Array.from({ length: m * rows }, (_, index) => {
    const [pixel, row] = [Math.floor(index / rows), index % rows];
    const factors = Array.from({ length: depth }, (_, k) => {
      return [activations[pixel * depth + k] ?? -1n, weights[row * depth + k] ?? -1n] as const;
    });
    return sum([...factors, [bias[row] ?? -1n, one]]);
  });
}
