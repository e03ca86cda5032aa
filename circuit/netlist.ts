import { SimulationError } from "./circuit-error.js";

/** A one-bit net by its name, with its index where it is part of a vector; or a constant, `1'b0`, `1'b1` or `1'bx`. */
export type Net = string;

/**
 * A name as OpenSTA, libraries and people write it: the backslash is gone that escapes a bit of a vector that synthesis took
 * apart, or a cell called `NAND2-X1`.
 */
export const unescaped = (name: string): string => name.replace(/^\\/, "");

export interface Instance {
  /** The cell's name as its library has it. */
  readonly type: string;
  readonly name: string;
  /** By pin, as the library calls it; null where nothing is connected. */
  readonly pins: ReadonlyMap<string, Net | null>;
}

/** A flat module of instances, as Yosys' `write_verilog -noexpr` writes a mapped netlist. */
export interface StructuralModule {
  readonly name: string;
  /** By name; bit 0 first. */
  readonly ports: ReadonlyMap<string, { readonly direction: "input" | "output"; readonly nets: Net[] }>;
  readonly instances: readonly Instance[];
  /** Each a driven net and the net that drives it. */
  readonly assigns: readonly (readonly [Net, Net])[];
}

/**
 * Reads one module of structural Verilog-2001.
 * @throws {SimulationError} `wrong interface`: the text has no module `top`; `does not compile`: it is not structural Verilog
 */
export function readStructure(text: string, top: string): StructuralModule {
  const reader = new Reader(text.match(tokens) ?? []);
  while (!reader.atEnd) {
    const module = reader.module();
    if (module.name === top) return module;
  }
  throw new SimulationError("wrong interface", `the netlist has no module ${top}`);
}

/** Comments and attributes, escaped and plain names, literals, numbers, everything else. */
const tokens = /\/\/.*|\/\*[^]*?\*\/|\(\*[^]*?\*\)|\\\S+|[A-Za-z_][\w$]*|\d*'[bdh][\w?]+|\d+|[^\s\w]/g;

class Reader {
  readonly #tokens: readonly string[];
  #at = 0;
  /** The bits of what is declared. */
  #nets = new Map<string, Net[]>();

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens.filter((token) => !/^(\/\/|\/\*|\(\*)/.test(token));
  }

