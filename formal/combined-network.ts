import { resetGate } from "./flip-flops.js";
import { buffer, constant, inverter, type Blif, type Register, type Table } from "./blif.js";

/** Builds a combinational network out of copies of others, the registers of which become inputs and outputs. */
export class CombinedNetwork {
  readonly inputs = new Set<string>();
  readonly #outputs: string[] = [];
  readonly #tables: Table[] = [];

  /** @returns the signal that carries an input, or its complement */
  input(name: string, inverted = false): string {
    this.inputs.add(name);
    if (!inverted) return name;
    this.#tables.push(inverter(name, `not.${name}`));
    return `not.${name}`;
  }

  output(name: string, from: string, inverted = false): void {
    this.#outputs.push(name);
    this.#tables.push(inverted ? inverter(from, name) : buffer(from, name));
  }

  /** An output that is always the same. */
  constant(name: string, value: boolean): void {
    this.#outputs.push(name);
    this.#tables.push(constant(value, name));
  }

  /**
   * Adds a copy of a network.
   * @param state the signal that stands for each register's output
   * @param inputs the signal, or the constant, at each input; default the one of the same name
   * @param prefix goes before the names of the copy's signals
   * @returns the copy's outputs by port, the signal at a register's input, and what a register shows: its state, or what an
   *   asynchronous reset makes of it
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
      // The clock tree drives nothing any more, but ABC rejects a signal without a driver.
      const from = port === "clk" ? false : inputs(port);
      this.#tables.push(typeof from === "boolean" ? constant(from, own(port)) : buffer(from, own(port)));
    }
    for (const register of blif.registers) {
      const { q, reset } = register;
      const held = state.get(register) ?? "";
      if (reset === undefined) this.#tables.push(buffer(held, own(q)));
      else
        this.#tables.push({
          ...resetGate({ ...reset, signal: own(reset.signal) }, reset.value, held),
          output: own(q),
        });
    }
    for (const { inputs: from, output, rows } of blif.tables)
      this.#tables.push({ inputs: from.map(own), output: own(output), rows });
    return {
      outputs: blif.outputs.map((port): [string, string] => [port, own(port)]),
      next: ({ d }: Register): string => own(d),
      shown: ({ q }: Register): string => own(q),
    };
  }

  /** @param inputs all inputs of the result: those of this network, and any that it does not read */
  finish(top: string, inputs: ReadonlySet<string>): Blif {
    return {
      top,
      inputs: [...inputs],
      outputs: this.#outputs,
      tables: this.#tables,
      registers: [],
      cells: [],
    };
  }
}
