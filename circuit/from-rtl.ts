import type { Expression, Module, Signal } from "../generators/hdl/index.js";
import { fitted, wordsOfBits } from "../generators/hdl/bits/words-of-bits.js";
import type { Node } from "../generators/hdl/expression.js";
import { interpreter } from "../generators/hdl/interpret.js";
import type { Circuit } from "./circuit.js";
import { Graph, no, not } from "./graph.js";
import { graphBits, type Literals } from "./graph-bits.js";
import { misreadDecisions, type Misreadings } from "./misreadings.js";

/** Another driver of an output or a wire, by its name, or of a part of a register, by the name that `partOf` gives. */
export interface Replacement {
  readonly name: string;
  readonly node: Node;
}

export interface ReadingOptions {
  readonly replacement?: Replacement;
  /** Is told which bits slices read, and which bits misread slices would read. */
  readonly misreadings?: Misreadings;
}

/**
 * The circuit that a module describes, bit by bit, by Verilog's rules. Ports lie in its words in the order of their
 * declaration, the first one on top. Registers are pseudo-inputs and pseudo-outputs above the ports, the first one at the
 * bottom: inputs are their states, outputs their next states.
 */
export function moduleCircuit(
  m: Module,
  graph = new Graph(),
  { replacement, misreadings }: ReadingOptions = {},
): Circuit {
  const values = new Map<Signal, Literals>();
  let above = m.inputs.reduce((total, { width }) => total + width, 0);
  let inputWidth = above;
  for (const signal of m.inputs) {
    const lsb = (above -= signal.width);
    values.set(signal, inputsFrom(graph, lsb, signal.width));
  }
  for (const { signal } of m.registers) {
    const lsb = inputWidth;
    inputWidth += signal.width;
    values.set(signal, inputsFrom(graph, lsb, signal.width));
  }
  const bitsOf = bitsIn(graph, values, misreadings);
  const driven = (name: string, width: number, { node }: Expression): Literals =>
    bitsOf(replacement?.name === name ? replacement.node : node, width);
  for (const signal of m.wires)
    if (signal.value !== null) values.set(signal, driven(signal.name, signal.width, signal.value));
  const outputs = m.outputs.map(({ name, width, value }) => driven(name, width, value));
  const nextStates = m.registers.map((register): Literals => {
    const { signal, value, enable, reset } = register;
    const [enableBit, resetBit] = [enable, reset].map((control, i) =>
      control === null ? undefined : driven(partOf(signal.name, i === 0 ? "enable" : "reset"), 1, control)[0],
    );
    const state = values.get(signal) ?? [];
    return driven(partOf(signal.name, "value"), signal.width, value).map((bit, i) => {
      const enabled = enableBit === undefined ? bit : graph.mux(enableBit, bit, state[i] ?? no);
      return resetBit === undefined ? enabled : graph.and(enabled, not(resetBit));
    });
  });
  return { graph, inputWidth, outputs: [...outputs.reverse().flat(), ...nextStates.flat()] };
}

/** The name of a register's next state, enable or reset among replacements. */
export const partOf = (register: string, part: "value" | "enable" | "reset"): string =>
  part === "value" ? `next ${register}` : `${part} of ${register}`;

/** `width` inputs of the graph, from number `lsb` on. */
const inputsFrom = (graph: Graph, lsb: number, width: number): Literals =>
  Array.from({ length: width }, (_, i) => graph.input(lsb + i));

/** Reads expressions as words of exactly the width that is asked for; tells `misreadings` what it reads. */
function bitsIn(
  graph: Graph,
  values: ReadonlyMap<Signal, Literals>,
  misreadings: Misreadings | undefined,
): (node: Node, width: number) => Literals {
  const words = wordsOfBits(graphBits(graph));
  const plain = interpreter(words, values);
  const record = (node: Node, [right = no]: Literals): void => {
    if (node.kind === "slice") misreadings?.slice(values.get(node.signal) ?? [], node.high, node.low);
    for (const wrong of misreadDecisions(node)) misreadings?.decision(right, plain(wrong)[0] ?? no);
  };
  const read = misreadings === undefined ? plain : interpreter(words, values, record);
  return (node, width) => fitted(read(node, width), width, no);
}
