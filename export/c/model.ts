import type { Design } from "../../generators/design.js";
import { dependencies, type Expression } from "../../generators/hdl/expression.js";
import { resetLevel, resetPort, usualReset } from "../../generators/hdl/reset.js";
import type { Module, Register } from "../../generators/hdl/module.js";
import type { Signal } from "../../generators/hdl/signal.js";
import { ascii, protocolOf } from "../../generators/verilog.js";
import { RequestError } from "../../tools/errors.js";
import { renderTemplate } from "../../tools/template.js";
import { version } from "../../tools/version.js";
import { bare, Body } from "./body.js";
import { helpers, neededHelpers, type Helper } from "./helpers.js";
import { Names } from "./names.js";
import { isWide, limbBits, limbsFor, literal, ones, type Value } from "./value.js";

/**
 * A bit-exact C99 model of a design, made from its RTL: header and source by file name. Numbers of up to 64 bits are
 * `uint64_t`, wider ones arrays of limbs, the least significant first.
 */
export function cModel(design: Design): [string, string][] {
  const model = new Model(design);
  return [
    [`${design.moduleName}.h`, model.header()],
    [`${design.moduleName}.c`, model.source()],
  ];
}

class Model {
  private readonly m: Module;
  private readonly name: string;
  private readonly names = new Names();
  private readonly helpers = new Set<Helper>();
  private readonly lines: string[] = [];
  /** The C expressions for inputs and registers. */
  private readonly outside = new Map<Signal, Value>();
  /** The C parameters' names, by port. */
  private readonly parameters: ReadonlyMap<string, string>;
  private readonly fields = new Map<Signal, string>();
  private readonly prototype: string;

  constructor(private readonly design: Design) {
    this.m = design.module();
    this.name = this.names.claim(design.moduleName);
    if (this.name !== design.moduleName)
      throw new RequestError(
        `'${design.moduleName}' cannot name a function: it is a word of C or C++; ${this.name} can`,
      );
    for (const helper of helpers) this.names.claim(`tapir_${helper}`);
    const state = this.isSequential ? this.names.claim("state") : "";
    this.parameters = new Map(
      [...this.m.inputs, ...this.m.outputs].map(({ name }) => [name, this.names.claim(name)]),
    );
    for (const signal of this.m.inputs)
      this.outside.set(signal, { text: this.parameter(signal.name), width: signal.width });
    const fields = new Names();
    for (const { signal } of this.m.registers) {
      this.fields.set(signal, fields.claim(signal.name));
      this.outside.set(signal, { text: `${state}->${this.fields.get(signal)}`, width: signal.width });
    }
    this.prototype = this.declaration(state);
    this.body();
  }

  header(): string {
    const { operator, spec, ports } = this.design;
    const pad = Math.max(...Object.keys(ports).map((name) => name.length));
    return renderTemplate("export/model.h.hbs", {
      header: [
        `${this.name}: ${operator.summary}, as a bit-exact C99 model.`,
        "",
        ...Object.entries(ports).map(([name, { direction, format }]) => {
          const parameter = this.parameters.get(name) ?? name;
          return `${direction.padEnd(6)} ${parameter.padEnd(pad)}  ${format.name}`;
        }),
        "",
        "Arguments and results are bit patterns; bits above a port's width are ignored in arguments and 0 in results.",
        "More than 64 bits are an array of limbs, the least significant first.",
        ...protocolOf(this.design),
        "",
        `Source: ${operator.source}`,
        `Made by tapir ${version} with: tapir export ${spec} --format c`,
        "This file belongs to whoever generated it; the makers of tapir claim no rights in it.",
      ].map((line) => ascii(line).replaceAll("*/", "* /")),
      guard: `${this.name.toUpperCase()}_H`,
      name: this.name,
      reset: `${resetPort(this.design.reset ?? usualReset)} = ${resetLevel(this.design.reset ?? usualReset)}`,
      registers: this.m.registers.map(({ signal }) =>
        variable(this.fields.get(signal) ?? "", signal.width, ";"),
      ),
      prototype: this.prototype,
    });
  }

  source(): string {
    return renderTemplate("export/model.c.hbs", {
      spec: this.design.spec,
      version,
      name: this.name,
      registers: this.isSequential,
      anyHelper: this.helpers.size > 0,
      helpers: renderTemplate("export/helpers.c.hbs", neededHelpers(this.helpers)).trimEnd(),
      prototype: this.prototype,
      lines: this.lines,
    });
  }

  private get isSequential(): boolean {
    return this.m.registers.length > 0;
  }

  /** A single result of up to 64 bits is returned; other results go through pointers. */
  private get returned(): boolean {
    const [only, ...others] = this.m.outputs;
    return only !== undefined && others.length === 0 && !isWide(only);
  }

  private declaration(state: string): string {
    const parameters = [
      ...(this.isSequential ? [`${this.name}_state *${state}`] : []),
      ...this.m.inputs.map((signal) => {
        const name = this.parameter(signal.name);
        return isWide(signal) ? `const ${variable(name, signal.width)}` : `uint64_t ${name}`;
      }),
      ...(this.returned
        ? []
        : this.m.outputs.map(({ name, width }) => {
            const parameter = this.parameter(name);
            return isWide({ width }) ? variable(parameter, width) : `uint64_t *${parameter}`;
          })),
    ];
    const step = this.isSequential ? "_step" : "";
    return `${this.returned ? "uint64_t" : "void"} ${this.name}${step}(${parameters.join(", ")})`;
  }

