import { setImmediate } from "node:timers/promises";
import type { Circuit } from "../circuit/circuit.js";
import { Graph } from "../circuit/graph.js";
import { moduleRegisters } from "../circuit/module-registers.js";
import { sequenceKernel } from "../circuit/compiled/sequence-kernel.js";
import { vectorKernel } from "../circuit/compiled/vector-kernel.js";
import type { EquivalenceOptions } from "./equivalence.js";
import { moduleCircuit } from "../circuit/from-rtl.js";
import { mutantsOf, type Mutant } from "./mutants.js";
import { Opening } from "./opening.js";
import { Screen } from "./screen.js";
import type { Subject } from "./subject.js";
import { findingsOf, type Findings } from "./findings.js";
import { compareVariants } from "./redundancy.js";

export interface MutationOptions extends EquivalenceOptions {
  /** Most mutants to try, taken at regular distances from all there are. */
  readonly mutants: number;
}

/**
 * Runs mutants of a design's RTL on the vectors, and proves of those that no vector detects whether they are mistakes at all.
 * @returns what was found, and how many mutants there are in all
 * @throws {RangeError} the RTL gives unexpected outputs without a mistake
 * @throws {ToolError} ABC fails or is interrupted
 */
export async function auditMutants(
  { design, sequence, rtl: { words, memory } }: Subject,
  options: MutationOptions,
): Promise<{ readonly mutants: Findings; readonly all: number }> {
  const m = design.module();
  const graph = new Graph();
  const good = moduleCircuit(m, graph);
  const { registers, state } = moduleRegisters(design, m);
  const isSeen = (circuit: Circuit): boolean =>
    sequence
      ? sequenceKernel(circuit, registers.length, memory, state).run(words.length, 1).includes(true)
      : vectorKernel(circuit, memory).firstDifference(0, memory.blocks) < memory.blocks;
  if (isSeen(good)) throw new RangeError(`the RTL of ${design.spec} is wrong before it has a mistake`);

  const all = mutantsOf(m);
  const tried = thinned(all, options.mutants);
  const screen = sequence ? null : new Screen(good, words);
  const opening = sequence ? new Opening(design, words, registers.length, state) : null;
  const unseen: { readonly mutant: Mutant; readonly circuit: Circuit }[] = [];
  for (const mutant of tried) {
    const make = () => moduleCircuit(m, graph, { replacement: mutant });
    if (screen?.shows(make) === true) continue;
    const circuit = make();
    if (opening?.shows(circuit) === true) continue;
    if (!isSeen(circuit)) unseen.push({ mutant, circuit });
    // Lets an interruption in.
    await setImmediate();
  }
  const circuits = unseen.map(({ circuit }) => circuit);
  const held = { registers: registers.length, state };
  const examined = await compareVariants(design, good, circuits, held, options);
  const findings = unseen.map(({ mutant }, i) => ({
    what: mutant.description,
    found: examined[i] ?? ({ kind: "undecided", reason: "not examined" } as const),
  }));
  return { mutants: findingsOf(design, tried.length, findings, registers), all: all.length };
}

/** At most so many, at regular distances. */
function thinned<T>(items: readonly T[], most: number): T[] {
  const distance = Math.max(items.length / most, 1);
  const count = Math.min(items.length, most);
  return Array.from({ length: count }, (_, i) => items[Math.floor(i * distance)] as T);
}
