import type { Expression, Module, Signal } from "../generators/hdl/index.js";
import { fitted, wordsOfBits } from "../generators/hdl/bits/words-of-bits.js";
import type { Node } from "../generators/hdl/expression.js";
import { interpreter } from "../generators/hdl/interpret.js";
import type { Circuit } from "./circuit.js";
import { Graph, no, not } from "./graph.js";
import { graphBits, type Bits } from "./graph-bits.js";
import { misreadDecisions, type Misreadings } from "./misreadings.js";

/** What an output or a wire is driven with instead, by its name, or a register, by the name that `partOf` gives. */
export interface Replacement {
  readonly name: string;
  readonly node: Node;
}

export interface ReadingOptions {
  readonly replacement?: Replacement;
  /** Is told of what is read of slices, and what would be read of others. */
  readonly misreadings?: Misreadings;
}

/**
 * The circuit that a module describes, bit by bit, by the rules of Verilog; ports lie in its words in the order of their
 * declaration, the first one on top. Registers are cut open: what they hold are inputs above the ports', what they take are
 * outputs above the ports', the first one at the bottom.
 */
export function moduleCircuit(
  m: Module,
  graph = new Graph(),
  { replacement, misreadings }: ReadingOptions = {},
): Circuit {
  const values = new Map<Signal, Bits>();
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
  const driven = (name: string, width: number, { node }: Expression): Bits =>
    bitsOf(replacement?.name === name ? replacement.node : node, width);
  for (const signal of m.wires)
    if (signal.value !== null) values.set(signal, driven(signal.name, signal.width, signal.value));
  const outputs = m.outputs.map(({ name, width, value }) => driven(name, width, value));
  const taken = m.registers.map((register): Bits => {
    const { signal, value, enable, reset } = register;
    const [whether, clears] = [enable, reset].map((control, i) =>
      control === null ? undefined : driven(partOf(signal.name, i === 0 ? "enable" : "reset"), 1, control)[0],
    );
    const held = values.get(signal) ?? [];
    return driven(partOf(signal.name, "value"), signal.width, value).map((bit, i) => {
      const enabled = whether === undefined ? bit : graph.mux(whether, bit, held[i] ?? no);
      return clears === undefined ? enabled : graph.and(enabled, not(clears));
    });
  });
  return { graph, inputWidth, outputs: [...outputs.reverse().flat(), ...taken.flat()] };
}

/** What a part of what a register takes is called among replacements. */
export const partOf = (register: string, part: "value" | "enable" | "reset"): string =>
  part === "value" ? `next ${register}` : `${part} of ${register}`;

/** So many of the graph's inputs, from number `lsb` on. */
const inputsFrom = (graph: Graph, lsb: number, width: number): Bits =>
  Array.from({ length: width }, (_, i) => graph.input(lsb + i));

/** What makes a module's expressions bits of `graph`, as many as are asked for; tells `misreadings` of what it reads. */
function bitsIn(
  graph: Graph,
  values: ReadonlyMap<Signal, Bits>,
  misreadings: Misreadings | undefined,
): (node: Node, width: number) => Bits {
  const words = wordsOfBits(graphBits(graph));
  const plain = interpreter(words, values);
  const tell = (node: Node, [right = no]: Bits): void => {
    if (node.kind === "slice") misreadings?.slice(values.get(node.signal) ?? [], node.high, node.low);
    for (const wrong of misreadDecisions(node)) misreadings?.decision(right, plain(wrong)[0] ?? no);
  };
  const read = misreadings === undefined ? plain : interpreter(words, values, tell);
  return (node, width) => fitted(read(node, width), width, no);
}
