import { printTable, type Blif, type Register } from "./blif.js";
import type { Gates } from "./gates.js";

/** A combinational circuit that is put together from others with their registers taken out. */
export class Circuit {
  readonly inputs = new Set<string>();
  readonly #outputs: string[] = [];
  readonly #lines: string[] = [];

  /** @returns the signal that carries an input, or its complement */
  input(name: string, inverted = false): string {
    this.inputs.add(name);
    if (!inverted) return name;
    this.#lines.push(`.names ${name} not.${name}`, "0 1");
    return `not.${name}`;
  }

  output(name: string, from: string, inverted = false): void {
    this.#outputs.push(name);
    this.#lines.push(`.names ${from} ${name}`, inverted ? "0 1" : "1 1");
  }

  /**
   * Adds a circuit's gates; where no inputs are given, inputs of the same names.
   * @param state what drives what its registers drove
   * @param prefix before the names of its signals
   */
  add(
    blif: Blif,
    {
      state,
      inputs = (port) => port,
      prefix = "in.",
    }: {
      readonly state: ReadonlyMap<Register, string>;
      readonly inputs?: (port: string) => string | boolean;
      readonly prefix?: string;
    },
  ) {
    const own = (signal: string): string => `${prefix}${signal}`;
    for (const port of blif.inputs) {
      if (port === "clk") {
        // what is left of its tree drives nothing, but ABC minds a signal that nothing drives
        this.#lines.push(`.names ${own(port)}`);
        continue;
      }
      const from = inputs(port);
      this.#lines.push(...(typeof from === "boolean" ? constant(from, own(port)) : buffer(from, own(port))));
    }
    for (const register of blif.registers)
      this.#lines.push(...buffer(state.get(register) ?? "", own(register.q)));
    for (const { inputs: from, output, rows } of blif.tables)
      this.#lines.push(printTable({ inputs: from.map(own), output: own(output), rows }));
    return {
      outputs: blif.outputs.map((port): [string, string] => [port, own(port)]),
      next: ({ d }: Register): string => own(d),
    };
  }

  gates(top: string, inputs: ReadonlySet<string>): Gates {
    const head = [`.model ${top}`, `.inputs ${[...inputs].join(" ")}`, `.outputs ${this.#outputs.join(" ")}`];
    return { top, blif: [...head, ...this.#lines, ".end\n"].join("\n") };
  }
}

const constant = (bit: boolean, to: string): string[] => [`.names ${to}`, ...(bit ? ["1"] : [])];
const buffer = (from: string, to: string): string[] => [`.names ${from} ${to}`, "1 1"];
