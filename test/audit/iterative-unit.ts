import { moduleCircuit } from "../../circuit/from-rtl.js";
import { Graph } from "../../circuit/graph.js";
import { mutantsOf } from "../../audit/mutants.js";
import { parseDesigns } from "../../generators/request.js";
import { findYosys } from "../../synth/mapping/yosys.js";

/** A unit with all its mutants, registers as pseudo-inputs and pseudo-outputs. */
export function iterativeUnit(request: string) {
  const [design] = parseDesigns(request.split(" "));
  if (design === undefined) throw new Error("no design");
  const m = design.module();
  const graph = new Graph();
  const good = moduleCircuit(m, graph);
  const mutants = mutantsOf(m).map((replacement) => ({
    description: replacement.description,
    circuit: moduleCircuit(m, graph, { replacement }),
  }));
  const registers = m.registers.reduce((total, { signal: { width } }) => total + width, 0);
  return { design, m, good, mutants, registers };
}

export type Unit = ReturnType<typeof iterativeUnit>;

export const proofs = async () => ({ yosys: await findYosys(), proofTime: 30 });
