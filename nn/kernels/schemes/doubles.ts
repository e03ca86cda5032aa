import type { Local } from "../code/function-code.js";
import { f64x2, lanesOf, type Code } from "../code/vector.js";

/** Four floats as doubles. */
export const doubles = (x: Local): readonly [Code, Code] => [
  f64x2.fromFloats(x.get),
  f64x2.fromFloats(lanesOf(x.get, x.get, [2, 3, 2, 3])),
];
