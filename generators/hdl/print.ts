import { ModuleError } from "./errors.js";
import type { Node } from "./expression.js";
import { concat, literal, replicate } from "./nodes.js";

/**
 * Prints an expression as Verilog-2001 in a context of `width` bits. Whatever Verilog would extend silently
 * is extended in writing, so that no tool has a width to warn about.
 */
export function print(node: Node, width: number = node.width): string {
  if (node.kind === "binary") {
    switch (node.operator) {
      case "+":
      case "-":
      case "*":
        return infix(node.operator, node.left, node.right, width);
      case "*signed":
        return `${signed(node.left, width)} * ${signed(node.right, width)}`;
    }
  }
  if (node.width < width) return print(concat([literal(width - node.width, 0n), node]));
  switch (node.kind) {
    case "signal":
      return node.signal.name;
    case "slice":
      return node.high === node.low
        ? `${node.signal.name}[${node.high}]`
        : `${node.signal.name}[${node.high}:${node.low}]`;
    case "literal":
      return `${node.width}'${node.base}${digits(node)}`;
    case "concat":
      return `{${node.parts.map((part) => print(part)).join(", ")}}`;
    case "replicate":
      return `{${node.count}{${print(node.of)}}}`;
    case "unary":
      return node.operator + grouped(node.of, node.of.width);
    case "conditional":
      return `${grouped(node.condition, 1)} ? ${grouped(node.then, width)} : ${
        node.otherwise.kind === "conditional" ? print(node.otherwise) : grouped(node.otherwise, width)
      }`;
    case "binary":
      return node.operator === "<<" || node.operator === ">>"
        ? `${grouped(node.left, width)} ${node.operator} ${grouped(node.right, node.right.width)}`
        : infix(node.operator, node.left, node.right, node.left.width);
  }
}

/** A factor, which is a signal, sign-extended in writing to `width` bits. */
function signed(node: Node, width: number): string {
  if (node.kind !== "signal") throw new ModuleError("a signed product is of signals");
  return `$signed(${print(concat([replicate(width - node.width, node.signal.msb.node), node]))})`;
}

const associative: ReadonlySet<string> = new Set(["+", "&", "|", "^"]);

function infix(operator: string, left: Node, right: Node, width: number): string {
  const chained = left.kind === "binary" && left.operator === operator && associative.has(operator);
  return `${chained ? print(left, width) : grouped(left, width)} ${operator} ${grouped(right, width)}`;
}

/** An operand: in parentheses unless it cannot be misread. */
function grouped(node: Node, width: number): string {
  const text = print(node, width);
  const plain = node.kind === "unary" ? node.operator === "~" : !compound.has(node.kind);
  // What is extended in writing stands in braces; arithmetic extends its operands instead.
  const inBraces = node.width < width && !(node.kind === "binary" && arithmetic.has(node.operator));
  return plain || inBraces ? text : `(${text})`;
}

const arithmetic: ReadonlySet<string> = new Set(["+", "-", "*", "*signed"]);

const compound: ReadonlySet<Node["kind"]> = new Set(["unary", "binary", "conditional"]);

function digits({ value, base, width }: Node & { kind: "literal" }): string {
  switch (base) {
    case "b":
      return value === 0n ? "0" : value.toString(2).padStart(width, "0");
    case "d":
      return value.toString();
    case "h":
      return value.toString(16).padStart(Math.ceil(width / 4), "0");
  }
}
