import type { Node } from "../../generators/hdl/expression.js";
import {
  interpreter,
  type Arithmetic,
  type Bitwise,
  type Comparison,
  type Interpreter,
  type Reduction,
  type Shift,
  type WordAlgebra,
} from "../../generators/hdl/interpret.js";
import type { Signal } from "../../generators/hdl/signal.js";
import type { Helper } from "./helpers.js";
import type { Names } from "./names.js";
import { isWide, limbBits, limbsFor, literal, masked, ones, type Value } from "./value.js";

/** Statements of one block of C that compute expressions, by the rules of Verilog on two-valued bits. */
export class Body implements WordAlgebra<Value> {
  readonly lines: string[] = [];
  /** An expression's value; adds the statements that it takes. */
  readonly value: Interpreter<Value>;

  constructor(
    private readonly names: Names,
    private readonly helpers: Set<Helper>,
    private readonly signals: Map<Signal, Value>,
  ) {
    this.value = interpreter(this, signals);
  }

  /** Declares a signal's variable with its value. */
  define(signal: Signal, node: Node): void {
    const name = this.names.claim(signal.name);
    const value = this.value(node, signal.width);
    this.signals.set(signal, { text: name, width: signal.width });
    if (limbsFor(signal.width) > 1)
      this.lines.push(`const uint64_t *const ${name} = ${this.array(value, signal.width)};`);
    else this.lines.push(`const uint64_t ${name} = ${bare(value.text)};`);
  }

  select(condition: Value, then: Value, otherwise: Value): Value {
    const width = Math.max(then.width, otherwise.width);
    if (!isWide({ width }))
      return { text: `(${condition.text} != 0 ? ${then.text} : ${otherwise.text})`, width };
    const name = this.names.claim("chosen");
    const [a, b] = [this.array(then, width), this.array(otherwise, width)];
    this.lines.push(`const uint64_t *const ${name} = ${condition.text} != 0 ? ${a} : ${b};`);
    return { text: name, width };
  }

  /** The name of an array with all limbs of `width` bits, more than 64, that holds a value. */
  array(value: Value, width: number): string {
    if (limbsFor(value.width) === limbsFor(width) && isWide(value)) return value.text;
    return this.wide(width, (to) => {
      this.call("copy", to, ...this.operand(value));
    }).text;
  }

  literal(value: bigint, width: number): Value {
    if (!isWide({ width })) return { text: literal(value), width };
    const name = this.names.claim("constant");
    const limbs = Array.from({ length: limbsFor(width) }, (_, i) =>
      literal(BigInt.asUintN(limbBits, value >> BigInt(limbBits * i))),
    );
    this.lines.push(`static const uint64_t ${name}[${limbs.length}] = {${limbs.join(", ")}};`);
    return { text: name, width };
  }

  slice(of: Value, low: number, width: number): Value {
    if (isWide({ width }))
      return this.wide(
        width,
        (to) => {
          this.call("shift_right", to, ...this.operand(of), literal(BigInt(low)));
        },
        true,
      );
    if (!isWide(of)) return { text: masked(low === 0 ? of.text : `(${of.text} >> ${low})`, width), width };
    const [limb, offset] = [Math.floor(low / limbBits), low % limbBits];
    const below = offset === 0 ? `${of.text}[${limb}]` : `(${of.text}[${limb}] >> ${offset})`;
    if (offset + width <= limbBits) return { text: masked(below, width), width };
    return { text: masked(`(${below} | (${of.text}[${limb + 1}] << ${limbBits - offset}))`, width), width };
  }

  concat(parts: readonly Value[], widths: readonly number[]): Value {
    const width = widths.reduce((sum, each) => sum + each, 0);
    let below = width;
    const places = widths.map((each) => (below -= each));
    if (!isWide({ width })) {
      const shifted = parts.map(({ text }, i) => (places[i] === 0 ? text : `(${text} << ${places[i]})`));
      return { text: `(${shifted.join(" | ")})`, width };
    }
    return this.wide(width, (to) => {
      parts.forEach((value, i) => {
        this.call("place", to, ...this.operand(value), size(places[i] ?? 0));
      });
    });
  }

  replicate(of: Value, each: number, count: number): Value {
    const width = each * count;
    if (isWide({ width }))
      return this.wide(width, (to) => {
        this.call("repeat", to, ...this.operand(of), size(each), size(count));
      });
    const copies = Array.from({ length: count }, (_, i) => 1n << BigInt(each * i)).reduce(
      (sum, bit) => sum | bit,
      0n,
    );
    return { text: `(${of.text} * ${literal(copies)})`, width };
  }

  complement(of: Value, width: number): Value {
    if (!isWide({ width })) return { text: `(${of.text} ^ ${literal(ones(width))})`, width };
    return this.wide(
      width,
      (to) => {
        this.call("complement", to, ...this.operand(of));
      },
      true,
    );
  }

