import { v, type Expression, type Signal } from "../hdl/index.js";

/** Concatenates any number of parts, the first on the left. */
export function concatenate(parts: readonly (Signal | Expression)[]): Expression {
  return parts.reduce<Expression>((left, part) => v`{${left}, ${part}}`, v`0'b0`);
}
