import type { Design } from "../generators/design.js";
import { isTabled, mostTabledBits } from "../generators/operators/shared/searched-netlist.js";
import { recordedCycles, type OperandSource } from "../operands/recorded-operands.js";
import { layoutOf } from "../operands/word.js";
import { RequestError } from "../tools/errors.js";
import type { OperandWeights } from "./engine/operand-weights.js";
import type { Shape } from "./engine/shape.js";

/** Cycles of a trace that are counted at most. */
const mostCycles = 1_000_000;

/**
 * How often operands come. Of a trace each operand is counted by itself, and every pattern once more: what did not come in it
 * may come all the same.
 * @param design to whose ports a trace must fit
 * @throws {RequestError} operands that change from cycle to cycle, or a trace of other formats
 */
export function operandWeightsOf(
  source: OperandSource,
  design: Design,
  shape: Shape,
): OperandWeights | undefined {
  if (source === "uniform") return undefined;
  if (!isTabled(shape))
    throw new RequestError(
      `of operands of more than ${mostTabledBits} bits a search takes every pair as likely; leave out --operands`,
    );
  if (source === "tenth")
    throw new RequestError(
      "'tenth' says how bits change from cycle to cycle, which errors do not depend on; take uniform or normal",
    );
  if (source === "normal") {
    const weights = normalWeights(shape);
    return { x: weights, y: weights };
  }
  const layout = layoutOf(design.ports, "input");
  const counts = { x: ones(shape.n), y: ones(shape.n) };
  for (const word of recordedCycles(design, source, mostCycles)) {
    const { x = 0n, y = 0n } = layout.unpack(word);
    counts.x[Number(x)] = (counts.x[Number(x)] ?? 0) + 1;
    counts.y[Number(y)] = (counts.y[Number(y)] ?? 0) + 1;
  }
  return { x: shares(counts.x), y: shares(counts.y) };
}

const ones = (n: number): number[] => new Array<number>(2 ** n).fill(1);

function shares(counts: readonly number[]): number[] {
  const all = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => count / all);
}

/**
 * Of normally distributed values, rounded: the standard deviation is a quarter of the largest magnitude; unsigned ones are
 * magnitudes, and values beyond the range saturate. See docs/error.md.
 */
function normalWeights({ n, signed }: Pick<Shape, "n" | "signed">): number[] {
  const deviation = 2 ** (n - (signed ? 3 : 2));
  const [least, most] = signed ? [-(2 ** (n - 1)), 2 ** (n - 1) - 1] : [0, 2 ** n - 1];
  const below = (value: number): number => normalBelow(value / deviation);
  return Array.from({ length: 2 ** n }, (_, pattern) => {
    const value = signed && pattern > most ? pattern - 2 ** n : pattern;
    const low = value === least && signed ? 0 : below(value - 0.5);
    const high = value === most ? 1 : below(value + 0.5);
    if (signed) return high - low;
    return value === 0 ? below(0.5) - below(-0.5) : 2 * (high - low);
  });
}

/**
 * The share of a standard normal distribution below a value, to 1.5e-7.
 * Source: M. Abramowitz, I. A. Stegun, Handbook of Mathematical Functions, 7.1.26.
 */
function normalBelow(value: number): number {
  const z = Math.abs(value) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * z);
  const series = [1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592];
  const tail = series.reduce((sum, factor) => (sum + factor) * t, 0) * Math.exp(-z * z);
  return value < 0 ? tail / 2 : 1 - tail / 2;
}
