import { ModuleError } from "./errors.js";
import { Expression, type BinaryOperator, type Node } from "./expression.js";
import { binary, concat, conditional, literal, replicate, unary } from "./nodes.js";
import { Signal } from "./signal.js";

/** What may stand in a `${…}` of the `v` tag; a number becomes digits of the text. */
export type Part = Signal | Expression | number | bigint;

/**
 * The expression tag: Verilog's own notation around signals, parsed while generating so that widths are
 * checked and dependencies known. `` v`${a} + ${b}` ``, `` v`{${s}, ${f}[7:0]}` ``, `` v`${n}'d5` ``.
 * Every literal is sized; selects apply to signals.
 * @throws {ModuleError} text that is no expression; {WidthError} operands that do not fit together.
 */
export function v(strings: TemplateStringsArray, ...parts: Part[]): Expression {
  const atoms: (Signal | Expression)[] = [];
  let text = strings[0] ?? "";
  parts.forEach((part, index) => {
    if (typeof part === "number" || typeof part === "bigint") text += String(part);
    else text += `@${atoms.push(part) - 1}@`;
    text += strings[index + 1] ?? "";
  });
  return new Expression(new Parser(text, atoms).parse());
}

/**
 * The product of two signals read as two's complement; `v` knows unsigned arithmetic only. It has room for
 * as many bits as both factors together.
 */
export const signedProduct = (left: Signal, right: Signal): Expression =>
  new Expression(binary("*signed", left.all.node, right.all.node));

const token = /\s*(@\d+@|\d+'[bdh][0-9a-fA-F_]+|\d+|<<|>>|==|!=|<=|>=|[-+*&|^~?:<>(){},[\]])/y;

/** Binary operators from the loosest binding to the tightest (IEEE 1364-2001, table 4-4). */
const precedence: readonly (readonly BinaryOperator[])[] = [
  ["|"],
  ["^"],
  ["&"],
  ["==", "!="],
  ["<", "<=", ">", ">="],
  ["<<", ">>"],
  ["+", "-"],
  ["*"],
];

class Parser {
  private readonly tokens: readonly string[];
  private next = 0;

  constructor(
    private readonly text: string,
    private readonly atoms: readonly (Signal | Expression)[],
  ) {
    this.tokens = this.lex();
  }

  parse(): Node {
    const node = this.conditional();
    if (this.next < this.tokens.length) this.fail();
    return node;
  }

  private lex(): string[] {
    const tokens: string[] = [];
    token.lastIndex = 0;
    const end = this.text.trimEnd().length;
    while (token.lastIndex < end) {
      const match = token.exec(this.text);
      if (match?.[1] === undefined) this.fail();
      else tokens.push(match[1]);
    }
    return tokens;
  }

  private conditional(): Node {
    const condition = this.binary(0);
    if (!this.take("?")) return condition;
    const then = this.conditional();
    this.expect(":");
    return conditional(condition, then, this.conditional());
  }

  private binary(level: number): Node {
    const operators = precedence[level];
    if (operators === undefined) return this.unary();
    let left = this.binary(level + 1);
    for (;;) {
      const operator = operators.find((candidate) => this.take(candidate));
      if (operator === undefined) return left;
      left = binary(operator, left, this.binary(level + 1));
    }
  }

  private unary(): Node {
    for (const operator of ["~", "&", "|", "^"] as const)
      if (this.take(operator)) return unary(operator, this.unary());
    return this.primary();
  }

  private primary(): Node {
    if (this.take("(")) {
      const inner = this.conditional();
      this.expect(")");
      return inner;
    }
    if (this.take("{")) return this.braces();
    const atom = this.tokens[this.next] ?? "";
    this.next++;
    if (atom.startsWith("@")) return this.select(this.atoms[Number(atom.slice(1, -1))]);
    return this.literal(atom);
  }

  /** After `{`: a replication `{4{x}}` or a concatenation `{x, y}`. */
  private braces(): Node {
    if (this.tokens[this.next + 1] === "{") {
      const count = this.number();
      this.expect("{");
      const of = concat(this.list());
      this.expect("}");
      return replicate(count, of);
    }
    return concat(this.list());
  }

  private list(): Node[] {
    const parts = [this.conditional()];
    while (this.take(",")) parts.push(this.conditional());
    this.expect("}");
    return parts;
  }

  private select(atom: Signal | Expression | undefined): Node {
    if (atom === undefined) return this.fail();
    if (!this.take("[")) return (atom instanceof Signal ? atom.all : atom).node;
    if (!(atom instanceof Signal)) return this.fail();
    const high = this.number();
    const low = this.take(":") ? this.number() : high;
    this.expect("]");
    return atom.bits(high, low).node;
  }

  private literal(text: string): Node {
    const [width, digits] = text.split("'");
    const base = digits?.[0];
    if (digits === undefined || (base !== "b" && base !== "d" && base !== "h")) return this.fail();
    const prefix = { b: "0b", d: "", h: "0x" }[base];
    return literal(Number(width), BigInt(prefix + digits.slice(1).replaceAll("_", "")), base);
  }

  /** An index or a count; −1 occurs in `x[-1:0]`, which is no bits. */
  private number(): number {
    const sign = this.take("-") ? -1 : 1;
    const text = this.tokens[this.next++] ?? "";
    return /^\d+$/.test(text) ? sign * Number(text) : this.fail();
  }

  private take(text: string): boolean {
    if (this.tokens[this.next] !== text) return false;
    this.next++;
    return true;
  }

  private expect(text: string): void {
    if (!this.take(text)) this.fail();
  }

  private fail(): never {
    const shown = this.text.replace(/@(\d+)@/g, (_, index: string) => {
      const atom = this.atoms[Number(index)];
      return atom instanceof Signal ? atom.name : "(…)";
    });
    throw new ModuleError(`not an expression of the v tag: ${shown}`);
  }
}
