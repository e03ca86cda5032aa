import type { Design } from "../generators/design.js";
import type { Library } from "../liberty/library.js";
import { RequestError } from "../tools/errors.js";
import type { MappedNetlist } from "../circuit/mapped-netlist.js";
import { findYosys } from "../synth/mapping/yosys.js";
import type { VectorOptions } from "../sim/vectors/vectors.js";
import { auditFaults } from "./faults.js";
import { auditMutants } from "./mutation.js";
import { subjectOf } from "./subject.js";
import type { Tally } from "./findings.js";
import { auditVerdict, type AuditVerdict } from "./verdict.js";

export interface AuditOptions extends VectorOptions {
  /** Which Yosys' ABC proves, as `findYosys` has it. */
  readonly yosys?: string;
  /** Seconds for the proof of one fault or mutant. Default 60. */
  readonly proofTime?: number;
  /** Most mutants to try. Default 2,000. */
  readonly mutants?: number;
}

/** Plain data; goes into JSON as it is. */
export interface AuditResult {
  /** The design as a person writes it. */
  readonly design: string;
  /** Whether the vectors show as many stuck-at faults as the goal asks, and every mutant. */
  readonly verdict: AuditVerdict;
  /** The vectors that are judged: faults show in these, mutants in the first `vectors_of_rtl`. */
  readonly vectors: number;
  /** The others show gates of the netlist, and only that is checked with them. */
  readonly vectors_of_rtl: number;
  /** Whether they are all there are. */
  readonly exhaustive: boolean;
  readonly seed: number | null;
  /** Stuck-at-0 and stuck-at-1 at every net of the mapped netlist. */
  readonly faults: Tally;
  /** Least coverage of faults that passes. */
  readonly goal: number;
  /** The RTL with one small mistake each. */
  readonly mutants: Tally;
  /** Mutants there are, of which `mutants.total` were tried. */
  readonly mutants_in_all: number;
  readonly seconds: number;
}

/** Sampled vectors may leave so many faults unseen. */
const sampledGoal = 0.995;

/** Why a design cannot be audited; undefined where it can. */
export const auditObstacle = ({ pipeline }: Design): string | undefined =>
  pipeline.stages > 0 ? "it is a pipeline; audit its operator, with stages=0" : undefined;

/**
 * Judges the vectors that a design is verified with: would they have shown a fault in its netlist, a mistake in its
 * RTL?
 * @param synthesis a `SynthesisResult`, or its netlist and module name
 * @param library the one the netlist was mapped to
 * @throws {RequestError} there is an `auditObstacle`, or an option out of range
 * @throws {SimulationError} the netlist cannot be simulated, see `netlistCircuit`
 * @throws {RangeError} the design's netlist or RTL does not give the outputs expected
 * @throws {ToolError} ABC fails or is interrupted
 */
export async function audit(
  design: Design,
  synthesis: MappedNetlist,
  library: Library,
  options: AuditOptions = {},
): Promise<AuditResult> {
  const start = performance.now();
  const obstacle = auditObstacle(design);
  if (obstacle !== undefined) throw new RequestError(`${design.spec} cannot be audited: ${obstacle}`);
  const { proofTime = 60, mutants: most = 2000 } = options;
  const yosys = await findYosys(options.yosys);
  const subject = subjectOf(design, synthesis, library, options);
  const faults = await auditFaults(subject, { yosys, proofTime });
  const mutants = await auditMutants(subject, { yosys, proofTime, mutants: most });
  const { exhaustive, seed, rtl, gates } = subject;
  const goal = exhaustive ? 1 : sampledGoal;
  return {
    design: design.spec,
    verdict: auditVerdict(faults, mutants.tally, goal),
    vectors: gates.words.length,
    vectors_of_rtl: rtl.words.length,
    exhaustive,
    seed,
    faults,
    goal,
    mutants: mutants.tally,
    mutants_in_all: mutants.all,
    seconds: Math.round(performance.now() - start) / 1000,
  };
}
