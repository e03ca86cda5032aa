import type { Block } from "./block.js";
import { ModuleError, WidthError } from "./errors.js";
import { dependencies, Expression } from "./expression.js";
import { isKeyword } from "./keywords.js";
import { binary, naturalWidth, unary } from "./nodes.js";
import { resetPort, type ResetStyle } from "./reset.js";
import type { Item, Next, Output, Register } from "./items.js";
import { Signal } from "./signal.js";

export type { Instance, Item, Next, Output, Register } from "./items.js";

/** What the scopes of one module share. */
interface Body {
  readonly signals: Signal[];
  readonly registers: Map<Signal, Register>;
  /** Wires, registers and next states, in the order in which the generator gave them. */
  readonly items: Item[];
  readonly outputs: Output[];
  /** Wires that are emitted although nothing depends on them. */
  readonly unused: Signal[];
  readonly names: Set<string>;
  section: string;
  block: Block | null;
  /** The reset port, and the signal that is 1 while it resets. */
  reset: { readonly style: ResetStyle; readonly port: Signal; readonly resets: Signal } | null;
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

  /** An empty module. `name` is a Verilog identifier. */
  static create(name: string): Module {
    return new Module(
      name,
      {
        signals: [],
        registers: new Map(),
        items: [],
        outputs: [],
        unused: [],
        names: new Set([name]),
        section: "",
        block: null,
        reset: null,
      },
      "",
    );
  }

  /** The same module, with `name_` before the name of whatever is declared through it. */
  scope(name: string): Module {
    return new Module(this.name, this.body, `${this.prefix}${name}_`);
  }

  /** Starts a section: a comment above the declarations that follow. */
  section(comment: string): void {
    this.body.section = comment;
  }

  /**
   * Declares a block: the wires that `build` declares can be printed as a module of their own. A block within another is part of
   * that one.
   * @param operands what it is fed, by the names of that module's ports
   */
  block<Made>(kind: string, operands: Readonly<Record<string, Signal | undefined>>, build: () => Made): Made {
    if (this.body.block !== null) return build();
    const named = Object.entries(operands).flatMap(([name, signal]): [string, string][] =>
      signal === undefined ? [] : [[signal.name, name]],
    );
    return this.within({ kind, prefix: this.prefix, operands: new Map(named) }, build);
  }

  /** The same for a block that is known: a signal's, in a module that is made of another. */
  within<Made>(block: Block | null, build: () => Made): Made {
    const outer = this.body.block;
    this.body.block = block;
    try {
      return build();
    } finally {
      this.body.block = outer;
    }
  }

  /** Declares an input port of `width` bits. */
  input(name: string, width: number): Signal {
    return this.declare(new Signal("input", this.claim(name), width, null, ""));
  }

  /**
   * Declares the reset port, `rst` or `rst_n`.
   * @returns a signal that is 1 while it resets
   */
  reset(style: ResetStyle): Signal {
    const port = this.input(resetPort(style), 1);
    // Emitted only where something other than a register's reset depends on it.
    const resets =
      style.active === "high" ? port : this.wire("rst", 1, new Expression(unary("~", port.all.node)));
    this.body.reset = { style, port, resets };
    return resets;
  }

  /**
   * Declares a wire of `width` bits driven by `value`. An arithmetic value may be given room for its carry.
   * @throws {WidthError} `width` is not a width that `value` can have.
   */
  wire(name: string, width: number, value: Expression | Signal): Signal {
    const expression = value instanceof Signal ? value.all : value;
    const fullName = this.claim(name);
    this.check(fullName, width, expression);
    return this.declare(new Signal("wire", fullName, width, expression, this.body.section, this.body.block));
  }

  /** Declares a register; `next` gives its next state, which may depend on its state. */
  register(name: string, width: number): Signal {
    return this.declare(new Signal("register", this.claim(name), width, null, this.body.section));
  }

