import type { BinaryOperator, Node } from "../../generators/hdl/expression.js";
import type { Module } from "../../generators/hdl/index.js";
import { print } from "../../generators/hdl/print.js";
import { partOf, type Replacement } from "../bitparallel/module-circuit.js";

/** A module with one small mistake in it. */
export interface Mutant extends Replacement {
  /** What is wrong, for a person: `log = x_log - y_log instead of x_log + y_log`. */
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
      return [inverted(node), ...[1, -1].flatMap((by) => moved(node, by))];
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
  switch (node.kind) {
    case "signal":
    case "slice":
    case "literal":
      return [];
    case "concat":
      return node.parts.flatMap((part, i) =>
        mutations(part).map((mutant) => ({ ...node, parts: node.parts.with(i, mutant) })),
      );
    case "replicate":
      return mutations(node.of).map((of) => ({ ...node, of }));
    case "unary":
      // Dropping an inversion is the same as inverting what is inverted.
      return node.operator === "~" && (node.of.kind === "signal" || node.of.kind === "slice")
        ? mutations(node.of)
            .slice(1)
            .map((of) => ({ ...node, of }))
        : mutations(node.of).map((of) => ({ ...node, of }));
    case "binary":
      return [
        ...factors(node.operator, node.left).map((left) => ({ ...node, left })),
        ...factors(node.operator, node.right).map((right) => ({ ...node, right })),
      ];
    case "conditional":
      return [
        ...mutations(node.condition).map((condition) => ({ ...node, condition })),
        ...mutations(node.then).map((then) => ({ ...node, then })),
        ...mutations(node.otherwise).map((otherwise) => ({ ...node, otherwise })),
      ];
  }
}

/** A signed product is of signals and nothing else. */
const factors = (operator: BinaryOperator, factor: Node): Node[] =>
  operator === "*signed" ? [] : mutations(factor);

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

function moved(node: Node & { kind: "slice" }, by: number): Node[] {
  const [high, low] = [node.high + by, node.low + by];
  return low >= 0 && high < node.signal.width ? [{ ...node, high, low }] : [];
}
