import type { Operator } from "../contract/operator.js";
import * as operators from "./index.js";

/** Every operator of the catalogue, by name. */
export const catalogue: readonly Operator[] = Object.values(operators).toSorted((one, other) =>
  one.name < other.name ? -1 : 1,
);
