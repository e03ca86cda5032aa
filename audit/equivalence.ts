import { writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import pLimit from "p-limit";
import { runTool } from "../tools/run.js";
import { withScratch } from "../tools/scratch.js";
import { ToolError, type Tool } from "../tools/tool.js";
import { evaluateCircuit, miter, type Circuit } from "../circuit/circuit.js";
import { runSweep } from "../circuit/compiled/run-every-word.js";
import { no } from "../circuit/graph.js";
import type { MeaningfulState } from "../circuit/meaningful-state.js";
import { toBlif } from "../circuit/blif.js";

/** Whether two circuits compute the same. */
export type Equivalence =
  | { readonly kind: "equivalent" }
  /** An inputs word for which they do not. */
  | { readonly kind: "different"; readonly word: bigint }
  | { readonly kind: "undecided" };

export interface EquivalenceOptions {
  /** Seconds for one proof. */
  readonly proofTime: number;
}

/** Up to here trying all inputs is quicker than a proof. */
const fewInputBits = 24;
/** Up to here it is possible: a matter of 20 s. */
const mostInputBits = 32;

const packages = { "apt-get": "yosys", dnf: "yosys", brew: "yosys" };
export const abc: Tool = { name: "ABC", command: "yosys-abc", packages };

/**
 * Decides for each variant whether it computes what the good circuit does: by structure, else by trying all inputs
 * or by ABC's combinational equivalence check. All circuits are in one graph.
 * @throws {ToolError} ABC fails or is interrupted; where it is missing, what only it could decide is undecided
 */
export function compareAll(
  good: Circuit,
  variants: readonly Circuit[],
  options: EquivalenceOptions,
): Promise<Equivalence[]> {
  return withScratch(async (folder) => {
    await writeFile(join(folder, "never.blif"), toBlif({ ...good, outputs: [no] }));
    // runTool keeps to one tool for each core; what goes before it must not pile up either.
    const limit = pLimit(availableParallelism());
    return limit.map(variants, (variant, index) =>
      compare(good, variant, { ...options, folder, file: `differs-${index}.blif` }),
    );
  });
}

/**
 * Decides for each variant of a machine, its registers cut open, whether it gives the outputs that the good one does, whatever
 * they hold: it takes the same as far as that means something, and neither goes by what does not.
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
  // where the good one goes by what means nothing, nothing follows from others that do as `settled` does
  return itself?.kind === "equivalent" ? others : compareAll(good, variants, options);
}

/** Where ABC finds `never.blif`, whose output is always 0, and the name for where two circuits differ. */
interface Place extends EquivalenceOptions {
  readonly folder: string;
  readonly file: string;
}

async function compare(good: Circuit, variant: Circuit, place: Place): Promise<Equivalence> {
  if (variant.outputs.every((literal, i) => literal === good.outputs[i])) return { kind: "equivalent" };
  if (good.inputWidth <= fewInputBits) return tryAll(good, variant);
  const proof = await prove(good, variant, place);
  return proof.kind === "undecided" && good.inputWidth <= mostInputBits ? tryAll(good, variant) : proof;
}

async function tryAll(good: Circuit, variant: Circuit): Promise<Equivalence> {
  const { listed, vectors, total } = await runSweep(miter(good, variant), null);
  const [word] = listed;
  if (word !== undefined) return { kind: "different", word: BigInt(word) };
  return { kind: vectors === total ? "equivalent" : "undecided" };
}

async function prove(good: Circuit, variant: Circuit, place: Place): Promise<Equivalence> {
  const { folder, file, proofTime } = place;
  const seconds = Math.ceil(proofTime);
  // The counter-example has the inputs of the first circuit's output only: the first must have them all.
  await writeFile(join(folder, file), toBlif(miter(good, variant)));
  try {
    // Inputs and outputs are matched by name. The conflict limit is put out of reach: the time limit decides.
    const script = `cec -T ${seconds} -C 100000000 ${file} never.blif`;
    const { stdout } = await runTool(abc, ["-c", script], { cwd: folder, timeLimit: 2 * proofTime + 1 });
    if (/^Networks are equivalent/m.test(stdout)) return { kind: "equivalent" };
    const [, pattern] = /^Input pattern:(.*)$/m.exec(stdout) ?? [];
    return pattern === undefined ? { kind: "undecided" } : counterExample(good, variant, pattern);
  } catch (error) {
    const decidesNothing = error instanceof ToolError && /missing|timed out/.test(error.failure);
    if (decidesNothing) return { kind: "undecided" };
    throw error;
  }
}

/** @param pattern `i0=1 i7=0`; the other inputs do not matter */
function counterExample(good: Circuit, variant: Circuit, pattern: string): Equivalence {
  const ones = [...pattern.matchAll(/\bi(\d+)=1/g)].map(([, bit = ""]) => 1n << BigInt(bit));
  const word = ones.reduce((all, one) => all | one, 0n);
  if (evaluateCircuit(good, word) === evaluateCircuit(variant, word))
    throw new Error("ABC's counter-example is none");
  return { kind: "different", word };
}
