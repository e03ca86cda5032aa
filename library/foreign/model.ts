import type { Circuit } from "../../circuit/circuit.js";
import { circuitRows } from "../../circuit/compiled/circuit-rows.js";
import { liveNodes } from "../../circuit/circuit.js";
import { isComplement, nodeOf } from "../../circuit/graph.js";
import { evaluateNode, writeInput } from "../../circuit/node-words.js";
import type { Design } from "../../generators/design.js";
import type { FastModel } from "../../golden/fast.js";
import type { Bits } from "../../golden/format.js";
import { layoutOf } from "../../operands/word.js";

/** What a combinational circuit computes, for the errors of a core of which there is no model. */
export function circuitModel(ports: Design["ports"], circuit: Circuit): (inputs: Bits) => Bits {
  const [inputs, outputs] = [layoutOf(ports, "input"), layoutOf(ports, "output")];
  const run = runner(circuit);
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
  let rows: FastModel | undefined;
  return (first, results) => {
    rows ??= circuitRows(circuit);
    rows(first, results);
  };
}

/** Runs up to 32 vectors. @returns the word of each output */
function runner(circuit: Circuit): (vectors: readonly bigint[]) => readonly Int32Array[] {
  const { nodes } = circuit.graph;
  const live = liveNodes(circuit);
  const values = new Int32Array(nodes.length);
  return (vectors) => {
    for (const number of live) {
      const node = nodes[number];
      if (node?.kind === "input") writeInput(node.bit, vectors, number, values, 1);
      else if (node !== undefined) evaluateNode(node, number, values, 1);
    }
    return circuit.outputs.map((literal) => {
      const at = nodeOf(literal);
      const plane = values.slice(at, at + 1);
      return isComplement(literal) ? plane.map((word) => ~word) : plane;
    });
  };
}
