import type { Design } from "../generators/design.js";
import type { Yosys } from "../synth/mapping/yosys.js";
import { decodeInputs } from "../sim/vectors/mismatch.js";
import { replay, wordsOf, type Side } from "./counter-example.js";
import type { Blif } from "./blif.js";
import { prove, type Answer, type InputBits } from "./prove.js";
import type { Claim, ClaimKind } from "./result.js";

/** One side of a claim: as gates for the solver, and as Verilog on which a counter-example is simulated. */
export interface ProofSide extends Side {
  readonly gates: Blif;
}

/** A claim to be proved. */
export interface Theorem {
  readonly claim: ClaimKind;
  readonly sides: readonly [ProofSide, ProofSide];
}

export interface Means {
  readonly yosys: Yosys;
  /** Seconds that each run of the simulator may take. */
  readonly timeLimit: number;
  /** Seconds that the proof may take. */
  readonly proofTime: number;
}

/**
 * Proves or refutes a claim of a design without state, if it can.
 * @throws {ToolError} Yosys or Icarus is missing or fails
 */
export const settle = (design: Design, theorem: Theorem, means: Means): Promise<Claim> => {
  const [left, right] = theorem.sides;
  const suspects = (example: InputBits): Suspects => ({ words: wordsOf(design, example) });
  return settleBy(design, theorem, [left.gates, right.gates], suspects, means);
};

/**
 * The same by two combinational networks that are equal where the claim holds.
 * @param suspects what a counter-example of theirs is for the simulator
 */
export async function settleBy(
  design: Design,
  { claim, sides }: Theorem,
  [left, right]: readonly [Blif, Blif],
  suspects: (example: InputBits) => Suspects,
  means: Means,
): Promise<Claim> {
  const start = performance.now();
  const answer = await prove(left, right, means.yosys, means.proofTime);
  const finding: Finding =
    answer.kind === "refuted"
      ? await judge(design, suspects(answer.example), sides, means.timeLimit)
      : findingOf(answer);
  return { claim, ...finding, seconds: Math.round(performance.now() - start) / 1000 };
}

/** Words that the solver named, and whether each cycle's is of interest. */
export interface Suspects {
  readonly words: readonly bigint[];
  readonly inCycles?: boolean;
}

export type Finding = Pick<Claim, "verdict" | "assumes" | "reason" | "counter_example" | "cycles">;

/** What follows from an answer that names no counter-example. */
export const findingOf = (answer: Exclude<Answer, { readonly kind: "refuted" }>): Finding =>
  answer.kind === "proved" ? { verdict: "proved" } : { verdict: "undecided", reason: answer.reason };

/** A counter-example counts once the simulator, which reads the Verilog on its own, has seen it. */
export async function judge(
  design: Design,
  { words, inCycles = false }: Suspects,
  sides: readonly [Side, Side],
  timeLimit: number,
): Promise<Finding> {
  const seen = await replay(design, words, sides, timeLimit);
  if (!seen.differ)
    return {
      verdict: "undecided",
      reason: "the solver named operands on which the two differ, but in the simulator they agree on them",
    };
  return {
    verdict: "refuted",
    reason: `the ${seen.wrong} is not what the golden model says`,
    counter_example: seen.mismatch,
    ...(inCycles && { cycles: decodeInputs(design, seen.words) }),
  };
}
