import type { Design } from "../generators/design.js";
import type { Library } from "../liberty/library.js";
import { RequestError } from "../tools/errors.js";
import type { MappedNetlist } from "../circuit/mapped-netlist.js";
import { findYosys } from "../synth/mapping/yosys.js";
import type { VectorOptions } from "../sim/vectors/vectors.js";
import { auditFaults } from "./faults.js";
import { auditMutants } from "./mutation.js";
import { subjectOf } from "./subject.js";
import type { Findings } from "./findings.js";
import { auditVerdict, type AuditVerdict } from "./verdict.js";

export interface AuditOptions extends VectorOptions {
  /** Which Yosys' ABC proves, as `findYosys` has it. */
  readonly yosys?: string;
  /** Seconds for the proof of one fault or mutant. Default 60. */
  readonly proofTime?: number;
  /** Most mutants to try. Default 2,000. */
  readonly mutants?: number;
  /** Told which share of the proofs is done, 0 to 1: first of the faults', then of the mutants', each a half. */
  readonly onProgress?: (share: number) => void;
}

/** Plain data; goes into JSON as it is. */
export interface AuditResult {
  /** The design as a person writes it. */
  readonly design: string;
  /** Whether the vectors detect as many stuck-at faults as the goal asks, and every mutant. */
  readonly verdict: AuditVerdict;
  /** The vectors that are judged: all for the faults, the first `vectors_of_rtl` for the mutants. */
  readonly vectors: number;
  /** The RTL is checked with these. The others excite gates of the netlist, and only it is checked with them. */
  readonly vectors_of_rtl: number;
  /** Whether they are all there are. */
  readonly exhaustive: boolean;
  readonly seed: number | null;
  /** Stuck-at-0 and stuck-at-1 at every net of the mapped netlist. */
  readonly faults: Findings;
  /** Least coverage of faults that passes. */
  readonly goal: number;
  /** The RTL with one small mistake each. */
  readonly mutants: Findings;
  /** Mutants there are, of which `mutants.total` were tried. */
  readonly mutants_in_all: number;
  readonly seconds: number;
}

/** Least coverage that sampled vectors must have. */
const sampledGoal = 0.995;

/** Why a design cannot be audited; undefined where it can. */
export const auditObstacle = ({ pipeline }: Design): string | undefined =>
  pipeline.stages > 0 ? "it is a pipeline; audit its operator, with stages=0" : undefined;

/**
 * Judges the vectors that a design is verified with: would they detect a fault in its netlist, a mistake in its RTL?
 *
 *     design, netlist ── subject.ts ──► vectors with the golden model's outputs
 *                                          │
 *            ┌─────────────────────────────┴──────────────┐
 *     faults.ts: each net of the netlist,          mutants.ts: each mistake in the RTL
 *     stuck at 0 and at 1                          mutation.ts: runs it; first uncompiled, in
 *            │                                     screen.ts (vectors) or opening.ts (cycles)
 *            └───────────── detected by none ─────────────┘
 *                                  │
 *                 equivalence.ts: is it redundant?    by structure, every word, or formal/prove.ts
 *                                  │
 *              findings.ts: caught, redundant, survivors ── verdict.ts ──► pass, fail, undecided
 *
 * @param synthesis a `SynthesisResult`, or its netlist and module name
 * @param library the one the netlist was mapped to
 * @throws {RequestError} there is an `auditObstacle`, or an option out of range
 * @throws {SimulationError} the netlist cannot be simulated, see `netlistCircuit`
 * @throws {RangeError} the design's netlist or RTL does not give the outputs expected
 * @throws {ToolError} Yosys or ABC is missing, fails or is interrupted
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
  const { proofTime = 60, mutants: most = 2000, onProgress } = options;
  const yosys = await findYosys(options.yosys);
  const subject = subjectOf(design, synthesis, library, options);
  const half = (first: number) => (share: number) => onProgress?.((first + share) / 2);
  const faults = await auditFaults(subject, { yosys, proofTime, onProgress: half(0) });
  const { mutants, all } = await auditMutants(subject, {
    ...{ yosys, proofTime, mutants: most },
    onProgress: half(1),
  });
  const { exhaustive, seed, rtl, gates } = subject;
  const goal = exhaustive ? 1 : sampledGoal;
  return {
    design: design.spec,
    verdict: auditVerdict(faults, mutants, goal),
    vectors: gates.words.length,
    vectors_of_rtl: rtl.words.length,
    exhaustive,
    seed,
    faults,
    goal,
    mutants,
    mutants_in_all: all,
    seconds: Math.round(performance.now() - start) / 1000,
  };
}
