import type { BooleanFunction } from "./function.js";

const signs = { and: "*", or: "+", xor: "^" } as const;

/**
 * A function as Liberty text that every tool reads alike: `!(A*B)+(C^D)`. Parentheses leave no question of precedence,
 * on which tools disagree; the function's own structure stays, on which mapping depends.
 */
export function printFunction(of: BooleanFunction): string {
  switch (of.kind) {
    case "constant":
      return of.value ? "1" : "0";
    case "pin":
      return of.name;
    case "not":
      return `!${operand(of.of)}`;
    default:
      return of.of.map(operand).join(signs[of.kind]);
  }
}

const operand = (of: BooleanFunction): string =>
  of.kind === "and" || of.kind === "or" || of.kind === "xor" ? `(${printFunction(of)})` : printFunction(of);

/** The names of a function's pins, each once. */
export function pinsOf(of: BooleanFunction): string[] {
  if (of.kind === "constant") return [];
  if (of.kind === "pin") return [of.name];
  const inner = of.kind === "not" ? pinsOf(of.of) : of.of.flatMap(pinsOf);
  return [...new Set(inner)];
}

/** The function's value where some pins are constant. */
export function restrict(of: BooleanFunction, pins: ReadonlyMap<string, boolean>): boolean | undefined {
  const value = (node: BooleanFunction): boolean | undefined => {
    switch (node.kind) {
      case "constant":
        return node.value;
      case "pin":
        return pins.get(node.name);
      case "not": {
        const inner = value(node.of);
        return inner === undefined ? undefined : !inner;
      }
      case "and":
        return node.of.map(value).reduce((a, b) => (a === false || b === false ? false : a && b), true);
      case "or":
        return node.of
          .map(value)
          .reduce((a, b) => (a === true || b === true ? true : a === false ? b : a), false);
      case "xor":
        return node.of
          .map(value)
          .reduce((a, b) => (a === undefined || b === undefined ? undefined : a !== b), false);
    }
  };
  return value(of);
}
