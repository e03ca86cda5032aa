import type { Circuit } from "../../circuit/circuit.js";
import { liveNodes } from "../../circuit/circuit.js";
import { isComplement, nodeOf } from "../../circuit/graph.js";
import { evaluateNode, writeInput } from "../../circuit/node-words.js";
import type { Design } from "../../generators/design.js";
import type { FastModel } from "../../golden/fast.js";
import type { Bits } from "../../golden/format.js";
import { layoutOf } from "../../operands/word.js";

/** Words of 32 vectors that a block has. */
const words = 32;

/** What a combinational circuit computes, for the errors of a core of which there is no model. */
export function circuitModel(ports: Design["ports"], circuit: Circuit): (inputs: Bits) => Bits {
  const [inputs, outputs] = [layoutOf(ports, "input"), layoutOf(ports, "output")];
  const run = runner(circuit, 1);
  return (operands) => {
    const planes = run([inputs.pack(operands)]);
    return outputs.unpack(
      planes.reduce((word, [plane = 0], bit) => word | (BigInt(plane & 1) << BigInt(bit)), 0n),
    );
  };
}

/** The same for consecutive words of operands, of at most 32 bits; undefined for wider ports. */
export function fastCircuitModel(ports: Design["ports"], circuit: Circuit): FastModel | undefined {
  if (layoutOf(ports, "input").width > 32 || layoutOf(ports, "output").width > 32) return undefined;
  const run = runner(circuit, words);
  return (first, results) => {
    for (let from = 0; from < results.length; from += 32 * words) {
      const count = Math.min(32 * words, results.length - from);
      const planes = run(Array.from({ length: count }, (_, index) => BigInt(first + from + index)));
      for (let lane = 0; lane < count; lane++) {
        let word = 0;
        for (let bit = 0; bit < planes.length; bit++)
          word |= (((planes[bit]?.[lane >> 5] ?? 0) >>> (lane & 31)) & 1) << bit;
        results[from + lane] = word;
      }
    }
  };
}

/** Runs up to 32 vectors in each of some words. @returns the words of each output */
function runner(circuit: Circuit, count: number): (vectors: readonly bigint[]) => readonly Int32Array[] {
  const { nodes } = circuit.graph;
  const live = liveNodes(circuit);
  const values = new Int32Array(nodes.length * count);
  return (vectors) => {
    for (const number of live) {
      const node = nodes[number];
      if (node?.kind === "input") writeInput(node.bit, vectors, number, values, count);
      else if (node !== undefined) evaluateNode(node, number, values, count);
    }
    return circuit.outputs.map((literal) => {
      const at = nodeOf(literal) * count;
      const plane = values.slice(at, at + count);
      return isComplement(literal) ? plane.map((word) => ~word) : plane;
    });
  };
}