  private body(): void {
    const { m } = this;
    const next = m.registers.flatMap(({ value, enable, reset }) => [value, enable, reset]);
    const atEdge = next.filter((expression) => expression !== null);
    const results = m.outputs.map(({ value }) => value);
    this.trimInputs([...atEdge, ...results]);
    if (this.isSequential) {
      this.resetAtOnce();
      this.comment("The rising edge: all registers are loaded at once");
      const taken = m.registers.map((register) => this.names.claim(`next_${register.signal.name}`));
      m.registers.forEach(({ signal }, i) => this.lines.push(variable(taken[i] ?? "", signal.width, ";")));
      this.block(atEdge, (body) => {
        m.registers.forEach((register, i) => {
          this.assign(body, taken[i] ?? "", this.nextValue(body, register), register.signal.width);
        });
      });
      m.registers.forEach(({ signal }, i) => {
        const held = this.outside.get(signal)?.text ?? "";
        if (isWide(signal)) this.lines.push(`${this.copying(held, signal.width, taken[i] ?? "")};`);
        else this.lines.push(`${held} = ${taken[i]};`);
      });
      this.comment("What follows from them");
    }
    this.block(results, (body) => {
      for (const { name, width, value } of m.outputs) {
        const result = body.value(value.node, width);
        if (this.returned) body.lines.push(`return ${bare(result.text)};`);
        else
          this.assign(
            body,
            isWide({ width }) ? this.parameter(name) : `*${this.parameter(name)}`,
            result,
            width,
          );
      }
    });
  }

  /** An asynchronous reset acts before the edge: next states follow from what it leaves. */
  private resetAtOnce(): void {
    const { reset } = this.design;
    if (reset?.reset !== "async") return;
    const fields = this.m.registers
      .filter(({ asynchronous }) => asynchronous !== null)
      .flatMap(({ signal }) => {
        const held = this.outside.get(signal)?.text ?? "";
        if (!isWide(signal)) return [held];
        return Array.from({ length: limbsFor(signal.width) }, (_, limb) => `${held}[${limb}]`);
      });
    this.comment("The asynchronous reset");
    const level = this.parameter(resetPort(reset));
    this.lines.push(`if (${level} == ${literal(resetLevel(reset))}) {`);
    this.lines.push(...fields.map((field) => `  ${field} = ${literal(0n)};`), "}");
  }

  private parameter(port: string): string {
    return this.parameters.get(port) ?? port;
  }

  private comment(text: string): void {
    this.lines.push("", `/* ${text} */`);
  }

  /** Adds the statements for the wires that expressions depend on, then those that `use` adds. */
  private block(expressions: readonly Expression[], use: (body: Body) => void): void {
    const body = new Body(this.names.fork(), this.helpers, new Map(this.outside));
    const live = liveSignals(expressions);
    let section = "";
    for (const signal of this.m.wires) {
      if (signal.value === null || !live.has(signal)) continue;
      if (signal.section !== section && signal.section !== "") {
        const isFirst = body.lines.length === 0 && (this.isSequential || this.lines.length === 0);
        body.lines.push(...(isFirst ? [] : [""]), `/* ${ascii(signal.section)} */`);
      }
      section = signal.section;
      body.define(signal, signal.value.node);
    }
    use(body);
    if (!this.isSequential) this.lines.push(...body.lines);
    else this.lines.push("{", ...body.lines.map((line) => (line === "" ? line : `  ${line}`)), "}");
  }

  private nextValue(body: Body, { signal, value, enable, reset }: Register): Value {
    const held = this.outside.get(signal) ?? { text: literal(0n), width: 0 };
    const taken = body.value(value.node, signal.width);
    const enabled = enable === null ? taken : body.select(body.value(enable.node), taken, held);
    if (reset === null) return enabled;
    return body.select(body.value(reset.node), { text: literal(0n), width: 1 }, enabled);
  }

  private assign(body: Body, to: string, value: Value, width: number): void {
    if (!isWide({ width })) body.lines.push(`${to} = ${bare(value.text)};`);
    else body.lines.push(`${this.copying(to, width, body.array(value, width))};`);
  }

  private copying(to: string, width: number, from: string): string {
    this.helpers.add("copy");
    return `tapir_copy(${to}, ${limbsFor(width)}, ${from}, ${limbsFor(width)})`;
  }

  /** Clears the bits of arguments above their widths, which callers may leave undefined. */
  private trimInputs(expressions: readonly Expression[]): void {
    const live = liveSignals(expressions);
    for (const signal of this.m.inputs) {
      const { text } = this.outside.get(signal) ?? { text: "" };
      const above = signal.width % limbBits;
      if (!live.has(signal)) this.lines.push(`(void)${text};`);
      else if (above === 0) continue;
      else if (!isWide(signal)) this.lines.push(`${text} &= ${literal(ones(above))};`);
      else {
        const name = this.names.claim(`trimmed_${signal.name}`);
        this.lines.push(
          variable(name, signal.width, ";"),
          `${this.copying(name, signal.width, text)};`,
          `${name}[${limbsFor(signal.width) - 1}] &= ${literal(ones(above))};`,
        );
        this.outside.set(signal, { text: name, width: signal.width });
      }
    }
  }
}

/** Every signal that expressions depend on, up to inputs and registers. */
function liveSignals(expressions: readonly Expression[]): ReadonlySet<Signal> {
  const live = new Set<Signal>();
  const waiting = [...expressions];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop())
    for (const signal of dependencies(value)) {
      if (live.has(signal)) continue;
      live.add(signal);
      if (signal.value !== null) waiting.push(signal.value);
    }
  return live;
}

const variable = (name: string, width: number, end = ""): string =>
  `uint64_t ${name}${isWide({ width }) ? `[${limbsFor(width)}]` : ""}${end}`;
