import { withOneChanged, type BinaryOperator, type Node } from "../generators/hdl/expression.js";
import type { Module } from "../generators/hdl/index.js";
import { print } from "../generators/hdl/print.js";
import { movedSlices } from "../circuit/misreadings.js";
import { partOf, type Replacement } from "../circuit/from-rtl.js";

/** A module with one small mistake in it. */
export interface Mutant extends Replacement {
  /** The mistake, for a person: `log = x_log - y_log instead of x_log + y_log`. */
  readonly description: string;
}

/** Every mutant of a module, in the order of its text; registers last. */
export function mutantsOf(m: Module): Mutant[] {
  const taken = m.registers.flatMap(({ signal: { name, width }, value, enable, reset }) => [
    { name: partOf(name, "value"), width, value },
    { name: partOf(name, "enable"), width: 1, value: enable },
    { name: partOf(name, "reset"), width: 1, value: reset },
  ]);
  const wires = m.wires.map(({ name, width, value }) => ({ name, width, value }));
  const driven = [...wires, ...m.outputs, ...taken];
  return driven.flatMap(({ name, width, value }) =>
    value === null
      ? []
      : mutations(value.node)
          .map((node) => ({ name, node, text: print(node, width) }))
          .filter(({ text }, i, all) => all.findIndex((other) => other.text === text) === i)
          .map(({ node, text }) => ({
            name,
            node,
            description: `${name} = ${text} instead of ${print(value.node, width)}`,
          })),
  );
}

/** The expressions that differ from a node in one place; their widths are the same. */
function mutations(node: Node): Node[] {
  return [...here(node), ...below(node)];
}

function here(node: Node): Node[] {
  switch (node.kind) {
    case "signal":
      return [inverted(node)];
    case "slice":
      return [inverted(node), ...movedSlices(node)];
    case "literal":
      return [1n, -1n].map((by) => ({ ...node, value: BigInt.asUintN(node.width, node.value + by) }));
    case "unary":
      if (node.operator === "~") return [node.of];
      return (["&", "|", "^"] as const)
        .filter((operator) => operator !== node.operator)
        .map((operator) => ({ ...node, operator }));
    case "binary":
      return swaps[node.operator].map((operator) => ({ ...node, operator }));
    case "conditional":
      return [{ ...node, then: node.otherwise, otherwise: node.then }];
    case "concat":
    case "replicate":
      return [];
  }
}

/** Mutations of one operand, the others left as they are. */
function below(node: Node): Node[] {
  // A signed product takes signals only.
  if (node.kind === "binary" && node.operator === "*signed") return [];
  // Dropping an inversion and inverting its operand are the same mutant.
  const isInversion = node.kind === "unary" && node.operator === "~";
  const isInvertible = isInversion && (node.of.kind === "signal" || node.of.kind === "slice");
  return withOneChanged(node, (operand) => mutations(operand).slice(Number(isInvertible)));
}

/** What somebody might have written instead. */
const swaps: Readonly<Record<BinaryOperator, readonly BinaryOperator[]>> = {
  "+": ["-"],
  "-": ["+"],
  "*": ["+"],
  "*signed": ["*"],
  "&": ["|", "^"],
  "|": ["&", "^"],
  "^": ["&", "|"],
  "<<": [">>"],
  ">>": ["<<"],
  "==": ["!="],
  "!=": ["=="],
  "<": ["<=", ">="],
  "<=": ["<", ">"],
  ">": [">=", "<="],
  ">=": [">", "<"],
};

const inverted = (of: Node): Node => ({ kind: "unary", width: of.width, operator: "~", of });