  get atEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }

  module(): StructuralModule {
    this.#expect("module");
    const name = this.#name();
    this.#nets = new Map();
    const ports = new Map<string, { direction: "input" | "output"; nets: Net[] }>();
    const instances: Instance[] = [];
    const assigns: (readonly [Net, Net])[] = [];
    if (this.#take("(")) this.#until(")");
    this.#expect(";");
    while (!this.#take("endmodule")) {
      const word = this.#next();
      if (word === "input" || word === "output")
        for (const [port, nets] of this.#declaration()) ports.set(port, { direction: word, nets });
      else if (word === "wire") this.#declaration();
      else if (word === "assign") assigns.push(...this.#assignment());
      else instances.push(this.#instance(unescaped(word)));
    }
    return { name, ports, instances, assigns };
  }

  /** `[7:0] a, b;` after its keyword. A port may be declared again, as a wire. */
  #declaration(): [string, Net[]][] {
    const range = this.#take("[") ? this.#range() : undefined;
    const declared: [string, Net[]][] = [];
    do {
      const name = this.#name();
      const nets = range === undefined ? [name] : bits(name, range.left, range.right);
      this.#nets.set(name, nets);
      declared.push([name, nets]);
    } while (this.#take(","));
    this.#expect(";");
    return declared;
  }

  /** `7:0]` */
  #range(): { left: number; right: number } {
    const left = this.#number();
    this.#expect(":");
    const right = this.#number();
    this.#expect("]");
    return { left, right };
  }

  #assignment(): (readonly [Net, Net])[] {
    const left = this.#expression();
    this.#expect("=");
    const right = this.#expression();
    this.#expect(";");
    if (left.length !== right.length) this.#fail("an assignment of as many bits as it drives");
    return left.map((net, i) => [net, right[i] ?? "1'bx"]);
  }

  #instance(type: string): Instance {
    const name = this.#name();
    const pins = new Map<string, Net | null>();
    this.#expect("(");
    do {
      this.#expect(".");
      const pin = unescaped(this.#name());
      this.#expect("(");
      const nets = this.#sees(")") ? [] : this.#expression();
      this.#expect(")");
      if (nets.length > 1) this.#fail(`one bit at pin ${pin} of ${name}`);
      pins.set(pin, nets[0] ?? null);
    } while (this.#take(","));
    this.#expect(")");
    this.#expect(";");
    return { type, name, pins };
  }

  /** The bits of `a`, `a[3]`, `a[3:0]`, `2'b01` or `{…, …}`, bit 0 first. */
  #expression(): Net[] {
    if (this.#take("{")) {
      const parts = [this.#expression()];
      while (this.#take(",")) parts.push(this.#expression());
      this.#expect("}");
      return parts.reverse().flat();
    }
    const token = this.#next();
    if (/^\d*'/.test(token)) return literal(token);
    const name = plain(token);
    const nets = this.#nets.get(name) ?? [name];
    if (!this.#take("[")) return nets;
    const high = this.#number();
    const low = this.#take(":") ? this.#number() : high;
    this.#expect("]");
    return bits(name, high, low).map((net) =>
      nets.includes(net) ? net : this.#fail(`${net} to be declared`),
    );
  }

  #name(): string {
    const token = this.#next();
    return /^[A-Za-z_\\]/.test(token) ? plain(token) : this.#fail("a name", token);
  }

  #number(): number {
    const token = this.#next();
    return /^\d+$/.test(token) ? Number(token) : this.#fail("a number", token);
  }

  #until(end: string): void {
    while (!this.#take(end)) this.#next();
  }

  #next(): string {
    return this.#tokens[this.#at++] ?? this.#fail("the module to end");
  }

  #sees(token: string): boolean {
    return this.#tokens[this.#at] === token;
  }

  #take(token: string): boolean {
    if (!this.#sees(token)) return false;
    this.#at++;
    return true;
  }

  #expect(token: string): void {
    const found = this.#next();
    if (found !== token) this.#fail(`'${token}'`, found);
  }

  #fail(wanted: string, found = this.#tokens[this.#at - 1] ?? "the end"): never {
    throw new SimulationError(
      "does not compile",
      `the netlist is not structural Verilog: expected ${wanted}, found ${found}`,
    );
  }
}

/** `\abc ` is the same name as `abc`. A name that needs its backslash keeps it. */
const plain = (token: string): string => (/^\\[A-Za-z_][\w$]*$/.test(token) ? token.slice(1) : token);

function bits(name: string, high: number, low: number): Net[] {
  const step = high < low ? -1 : 1;
  return Array.from({ length: Math.abs(high - low) + 1 }, (_, i) => `${name}[${low + i * step}]`);
}

/** The bits of a sized literal, bit 0 first; x and z become `1'bx`. */
function literal(token: string): Net[] {
  const [width = "", value = ""] = token.split("'");
  const base = value[0] ?? "";
  const written = value.slice(1).replaceAll("_", "");
  const digits = base === "b" ? written : base === "h" ? hexadecimal(written) : BigInt(written).toString(2);
  return Array.from({ length: Number(width || 32) }, (_, i) => {
    const digit = digits.at(-1 - i) ?? "0";
    return digit === "0" || digit === "1" ? `1'b${digit}` : "1'bx";
  });
}

const hexadecimal = (digits: string): string =>
  Array.from(digits)
    .map((digit) => (/[\da-f]/i.test(digit) ? parseInt(digit, 16).toString(2).padStart(4, "0") : "xxxx"))
    .join("");
