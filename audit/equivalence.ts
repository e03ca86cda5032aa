import { cores } from "../tools/cores.js";
import pLimit from "p-limit";
import { evaluateCircuit, miter, type Circuit } from "../circuit/circuit.js";
import { runEveryWord } from "../circuit/compiled/run-every-word.js";
import { no } from "../circuit/graph.js";
import type { MeaningfulState } from "../circuit/meaningful-state.js";
import { blifOf, wordOfInputs } from "../formal/from-circuit.js";
import { prove, type Answer } from "../formal/prove.js";
import type { Yosys } from "../synth/mapping/yosys.js";

/** Whether two circuits are equal; a counter-example is an inputs word. */
export type Equivalence = Answer<bigint>;

export interface EquivalenceOptions {
  /** Whose ABC proves. */
  readonly yosys: Yosys;
  /** Seconds for one proof. */
  readonly proofTime: number;
  /** Told which share of the circuits is decided, 0 to 1. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

/** Up to here trying all inputs is quicker than a proof. */
const fewInputBits = 24;
/** Up to here it is possible: a matter of 20 s. */
const mostInputBits = 32;

/**
 * Decides for each variant whether it equals the good circuit: by structure, else by trying all inputs or by
 * {@link prove}. All circuits are in one graph.
 * @throws {ToolError} Yosys or ABC fails or is interrupted
 */
export function compareAll(
  good: Circuit,
  variants: readonly Circuit[],
  options: EquivalenceOptions,
): Promise<Equivalence[]> {
  return decideEach(variants, (variant) => compare(good, variant, options), options);
}

/** Decides for each variant what `decide` does, as many at a time as there are cores, and tells of the progress. */
export function decideEach(
  variants: readonly Circuit[],
  decide: (variant: Circuit) => Promise<Equivalence>,
  { onProgress }: EquivalenceOptions,
): Promise<Equivalence[]> {
  // runTool keeps to one tool for each core; what goes before it must not pile up either.
  const limit = pLimit(cores());
  let decided = 0;
  return limit.map(variants, async (variant) => {
    const found = await decide(variant);
    onProgress?.(++decided / variants.length);
    return found;
  });
}

/**
 * Decides for each variant of a machine, its registers as pseudo-inputs and pseudo-outputs, whether it has the same outputs
 * and next state as the good one, in every state; don't-cares of the state left out.
 * @throws as `compareAll`
 */
export async function compareMachines(
  good: Circuit,
  variants: readonly Circuit[],
  meaningful: MeaningfulState,
  options: EquivalenceOptions,
): Promise<Equivalence[]> {
  if (meaningful.isWhole) return compareAll(good, variants, options);
  const settled = meaningful.taken(meaningful.held(good));
  const seen = [good, ...variants].map((machine) => meaningful.taken(machine));
  const [itself, ...others] = await compareAll(settled, seen, options);
  // If the good machine reads a don't-care, nothing follows from variants that equal `settled`.
  return itself?.kind === "proved" ? others : compareAll(good, variants, options);
}

async function compare(good: Circuit, variant: Circuit, options: EquivalenceOptions): Promise<Equivalence> {
  if (variant.outputs.every((literal, i) => literal === good.outputs[i])) return { kind: "proved" };
  return proveNever(miter(good, variant), options);
}

/**
 * Decides whether a circuit's one output is 0 for all inputs, by structure, by trying all or by {@link prove}; a counter-example
 * is an inputs word for which it is 1.
 * @throws as `compareAll`
 */
export async function proveNever(circuit: Circuit, options: EquivalenceOptions): Promise<Equivalence> {
  const { outputs, inputWidth } = circuit;
  if (outputs.every((literal) => literal === no)) return { kind: "proved" };
  if (inputWidth <= fewInputBits) return tryAll(circuit);
  const answer = await askAbc(circuit, options);
  return answer.kind === "undecided" && inputWidth <= mostInputBits ? tryAll(circuit) : answer;
}

async function tryAll(circuit: Circuit): Promise<Equivalence> {
  const { listed, vectors, total } = await runEveryWord(circuit, null);
  const [word] = listed;
  if (word !== undefined) return { kind: "refuted", example: BigInt(word) };
  if (vectors === total) return { kind: "proved" };
  return { kind: "undecided", reason: `only ${vectors} of ${total} inputs were tried` };
}

/** What two circuits share is one in their graph, so their miter is small: ABC is asked whether that is ever 1. */
async function askAbc(circuit: Circuit, { yosys, proofTime }: EquivalenceOptions): Promise<Equivalence> {
  const answer = await prove(blifOf(circuit), blifOf({ ...circuit, outputs: [no] }), yosys, proofTime);
  if (answer.kind !== "refuted") return answer;
  const word = wordOfInputs(answer.example);
  if (evaluateCircuit(circuit, word) === 0n) throw new Error("ABC's counter-example is none");
  return { kind: "refuted", example: word };
}
