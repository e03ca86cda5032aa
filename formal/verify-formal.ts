import type { Design } from "../generators/design.js";
import { plainVariant } from "../generators/variants.js";
import { layoutOf } from "../operands/word.js";
import { modelCells, type ModelOptions } from "../sim/gates/cell-models.js";
import type { MappedNetlist } from "../circuit/mapped-netlist.js";
import { rtlSubject } from "../sim/icarus/rtl-subject.js";
import { gatesSubject } from "../sim/gates/subjects.js";
import { findYosys } from "../synth/mapping/yosys.js";
import { accumulatorCore } from "./accumulator.js";
import { settleByInduction } from "./induction.js";
import { lookUpTable } from "./look-up-table.js";
import { lowerNetlist, lowerRtl, lowerTable, type LoweringTools } from "./lower.js";
import type { Blif } from "./blif.js";
import { otherClock, weakest, without, type Outcome } from "./outcome.js";
import { pipelineOutcome } from "./pipeline-claims.js";
import type { Claim, FormalFailure, FormalResult } from "./result.js";
import { settle, type Means, type Theorem } from "./settle.js";

export interface FormalOptions extends ModelOptions {
  /** Seconds that the proof of one claim may take before it is undecided. Default 120. */
  readonly proofTime?: number;
  /** Variants are proved equal while the inputs total at most this many bits; wider multipliers defy provers. Default 24. */
  readonly variantBits?: number;
  /** The RTL is proved equal to a look-up table while the inputs total at most this many bits. Default 12. */
  readonly tableBits?: number;
}

/**
 * Proves that a design's RTL equals its netlist, and for few inputs the golden model written out as a table, for all
 * operands; and one that is made in another way than usual, the usual one. Of a design that holds a sum, that they go
 * on alike from any reset, and that around the operator's combinational form RTL does what its protocol says. Of a pipeline, that it equals its core, and
 * goes on and stands still as its protocol says.
 * @throws {ToolError} Yosys or Icarus is missing or fails; a run that prepares the proof takes too long
 */
export async function verifyFormally(
  design: Design,
  netlist: MappedNetlist,
  options: FormalOptions,
): Promise<FormalResult> {
  const start = performance.now();
  const yosys = await findYosys(options.yosys);
  const outcome = await outcomeFor(design, netlist, options);
  return {
    design: design.spec,
    level: "formal",
    ...outcome,
    seconds: Math.round(performance.now() - start) / 1000,
    prover: `ABC &cec of ${yosys.version}`,
    library: options.library.name,
  };
}

async function outcomeFor(design: Design, netlist: MappedNetlist, options: FormalOptions): Promise<Outcome> {
  const isPipelined = design.pipeline.stages > 0;
  const isSequential = design.machine !== null && !isPipelined;
  if (isSequential && design.ports.rst === undefined)
    return without("not applicable", {
      kind: "not applicable",
      message: `${design.spec} holds state, and has no rst that an induction could begin with`,
    });

  const { timeLimit, proofTime = 120, tableBits = 12, variantBits = 24 } = options;
  const tools = { yosys: await findYosys(options.yosys), timeLimit };
  const [rtl, models] = await Promise.all([lowerRtl(design, tools), modelCells(design, netlist, options)]);
  const [fault] = [...within("RTL", rtl.faults), ...within("netlist", models.faults)];
  if (fault !== undefined) return without("fail", fault);
  const gates = await lowerNetlist(design, netlist, models.verilog, tools);
  const lowered = { RTL: rtl, netlist: gates };
  if (isPipelined || isSequential) {
    const clock = otherClock(lowered);
    if (clock !== undefined) return without("undecided", clock);
  }
  if (isPipelined) return pipelineOutcome(design, netlist, lowered, models.verilog, { ...tools, proofTime });
  const stateful = isSequential
    ? undefined
    : holdsState(rtl)
      ? "RTL"
      : holdsState(gates)
        ? "netlist"
        : undefined;
  if (stateful !== undefined)
    return without("fail", {
      kind: "holds state",
      message: `the ${stateful} holds state, the design does not`,
    });

  const rtlSide = { name: "RTL", gates: rtl, subject: rtlSubject(design) };
  const netlistSide = { name: "netlist", gates, subject: gatesSubject(netlist, models.verilog) };
  const theorems: Theorem[] = [{ claim: "RTL = netlist", sides: [rtlSide, netlistSide] }];
  if (isSequential)
    return sequentialOutcome(design, [rtlSide, netlistSide], { ...tools, proofTime }, tableBits);
  const { width } = layoutOf(design.ports, "input");
  const plain = plainVariant(design);
  if (width <= variantBits && plain !== null) {
    const side = { name: "plain variant", gates: await lowerRtl(plain, tools), subject: rtlSubject(plain) };
    theorems.push({ claim: "RTL = plain variant", sides: [rtlSide, side] });
  }
  if (width <= tableBits) {
    theorems.push({ claim: "RTL = specification", sides: [rtlSide, await specification(design, tools)] });
  }
  const claims: Claim[] = [];
  for (const theorem of theorems) claims.push(await settle(design, theorem, { ...tools, proofTime }));
  return { verdict: weakest(claims), claims };
}

/** RTL and netlist go on alike from any reset; and as the protocol says, around the combinational operator. */
async function sequentialOutcome(
  design: Design,
  sides: Theorem["sides"],
  means: Means,
  tableBits: number,
): Promise<Outcome> {
  const claims = [await settleByInduction(design, { claim: "RTL = netlist", sides }, means)];
  const around = accumulatorCore(design);
  if (around !== null) {
    const { core, accumulator } = around;
    const side = { name: "core", gates: await lowerRtl(accumulator, means), subject: "golden" } as const;
    claims.push(await settleByInduction(design, { claim: "RTL = core", sides: [sides[0], side] }, means));
    if (layoutOf(core.ports, "input").width <= tableBits) {
      const rtl = { name: "core", gates: await lowerRtl(core, means), subject: rtlSubject(core) };
      const theorem: Theorem = {
        claim: "core = specification",
        sides: [rtl, await specification(core, means)],
      };
      claims.push(await settle(core, theorem, means));
    }
  }
  return { verdict: weakest(claims), claims };
}

/** A combinational design's golden model. */
async function specification(design: Design, tools: LoweringTools): Promise<Theorem["sides"][1]> {
  const gates = await lowerTable(lookUpTable(design), design.moduleName, tools);
  return { name: "specification", gates, subject: "golden" };
}

const within = (side: string, faults: readonly FormalFailure[]): FormalFailure[] =>
  faults.map(({ kind, message }) => ({ kind, message: `in the ${side}, ${message}` }));

const holdsState = ({ registers, cells }: Blif): boolean => registers.length + cells.length > 0;