  /**
   * Gives a register its next state.
   * @throws {WidthError} the next state is not as wide as the register, or a control is not one bit
   * @throws {ModuleError} the signal is not a register; the reset port is asynchronous, and only part of this register's reset
   */
  next(register: Signal, { value, enable, reset, clear }: Next): void {
    const [nextState, enabled, resets, cleared] = [value, enable, reset, clear].map((given) =>
      given === undefined ? null : given instanceof Signal ? given.all : given,
    );
    if (register.kind !== "register" || nextState == null)
      throw new ModuleError(`${register.name} is not a register; declare it with register`);
    this.check(register.name, register.width, nextState);
    for (const control of [enabled, resets, cleared])
      if (control != null) this.check(`a control of ${register.name}`, 1, control);
    const [atPort, asynchronous] = this.atResetPort(register, resets ?? null, cleared ?? null);
    const given = {
      ...{ signal: register, value: nextState, enable: enabled ?? null, asynchronous },
      reset: either(atPort, cleared ?? null),
    };
    this.body.registers.set(register, given);
    this.body.items.push({ kind: "next", section: this.body.section, register: given });
  }

  /** Marks bits as unused, in a wire whose name linters know. */
  unused(value: Expression): void {
    this.retain(this.wire("unused", 1, new Expression(unary("&", value.node))));
  }

  /** Emits a wire although nothing depends on it. */
  retain(wire: Signal): void {
    this.body.unused.push(wire);
  }

  /** Declares an output port of `width` bits, and what drives it. */
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

  /** The wires that are emitted although nothing depends on them. */
  get retained(): readonly Signal[] {
    return this.body.unused;
  }

  /** The wires that an output depends on, in the order of their declaration: what is emitted. */
  get wires(): readonly Signal[] {
    const live = this.live();
    return this.body.signals.filter(
      (signal) => signal.kind === "wire" && signal.width > 0 && live.has(signal),
    );
  }

  /** The registers that an output depends on, in the order of their declaration. */
  get registers(): readonly Register[] {
    const live = this.live();
    return this.body.signals
      .filter((signal) => signal.kind === "register" && signal.width > 0 && live.has(signal))
      .map((signal) => this.body.registers.get(signal) ?? undriven(signal));
  }

  /** What is emitted, in its order: wires and registers that an output depends on. */
  get items(): readonly Item[] {
    const live = this.live();
    return this.body.items.filter((item) => {
      if (item.kind === "instance") return true;
      const signal = item.kind === "next" ? item.register.signal : item.signal;
      if (signal.kind === "register" && live.has(signal) && !this.body.registers.has(signal))
        undriven(signal);
      return signal.width > 0 && live.has(signal);
    });
  }

  /** Every signal that an output depends on, through registers too. */
  private live(): ReadonlySet<Signal> {
    const live = new Set(this.body.unused);
    const waiting: Expression[] = [
      ...this.body.outputs.map(({ value }) => value),
      ...this.body.unused.flatMap(({ value }) => value ?? []),
    ];
    for (let value = waiting.pop(); value !== undefined; value = waiting.pop())
      for (const signal of dependencies(value)) {
        if (live.has(signal)) continue;
        live.add(signal);
        const register = this.body.registers.get(signal);
        const sources = [signal.value, register?.value, register?.enable, register?.reset];
        waiting.push(...sources.filter((source) => source != null));
      }
    return live;
  }

  /** A register's reset in terms of the reset port, and whether it is asynchronous. */
  private atResetPort(
    register: Signal,
    resets: Expression | null,
    clear: Expression | null,
  ): [Expression | null, Register["asynchronous"]] {
    const { reset } = this.body;
    if (reset === null || resets === null) return [resets, null];
    const isPort = resets.node.kind === "signal" && resets.node.signal === reset.resets;
    const { style, port } = reset;
    if (!isPort) {
      if (style.reset === "async" && dependencies(resets).has(reset.resets))
        throw new ModuleError(
          `the asynchronous reset of ${register.name} is more than the reset port; give the rest as its clear`,
        );
      return [resets, null];
    }
    const atPort = style.active === "high" ? resets : new Expression(unary("~", port.all.node));
    return [atPort, style.reset === "async" ? { style, clear } : null];
  }

  private declare(signal: Signal): Signal {
    this.body.signals.push(signal);
    if (signal.kind !== "input")
      this.body.items.push({ kind: "declaration", section: this.body.section, signal });
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

/** Whether either is 1; null where there is neither. */
function either(left: Expression | null, right: Expression | null): Expression | null {
  if (left === null || right === null) return left ?? right;
  return new Expression(binary("|", left.node, right.node));
}

function undriven({ name }: Signal): never {
  throw new ModuleError(`the register ${name} has no next state; give it one with next`);
}
