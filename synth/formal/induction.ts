import type { Design } from "../../generators/design.js";
import { joinBits } from "../../sim/word.js";
import { sequenceOf } from "./counter-example.js";
import { prove, type Answer, type InputBits } from "./prove.js";
import type { Claim } from "./result.js";
import { afterReset, correspond, fromReset, inCycle, oneStep, type Correspondence } from "./sequential.js";
import { judge, type Finding, type Means, type Theorem } from "./settle.js";

/** Cycles after a reset in which a difference is looked for, where the induction does not hold. */
const searched = [1, 2, 4, 8];

/**
 * Proves or refutes a claim of two designs that hold state: by induction over the cycles that follow a reset, whatever
 * the registers held before it. Registers are paired by name. Each pair holds the same after the reset; and where each
 * pair holds the same, the outputs are the same, and each pair takes the same.
 *
 * Where that does not hold nothing is refuted yet: what the registers are said to hold may never come about. A
 * difference is looked for in the first cycles after a reset, in as much time again.
 * @throws {ToolError} Yosys or Icarus is missing or fails
 */
export async function settleByInduction(
  design: Design,
  { claim, sides }: Theorem,
  means: Means,
): Promise<Claim> {
  const start = performance.now();
  const correspondence = correspond(sides[0].gates, sides[1].gates);
  const deadline = start + 1000 * means.proofTime;
  let answer: Answer = { kind: "equal" };
  for (const [left, right] of [afterReset(correspondence), oneStep(correspondence)])
    if (answer.kind === "equal") answer = await prove(left, right, means.yosys, secondsUntil(deadline));
  const finding: Finding =
    answer.kind === "equal"
      ? { verdict: "proved" }
      : answer.kind === "unknown"
        ? { verdict: "undecided", reason: answer.reason }
        : await search(design, sides, correspondence, answer.inputs, means);
  return { claim, ...finding, seconds: Math.round(performance.now() - start) / 1000 };
}

const secondsUntil = (deadline: number): number => Math.max(0.001, (deadline - performance.now()) / 1000);

/**
 * Looks for inputs that follow a reset and show a difference.
 * @param step inputs and a state at which the induction does not hold
 */
async function search(
  design: Design,
  sides: Theorem["sides"],
  correspondence: Correspondence,
  step: InputBits,
  means: Means,
): Promise<Finding> {
  const deadline = performance.now() + 1000 * means.proofTime;
  let without = 0;
  for (const cycles of searched) {
    if (performance.now() >= deadline) break;
    const [left, right] = fromReset(correspondence, cycles);
    const answer = await prove(left, right, means.yosys, secondsUntil(deadline));
    if (answer.kind === "unknown") break;
    if (answer.kind === "different")
      return judge(
        design,
        sequenceOf(design, byCycle(design, answer.inputs, cycles)),
        sides,
        means.timeLimit,
      );
    without = cycles;
  }
  return { verdict: "undecided", reason: notInductive(correspondence, step, without) };
}

/** What a solver says of each cycle's inputs, from the reset on. */
function byCycle({ ports }: Design, inputs: InputBits, cycles: number): InputBits[] {
  const bits = Object.entries(ports).flatMap(([name, { direction, format }]) => {
    if (direction !== "input") return [];
    return format.width === 1 ? [name] : Array.from({ length: format.width }, (_, i) => `${name}[${i}]`);
  });
  return Array.from(
    { length: cycles + 1 },
    (_, cycle) =>
      new Map(
        bits.map((bit) => [bit, cycle === 0 && bit === "rst" ? 1n : (inputs.get(inCycle(cycle, bit)) ?? 0n)]),
      ),
  );
}

function notInductive({ alone }: Correspondence, step: InputBits, cycles: number): string {
  const before = [...step].flatMap(([name, bit]): [string, bigint][] =>
    name.startsWith("before.") ? [[name.slice("before.".length), bit]] : [],
  );
  const held = [...joinBits(before)].map(([name, bits]) => `${name}=0x${bits.toString(16)}`);
  const registers = [...alone.left, ...alone.right].map(({ q }) => q);
  return [
    cycles > 0
      ? `the two agree in the first ${cycles} cycles after any reset, but the induction does not hold`
      : "the induction does not hold, and no counter-example was found in time",
    held.length > 0
      ? `: where registers hold ${held.join(" ")}, which may never come about, the two go on differently`
      : "",
    registers.length > 0 ? `; registers of one side only: ${registers.join(", ")}` : "",
  ].join("");
}
