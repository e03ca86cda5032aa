import { estimateDelay } from "./delay.js";
import { ModuleError, WidthError } from "./errors.js";
import type { Expression } from "./expression.js";
import { dependencies } from "./expression.js";
import { isKeyword } from "./keywords.js";
import { naturalWidth } from "./nodes.js";
import { Signal } from "./signal.js";

/** An output port and what drives it. */
export interface Output {
  readonly name: string;
  readonly width: number;
  readonly value: Expression;
}

/** What the scopes of one module share. */
interface Body {
  readonly signals: Signal[];
  readonly outputs: Output[];
  readonly names: Set<string>;
  section: string;
}

/**
 * A Verilog module under construction: signals in the order of their declaration, each defined where it is
 * declared. The order is topological by construction, so the dependency graph needs no search.
 */
export class Module {
  private constructor(
    readonly name: string,
    private readonly body: Body,
    private readonly prefix: string,
  ) {}

  static create(name: string): Module {
    return new Module(name, { signals: [], outputs: [], names: new Set(), section: "" }, "");
  }

  /** The same module, with `name_` before the name of whatever is declared through it. */
  scope(name: string): Module {
    return new Module(this.name, this.body, `${this.prefix}${name}_`);
  }

  /** Starts a section: a comment above the declarations that follow. */
  section(comment: string): void {
    this.body.section = comment;
  }

  input(name: string, width: number): Signal {
    return this.declare(new Signal("input", this.claim(name), width, null, 0, ""));
  }

  /**
   * Declares a wire of `width` bits driven by `value`. An arithmetic value may be given room for its carry.
   * @param delay in FO4, from the latest operand; estimated from the expression where left out.
   * @throws {WidthError} `width` is not a width that `value` can have.
   */
  wire(name: string, width: number, value: Expression | Signal, delay?: number): Signal {
    const expression = value instanceof Signal ? value.all : value;
    const fullName = this.claim(name);
    this.check(fullName, width, expression);
    const cost = delay ?? estimateDelay(expression.node, width);
    return this.declare(new Signal("wire", fullName, width, expression, cost, this.body.section));
  }

  output(name: string, width: number, value: Expression | Signal): void {
    const expression = value instanceof Signal ? value.all : value;
    const fullName = this.claim(name);
    this.check(fullName, width, expression);
    this.body.outputs.push({ name: fullName, width, value: expression });
  }

  get inputs(): readonly Signal[] {
    return this.body.signals.filter(({ kind }) => kind === "input");
  }

  get outputs(): readonly Output[] {
    return this.body.outputs;
  }

  /** The wires that an output depends on, in the order of their declaration: what is emitted. */
  get wires(): readonly Signal[] {
    const live = new Set<Signal>(this.body.outputs.flatMap(({ value }) => [...dependencies(value)]));
    for (const signal of this.body.signals.toReversed())
      if (live.has(signal) && signal.value !== null)
        for (const operand of dependencies(signal.value)) live.add(operand);
    return this.body.signals.filter(
      (signal) => signal.kind === "wire" && signal.width > 0 && live.has(signal),
    );
  }

  private declare(signal: Signal): Signal {
    this.body.signals.push(signal);
    return signal;
  }

  private claim(name: string): string {
    const full = this.prefix + name;
    if (!/^[a-zA-Z][a-zA-Z0-9_]*$/.test(full) || isKeyword(full))
      throw new ModuleError(`'${full}' is no Verilog identifier`);
    if (this.body.names.has(full))
      throw new ModuleError(`${this.name} already has a signal '${full}'; use a scope`);
    this.body.names.add(full);
    return full;
  }

  private check(name: string, width: number, { node }: Expression): void {
    if (!Number.isInteger(width) || width < 0) throw new WidthError(`${name} cannot have ${width} bits`);
    const most = naturalWidth(node);
    if (width >= node.width && width <= most) return;
    const has = most === node.width ? `${node.width}` : `${node.width} to ${most}`;
    throw new WidthError(`${name} is declared with ${width} bits, but what drives it has ${has}`);
  }
}
