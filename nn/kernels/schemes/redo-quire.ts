import { Dyadic } from "../../../golden/dyadic.js";
import { posit } from "../../../golden/posit.js";
import { quireFraction, type PositFormat } from "./posit-format.js";

/** A product of two posits that a double holds exactly. */
export type ExactProduct = (x: number, y: number) => number;

/** The quire itself, in integers: products and bias in units of its last bit, modulo 2^width, rounded once. */
export function redoQuire(format: PositFormat, width: number, product: ExactProduct) {
  const numbers = posit(format.n, format.es, format.rs);
  const exponent = quireFraction(format);
  const units = (value: number): bigint => BigInt(value * 2 ** exponent);
  return (activations: Float32Array, weights: Float32Array, bias: number): number => {
    let sum = units(bias);
    for (let k = 0; k < activations.length; k++) {
      const found = product(activations[k] ?? 0, weights[k] ?? 0);
      // Gradients are zero for the most part, and so are their sums, which a bound leaves in doubt.
      if (found !== 0) sum += units(found);
    }
    return numbers.number(
      numbers.round(new Dyadic(width === Infinity ? sum : BigInt.asIntN(width, sum), -exponent)),
    );
  };
}

/** A finite double, exactly. */
export function dyadicOf(value: number): Dyadic {
  const exponent = value === 0 ? 0 : Math.floor(Math.log2(Math.abs(value))) - 54;
  return new Dyadic(BigInt(value * 2 ** -exponent), exponent);
}

export const exactDouble: ExactProduct = (x, y) => x * y;

const scratch = new DataView(new ArrayBuffer(8));
const patternOf = (value: number): bigint => {
  scratch.setFloat64(0, value);
  return scratch.getBigUint64(0);
};

/** Mitchell's product: the patterns of doubles are added, less that of 1. */
export const mitchellDouble: ExactProduct = (x, y) => {
  if (x === 0 || y === 0) return 0;
  scratch.setBigUint64(0, patternOf(Math.abs(x)) + patternOf(Math.abs(y)) - patternOf(1));
  return x < 0 === y < 0 ? scratch.getFloat64(0) : -scratch.getFloat64(0);
};
