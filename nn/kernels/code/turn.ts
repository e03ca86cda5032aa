import type { FunctionCode, Local } from "./function-code.js";
import { lanesOf } from "./vector.js";

/** Four vectors as the columns of a matrix, as its rows. */
export function turn(f: FunctionCode, [a, b, c, d]: readonly Local[]): Local[] {
  if (a === undefined || b === undefined || c === undefined || d === undefined)
    throw new RangeError("four vectors are turned");
  const pairs = [
    [a, b],
    [c, d],
  ] as const;
  const low = pairs.map(([x, y]) => f.let(lanesOf(x.get, y.get, [0, 4, 1, 5])));
  const high = pairs.map(([x, y]) => f.let(lanesOf(x.get, y.get, [2, 6, 3, 7])));
  return [low, high].flatMap(([x = a, y = a]) => [
    f.let(lanesOf(x.get, y.get, [0, 1, 4, 5])),
    f.let(lanesOf(x.get, y.get, [2, 3, 6, 7])),
  ]);
}