  reduce(operator: Reduction, of: Value, width: number): Value {
    const wide = isWide({ width });
    switch (operator) {
      case "&":
        return wide
          ? bit(this.use("all_ones", this.array(of, width), size(width)))
          : bit(`(uint64_t)(${of.text} == ${literal(ones(width))})`);
      case "|":
        return wide ? bit(this.use("any", ...this.operand(of))) : bit(`(uint64_t)(${of.text} != 0)`);
      case "^":
        return bit(this.use("parity", ...this.operand(of)));
    }
  }

  arithmetic(operator: Arithmetic, a: Value, b: Value, width: number): Value {
    const helper = ({ "+": "add", "-": "subtract", "*": "multiply" } as const)[operator];
    if (isWide({ width }))
      return this.wide(
        width,
        (to) => {
          this.call(helper, to, ...this.operand(a), ...this.operand(b));
        },
        true,
      );
    const text = `(${a.text} ${operator} ${b.text})`;
    const grown = { "+": Math.max(a.width, b.width) + 1, "*": a.width + b.width, "-": Infinity }[operator];
    return { text: grown <= width ? text : masked(text, width), width };
  }

  signedProduct(a: Value, b: Value, [wa, wb]: readonly [number, number], width: number): Value {
    if (!isWide({ width })) {
      const [x, y] = [this.use("extend", a.text, size(wa)), this.use("extend", b.text, size(wb))];
      return { text: masked(`(${x} * ${y})`, width), width };
    }
    const extended = (value: Value, from: number): Value =>
      this.wide(width, (to) => {
        this.call("extend_wide", to, ...this.operand(value), size(from));
      });
    return this.arithmetic("*", extended(a, wa), extended(b, wb), width);
  }

  bitwise(operator: Bitwise, a: Value, b: Value, width: number): Value {
    if (!isWide({ width })) return { text: `(${a.text} ${operator} ${b.text})`, width };
    const helper = ({ "&": "and", "|": "or", "^": "xor" } as const)[operator];
    return this.wide(width, (to) => {
      this.call(`bitwise_${helper}`, to, ...this.operand(a), ...this.operand(b));
    });
  }

  shift(operator: Shift, of: Value, by: Value, width: number): Value {
    if (isWide(by)) throw new RangeError(`a shift by a distance of ${by.width} bits`);
    const left = operator === "<<";
    if (isWide({ width })) {
      const helper = left ? "shift_left" : "shift_right";
      return this.wide(
        width,
        (to) => {
          this.call(helper, to, ...this.operand(of), by.text);
        },
        left,
      );
    }
    const text = this.use(left ? "left" : "right", of.text, by.text);
    return { text: left ? masked(text, width) : text, width };
  }

  compare(operator: Comparison, a: Value, b: Value, width: number): Value {
    if (!isWide({ width })) return bit(`(uint64_t)(${a.text} ${operator} ${b.text})`);
    const [x, y] = [this.operand(a), this.operand(b)];
    const not = (text: string): string => `(${text} ^ UINT64_C(1))`;
    switch (operator) {
      case "==":
        return bit(this.use("equal", ...x, ...y));
      case "!=":
        return bit(not(this.use("equal", ...x, ...y)));
      case "<":
        return bit(this.use("less", ...x, ...y));
      case ">=":
        return bit(not(this.use("less", ...x, ...y)));
      case ">":
        return bit(this.use("less", ...y, ...x));
      default:
        return bit(not(this.use("less", ...y, ...x)));
    }
  }

  /** A new array of `width` bits, which `fill` writes; with `trim`, the bits above them are cleared. */
  private wide(width: number, fill: (to: readonly [string, string]) => void, trim = false): Value {
    const name = this.names.claim("wide");
    const limbs = limbsFor(width);
    this.lines.push(`uint64_t ${name}[${limbs}] = {0};`);
    fill([name, size(limbs)]);
    const above = width % limbBits;
    if (trim && above > 0) this.lines.push(`${name}[${limbs - 1}] &= ${literal(ones(above))};`);
    return { text: name, width };
  }

  /** A value as a helper takes it: its limbs and how many there are. */
  private operand(value: Value): [string, string] {
    if (isWide(value)) return [value.text, size(limbsFor(value.width))];
    // A variable, as C++ knows no compound literals.
    const name = this.names.claim("limb");
    this.lines.push(`const uint64_t ${name}[1] = {${bare(value.text)}};`);
    return [name, size(1)];
  }

  private call(helper: Helper, to: readonly [string, string], ...rest: string[]): void {
    this.lines.push(`${this.use(helper, ...to, ...rest)};`);
  }

  private use(helper: Helper, ...given: string[]): string {
    this.helpers.add(helper);
    return `tapir_${helper}(${given.map(bare).join(", ")})`;
  }
}

const bit = (text: string): Value => ({ text, width: 1 });

const size = (count: number): string => `${count}`;

/** The text without parentheses around the whole, for places where nothing stands beside it. */
export function bare(text: string): string {
  if (!text.startsWith("(") || text.startsWith("(uint64_t)")) return text;
  let depth = 0;
  for (let i = 0; i < text.length - 1; i++) {
    if (text[i] === "(") depth++;
    if (text[i] === ")" && --depth === 0) return text;
  }
  return text.slice(1, -1);
}
