import type { Design } from "../../generators/design.js";

/**
 * How a test bench gets at what the registers of a design's state hold, in Verilog; the module is instantiated as `dut`.
 * Both are said right after a clock edge.
 */
export interface StateAccess {
  /** What a register holds: a value of its width. */
  held(name: string): string;
  /** Statements that make a register hold the value of a vector, until the next edge at least. */
  load(name: string, value: string): readonly string[];
  /** Statements that end what `load` has begun, once the edge is there. */
  readonly release: readonly string[];
}

/** RTL's registers are variables, which keep what they are assigned until the next edge. */
export const rtlState = ({ state }: Pick<Design, "state">): StateAccess | undefined =>
  Object.keys(state).length === 0
    ? undefined
    : {
        held: (name) => `dut.${name}`,
        load: (name, value) => [`dut.${name} = ${value};`],
        release: [],
      };
