import type { Design } from "../generators/design.js";
import { fillingControls } from "../generators/pipeline/protocol.js";
import { joinBits } from "../operands/word.js";
import { sequenceOf, type Side } from "./counter-example.js";
import { prove, type Answer, type InputBits } from "./prove.js";
import type { Claim, ClaimKind } from "./result.js";
import { besideProtocol } from "./protocol.js";
import {
  afterReset,
  afterSharedReset,
  correspond,
  fromReset,
  inCycle,
  oneStep,
  type Beginning,
  type Correspondence,
  type Obligation,
} from "./sequential.js";
import { findingOf, judge, type Finding, type Means, type Theorem } from "./settle.js";

/** Bounded search where the induction fails: so many cycles after a reset and filling. */
const searched = [1, 2, 4, 8];

/**
 * Proves or refutes that two designs with registers are equal, by induction over the cycles after a reset. Registers are paired
 * by name.
 *
 * - Base: after a cycle of reset, from any state, paired registers are equal. Where a reset leaves some alone, as those of data,
 *   from any state that both sides share; the claim says so.
 * - Step: where paired registers are equal, outputs are equal, and so are the next states of each pair.
 *
 * A step that fails refutes nothing yet, since its state may be unreachable. A difference is then searched for in the first
 * cycles after a reset, in as much time again.
 * @throws {ToolError} Yosys or Icarus is missing or fails
 */
export function settleByInduction(design: Design, theorem: Theorem, means: Means): Promise<Claim> {
  const [left, right] = theorem.sides;
  const correspondence = correspond(left.gates, right.gates);
  return settleSteps(design, theorem, correspondence, [base, { make: oneStep }], means);
}

/**
 * Proves or refutes that a pipeline advances and stalls as its protocol says: one step from any state, see `besideProtocol`.
 * What it computes is another claim's. As above, a step that fails refutes nothing yet.
 * @throws {ToolError} Yosys or Icarus is missing or fails
 */
export function settleProtocol(
  design: Design,
  { claim, side }: { readonly claim: ClaimKind; readonly side: Theorem["sides"][0] },
  means: Means,
): Promise<Claim> {
  const sides = [side, { name: "protocol", subject: "golden" }] as const;
  return settleSteps(
    design,
    { claim, sides },
    besideProtocol(design, side.gates),
    [{ make: oneStep }],
    means,
  );
}

/** What is to be proved; or, where that is refuted, something weaker that takes more for granted. */
interface Step {
  readonly make: (correspondence: Correspondence) => Obligation;
  readonly or?: Step & { readonly assumes: string };
}

const base: Step = {
  make: afterReset,
  or: { make: afterSharedReset, assumes: "registers that no reset clears begin alike on both sides" },
};

async function settleSteps(
  design: Design,
  { claim, sides }: { readonly claim: ClaimKind; readonly sides: readonly [Side, Side] },
  correspondence: Correspondence,
  steps: readonly Step[],
  means: Means,
): Promise<Claim> {
  const start = performance.now();
  const deadline = start + 1000 * means.proofTime;
  const decide = ({ make }: Step): Promise<Answer> =>
    prove(...make(correspondence), means.yosys, secondsUntil(deadline));
  let answer: Answer = { kind: "proved" };
  let assumes: string | undefined;
  for (const step of steps) {
    if (answer.kind !== "proved") break;
    answer = await decide(step);
    if (answer.kind !== "refuted" || step.or === undefined) continue;
    answer = await decide(step.or);
    ({ assumes } = step.or);
  }
  const finding: Finding =
    answer.kind === "refuted"
      ? await search(design, sides, correspondence, answer.example, means)
      : findingOf(answer);
  return {
    claim,
    ...finding,
    ...(finding.verdict === "proved" && assumes !== undefined && { assumes }),
    seconds: Math.round(performance.now() - start) / 1000,
  };
}

const secondsUntil = (deadline: number): number => Math.max(0.001, (deadline - performance.now()) / 1000);

/**
 * Searches the first cycles after a reset for a difference.
 * @param step inputs and a state at which the induction fails
 */
async function search(
  design: Design,
  sides: readonly [Side, Side],
  correspondence: Correspondence,
  step: InputBits,
  means: Means,
): Promise<Finding> {
  const deadline = performance.now() + 1000 * means.proofTime;
  const beginning: Beginning = Array.from({ length: design.fill + 1 }, (_, cycle) => {
    const controls = Object.entries(fillingControls(cycle));
    return new Map(controls.map(([name, bit]) => [name, bit === 1n]));
  });
  let without = 0;
  for (const more of searched) {
    if (performance.now() >= deadline) break;
    const cycles = design.fill + more;
    const [left, right] = fromReset(correspondence, beginning, cycles);
    const answer = await prove(left, right, means.yosys, secondsUntil(deadline));
    if (answer.kind === "undecided") break;
    if (answer.kind === "refuted") {
      const named = byCycle(design, answer.example, beginning, cycles);
      return judge(design, { words: sequenceOf(design, named), inCycles: true }, sides, means.timeLimit);
    }
    without = cycles;
  }
  return { verdict: "undecided", reason: notInductive(design, correspondence, step, without) };
}

/** The inputs of each cycle, from the reset on: those given, else those of the counter-example, else 0. */
export function byCycle({ ports }: Design, inputs: InputBits, beginning: Beginning, cycles = 0): InputBits[] {
  const bits = bitsOf(ports);
  return Array.from({ length: beginning.length + cycles }, (_, cycle) => {
    const valueOf = (bit: string): bigint => {
      const given = beginning[cycle]?.get(bit);
      return given === undefined ? (inputs.get(inCycle(cycle, bit)) ?? 0n) : BigInt(given);
    };
    return new Map(bits.map((bit) => [bit, valueOf(bit)]));
  });
}

const bitsOf = (ports: Design["ports"]): string[] =>
  Object.entries(ports).flatMap(([name, { direction, format }]) => {
    if (direction !== "input") return [];
    return format.width === 1 ? [name] : Array.from({ length: format.width }, (_, i) => `${name}[${i}]`);
  });

function notInductive(
  { ports, fill }: Design,
  { alone }: Correspondence,
  step: InputBits,
  cycles: number,
): string {
  const read = (bits: Iterable<readonly [string, bigint]>): string =>
    [...joinBits(bits)].map(([name, value]) => `${name}=0x${value.toString(16)}`).join(" ");
  const held = read(
    [...step].flatMap(([name, bit]): [string, bigint][] =>
      name.startsWith("before.") ? [[name.slice("before.".length), bit]] : [],
    ),
  );
  const given = read(bitsOf(ports).map((bit) => [bit, step.get(bit) ?? 0n]));
  const registers = [...alone.left, ...alone.right].map(({ q }) => q);
  return [
    cycles > 0
      ? `the two agree in the first ${cycles} cycles after any reset${fill > 0 ? " and filling" : ""}, but the induction does not hold`
      : "the induction does not hold, and no counter-example was found in time",
    held === ""
      ? ""
      : `: where registers hold ${held}, which may be unreachable, outputs or next states differ`,
    held === "" ? "" : ` with ${given}`,
    registers.length > 0 ? `; registers of one side only: ${registers.join(", ")}` : "",
  ].join("");
}
