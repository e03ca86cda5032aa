import type { Design } from "../../generators/design.js";

/**
 * How a test bench reads and loads the registers of a design's state, in Verilog; the module is instantiated as `dut`. It does
 * both right after a clock edge.
 */
export interface StateAccess {
  /** An expression for a register's state, of its width. */
  held(name: string): string;
  /** Statements that set a register's state, until the next edge at least. */
  load(name: string, value: string): readonly string[];
  /** Statements that end a load, right after the next edge. */
  readonly release: readonly string[];
}

/** In RTL registers are variables, which keep what they are assigned until the next edge. */
export const rtlState = ({ state }: Pick<Design, "state">): StateAccess | undefined =>
  Object.keys(state).length === 0
    ? undefined
    : {
        held: (name) => `dut.${name}`,
        load: (name, value) => [`dut.${name} = ${value};`],
        release: [],
      };
