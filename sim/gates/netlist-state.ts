import type { OpenedNetlist } from "../../circuit/opened-netlist.js";
import { stateBits } from "../../operands/state.js";
import type { StateAccess } from "../icarus/state-access.js";

/**
 * How a bench loads and reads the state of a design's netlist: the outputs of its registers are forced until the next edge. That
 * works whatever the models of the cells are like inside.
 * @throws {SimulationError} see `OpenedNetlist.state`
 */
export function netlistState({ design, state }: OpenedNetlist): StateAccess | undefined {
  const names = stateBits(design);
  if (names.length === 0) return undefined;
  const paired = state.map(({ flipFlop: { instance, pins }, inverted }) =>
    pins.map((pin) => ({
      // Escaped, as a library may call a pin by a word of Verilog.
      path: `dut.${instance}${instance.startsWith("\\") ? " " : ""}.\\${pin.name} `,
      inverted: pin.inverted !== inverted,
    })),
  );
  const bits = new Map(names.map((name, i) => [name, paired[i] ?? []]));
  const bitsOf = (register: string) =>
    names
      .filter((name) => name === register || name.startsWith(`${register}[`))
      .map((bit) => bits.get(bit) ?? []);
  return {
    held: (register) =>
      `{${bitsOf(register)
        .map(([pin]) => (pin === undefined ? "1'bx" : `${pin.inverted ? "~" : ""}${pin.path}`))
        .toReversed()
        .join(", ")}}`,
    // Icarus evaluates a forced expression only once, and warns of that unless it is constant.
    load: (register, value) =>
      bitsOf(register).flatMap((pins, bit) => {
        const [one, zero] = [1, 0].map((what) =>
          pins.map(({ path, inverted }) => `force ${path} = 1'b${inverted ? 1 - what : what};`).join(" "),
        );
        return [`if (${value}[${bit}]) begin ${one} end else begin ${zero} end`];
      }),
    release: paired.flat().map(({ path }) => `release ${path};`),
  };
}
