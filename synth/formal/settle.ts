import type { Design } from "../../generators/design.js";
import type { Yosys } from "../yosys.js";
import { replay, type Side } from "./counter-example.js";
import type { Gates } from "./lower.js";
import { prove, type InputBits } from "./prove.js";
import type { Claim, ClaimKind } from "./result.js";

/** A claim to be proved: each side as gates for the solver, and as what is simulated to try a counter-example. */
export interface Theorem {
  readonly claim: ClaimKind;
  readonly sides: readonly [Side & { readonly gates: Gates }, Side & { readonly gates: Gates }];
}

export interface Means {
  readonly yosys: Yosys;
  /** Seconds that each run of the simulator may take. */
  readonly timeLimit: number;
  /** Seconds that the proof may take. */
  readonly proofTime: number;
}

/**
 * Proves or refutes a claim, if it can.
 * @throws {ToolError} Yosys or Icarus is missing or fails
 */
export async function settle(design: Design, { claim, sides }: Theorem, means: Means): Promise<Claim> {
  const start = performance.now();
  const [left, right] = sides;
  const answer = await prove(left.gates, right.gates, means.yosys, means.proofTime);
  const finding: Finding =
    answer.kind === "equal"
      ? { verdict: "proved" }
      : answer.kind === "unknown"
        ? { verdict: "undecided", reason: answer.reason }
        : await judge(design, answer.inputs, sides, means.timeLimit);
  return { claim, ...finding, seconds: Math.round(performance.now() - start) / 1000 };
}

type Finding = Pick<Claim, "verdict" | "reason" | "counter_example">;

/** A counter-example counts once the simulator, which reads the Verilog on its own, has seen it. */
async function judge(
  design: Design,
  inputs: InputBits,
  sides: Theorem["sides"],
  timeLimit: number,
): Promise<Finding> {
  const { differ, wrong, mismatch } = await replay(design, inputs, sides, timeLimit);
  if (!differ || wrong === undefined || mismatch === undefined)
    return {
      verdict: "undecided",
      reason: "the solver named operands on which the two differ, but in the simulator they agree on them",
    };
  return {
    verdict: "refuted",
    reason: `the ${wrong} is not what the golden model says`,
    counter_example: mismatch,
  };
}
