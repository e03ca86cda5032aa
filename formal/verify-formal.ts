import type { Design } from "../generators/design.js";
import { resetPort, usualReset } from "../generators/hdl/reset.js";
import type { MappedNetlist } from "../circuit/mapped-netlist.js";
import type { ModelOptions } from "../sim/gates/cell-models.js";
import { findYosys, type Yosys } from "../synth/mapping/yosys.js";
import {
  coreEqualsSpecification,
  equalsCoreAfterReset,
  equalsFlat,
  equalsNetlist,
  equalsNetlistAfterReset,
  equalsPlainVariant,
  equalsSpecification,
  type Decide,
} from "./claims.js";
import { lowerDesign, type LoweredDesign } from "./lowered-design.js";
import { otherClock, weakest, without, type Outcome } from "./outcome.js";
import { equalsCore, followsProtocol, lookThroughPipeline, type LoweredPipeline } from "./pipeline-claims.js";
import type { Claim, FormalFailure, FormalResult } from "./result.js";

export interface FormalOptions extends ModelOptions {
  /** Seconds that the proof of one claim may take before it is undecided. Default 120. */
  readonly proofTime?: number;
  /** Variants are proved equal while the inputs total at most this many bits; wider multipliers defy provers. Default 24. */
  readonly variantBits?: number;
  /** The RTL is proved equal to a look-up table while the inputs total at most this many bits. Default 12. */
  readonly tableBits?: number;
}

/**
 * Proves claims of a design for all operands; of one with registers for all sequences that follow a reset.
 *
 *     RTL ──────────┐                                                                   ┌─► proved
 *     netlist ──────┤  lower.ts      claims.ts, pipeline-claims.ts    prove.ts          │
 *                   ├───────────► gates ───────────► two networks ──────────► answer ───┼─► undecided
 *     golden model ─┤  (Yosys)       settle.ts, induction.ts           (ABC)            │
 *     core, variant ┘                                                                   └─► counter-example
 *                                                                                              │ counter-example.ts
 *                                               refuted, or undecided if both sides agree ◄────┘ (Icarus)
 *
 * {@link kinds} lists the claims.
 * @returns the claims with their verdicts; instead a `failure` where the design has no meaning, or is of a kind that is not proved
 * @throws {ToolError} Yosys or Icarus is missing or fails; a run that prepares the proof takes too long
 */
export async function verifyFormally(
  design: Design,
  netlist: MappedNetlist,
  options: FormalOptions,
): Promise<FormalResult> {
  const start = performance.now();
  const yosys = await findYosys(options.yosys);
  const outcome = await outcomeFor(design, netlist, options, yosys);
  return {
    design: design.spec,
    level: "formal",
    ...outcome,
    seconds: Math.round(performance.now() - start) / 1000,
    prover: `ABC &cec of ${yosys.version}`,
    library: options.library.name,
  };
}

/** A kind of design. */
interface Kind<Ready extends LoweredDesign> {
  /** @returns what the claims are about, or why there are none */
  readonly prepare: (lowered: LoweredDesign) => Promise<Ready | Outcome> | Ready | Outcome;
  /** In the order in which they are decided. */
  readonly claims: readonly ((ready: Ready) => ReturnType<Decide>)[];
}

/** What is claimed of each kind of design. */
const kinds = {
  combinational: decider({
    prepare: (lowered) => stateRefusal(lowered) ?? lowered,
    claims: [equalsNetlist, equalsFlat, equalsPlainVariant, equalsSpecification],
  }),
  accumulator: decider({
    prepare: (lowered) => clockRefusal(lowered) ?? lowered,
    claims: [equalsNetlistAfterReset, equalsCoreAfterReset, coreEqualsSpecification],
  }),
  pipeline: decider<LoweredPipeline>({
    prepare: async (lowered) => {
      const refusal = clockRefusal(lowered);
      if (refusal !== undefined) return refusal;
      const pipeline = await lookThroughPipeline(lowered);
      return "kind" in pipeline ? refuse(pipeline) : pipeline;
    },
    claims: [
      equalsNetlist,
      equalsCore,
      followsProtocol("rtl", "RTL = protocol"),
      followsProtocol("netlist", "netlist = protocol"),
    ],
  }),
} as const;

function kindOf({ pipeline, machine }: Design): keyof typeof kinds {
  if (pipeline.stages > 0) return "pipeline";
  return machine === null ? "combinational" : "accumulator";
}

async function outcomeFor(
  design: Design,
  netlist: MappedNetlist,
  options: FormalOptions,
  yosys: Yosys,
): Promise<Outcome> {
  const kind = kindOf(design);
  if (kind === "accumulator" && design.ports[resetPort(design.reset ?? usualReset)] === undefined)
    return refuse({
      kind: "not applicable",
      message: `${design.spec} holds state, and has no rst that an induction could begin with`,
    });
  const { timeLimit, proofTime = 120, tableBits = 12, variantBits = 24 } = options;
  const means = { yosys, timeLimit, proofTime };
  const lowered = await lowerDesign(design, netlist, options, means, { tableBits, variantBits });
  return "kind" in lowered ? refuse(lowered) : kinds[kind](lowered);
}

/** Turns a kind of design into what decides all its claims. */
function decider<Ready extends LoweredDesign = LoweredDesign>({ prepare, claims }: Kind<Ready>) {
  return async (lowered: LoweredDesign): Promise<Outcome> => {
    const ready = await prepare(lowered);
    if ("verdict" in ready) return ready;
    const decided: Claim[] = [];
    for (const decide of claims) {
      const claim = await decide(ready);
      if (claim !== null) decided.push(claim);
    }
    return { verdict: weakest(decided), claims: decided };
  };
}

/** What a right design may have, too. */
const undecided: ReadonlySet<FormalFailure["kind"]> = new Set(["other clock", "don't care"]);

function refuse(failure: FormalFailure): Outcome {
  if (failure.kind === "not applicable") return without("not applicable", failure);
  return without(undecided.has(failure.kind) ? "undecided" : "fail", failure);
}

function clockRefusal({ rtl, netlist }: LoweredDesign): Outcome | undefined {
  const clock = otherClock([rtl, netlist]);
  return clock && refuse(clock);
}

/** A combinational design must be so as RTL and as a netlist. */
function stateRefusal({ rtl, netlist }: LoweredDesign): Outcome | undefined {
  const stateful = [rtl, netlist].find(({ gates }) => gates.registers.length + gates.cells.length > 0);
  return (
    stateful &&
    refuse({ kind: "holds state", message: `the ${stateful.name} holds state, the design does not` })
  );
}
