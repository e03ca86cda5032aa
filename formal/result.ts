import type { Mismatch, Readings } from "../sim/vectors/mismatch.js";
import type { NetlistFaultKind } from "../sim/gates/netlist-faults.js";

/**
 * What is claimed of a design, for all operands:
 *
 * - `core`: the combinational operator of a pipeline, an accumulator or an iterative unit;
 * - `protocol`: how a pipeline advances and stalls by clock enable, valid and ready;
 * - `plain variant`: the same operator with no objective and no architecture asked for;
 * - `flat`: the same design printed as one module, of one whose blocks are modules of their own;
 * - `specification`: the golden model.
 */
export type ClaimKind =
  | "RTL = netlist"
  | "RTL = core"
  | "RTL = protocol"
  | "netlist = protocol"
  | "RTL = plain variant"
  | "RTL = flat"
  | "RTL = specification"
  | "core = specification";

type ProofVerdict = "proved" | "refuted" | "undecided";

/** A claim and what became of it. */
export interface Claim {
  readonly claim: ClaimKind;
  /** `refuted` only if the two sides differed in the simulator too. */
  readonly verdict: ProofVerdict;
  /** What a proof takes for granted. */
  readonly assumes?: string;
  /** Why undecided; which side is wrong if refuted. */
  readonly reason?: string;
  readonly counter_example?: Mismatch;
  /** Of a design with registers: the inputs of each cycle from the reset up to the counter-example. */
  readonly cycles?: readonly Readings[];
  readonly seconds: number;
}

/** Why nothing was claimed. */
export interface FormalFailure {
  readonly kind:
    NetlistFaultKind | "don't care" | "holds state" | "other clock" | "uneven latency" | "not applicable";
  readonly message: string;
}

/** Plain data; goes into JSON as it is. */
export interface FormalResult {
  /** The design as a person writes it. */
  readonly design: string;
  readonly level: "formal";
  /**
   * `refuted`: some claim is; else `undecided`: some claim is; else `proved`. `fail`: nothing could be claimed, as the RTL
   * or the netlist has no meaning. `not applicable`: the design is of a kind that is not proved.
   */
  readonly verdict: ProofVerdict | "fail" | "not applicable";
  readonly failure?: FormalFailure;
  readonly claims: readonly Claim[];
  readonly seconds: number;
  /** What proved it: `ABC &cec of Yosys 0.23 (native)`. */
  readonly prover: string;
  readonly library: string;
}
