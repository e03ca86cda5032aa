import type { Operator } from "../contract/operator.js";
import * as operators from "./index.js";

/** Every operator there is, by name. */
export const catalogue: readonly Operator[] = Object.values(operators).toSorted((one, other) =>
  one.name < other.name ? -1 : 1,
);
