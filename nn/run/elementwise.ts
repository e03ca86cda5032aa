import type { Elementwise, Operand } from "../network/steps.js";
import { addToOdd, divideToOdd, multiplyToOdd } from "./exact.js";

type Operation = (a: number, b: number) => number;

/** Stored into float32, which rounds to the nearest: a double's result of two floats is so the float's. */
const nearest: Readonly<Record<Elementwise["of"], Operation>> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  atLeast: (a, b) => (a >= b ? 1 : 0),
};

const odd: Readonly<Record<Elementwise["of"], Operation>> = {
  add: addToOdd,
  subtract: (a, b) => addToOdd(a, -b),
  multiply: multiplyToOdd,
  divide: divideToOdd,
  atLeast: nearest.atLeast,
};

/** The exact result of every pair, rounded once: to the nearest float, or to odd. */
export function runElementwise(
  { of, size, operands }: Elementwise,
  inputs: readonly Float32Array[],
  inputSizes: readonly number[],
  output: Float32Array,
  images: number,
  toOdd: boolean,
): void {
  const operation = (toOdd ? odd : nearest)[of];
  let used = 0;
  const [left, right] = operands.map((operand: Operand) => {
    const source = operand.constant === undefined ? used++ : -1;
    return {
      values: operand.constant ?? inputs[source] ?? new Float32Array(0),
      step: source < 0 ? 0 : (inputSizes[source] ?? 0),
      map: operand.map,
    };
  });
  if (left === undefined || right === undefined) return;
  for (let image = 0; image < images; image++) {
    const [a, b] = [image * left.step, image * right.step];
    for (let at = 0, to = image * size; at < size; at++, to++)
      output[to] = operation(
        left.values[a + (left.map === undefined ? at : (left.map[at] ?? 0))] ?? 0,
        right.values[b + (right.map === undefined ? at : (right.map[at] ?? 0))] ?? 0,
      );
  }
}
