import type { Design } from "../../generators/design.js";
import { netlistDatapath, type Datapath } from "../../circuit/datapath.js";
import { SimulationError, type SimulationFailure } from "../../circuit/circuit-error.js";
import { verify, type VerifyOptions, type VerifyResult } from "../icarus/verify.js";
import type { Library } from "../../liberty/library.js";
import { modelCells, type ModelOptions } from "./cell-models.js";
import type { MappedNetlist } from "../../circuit/mapped-netlist.js";
import type { NetlistFaultKind } from "./netlist-faults.js";
import { netlistState } from "./netlist-state.js";
import { gatesSubject } from "./subjects.js";

export type GatesOptions = Omit<VerifyOptions, "timeLimit"> & ModelOptions;

/** Plain data; goes into JSON as it is. */
export interface GatesResult extends Omit<VerifyResult, "failure"> {
  /** Why not every vector was compared: the netlist is broken, or the simulation. */
  readonly failure?: { readonly kind: SimulationFailure | NetlistFaultKind; readonly message: string };
  /** Where the cell models come from. */
  readonly library: string;
}

/**
 * Compares a mapped netlist with its design's golden model, on its vectors (see `netlistVectors`), through the cells as the
 * Liberty file describes them.
 * @throws {ToolError} Yosys or Icarus is missing, fails or takes too long
 * @throws what `verify` throws
 */
export async function verifyGates(
  design: Design,
  netlist: MappedNetlist,
  options: GatesOptions,
): Promise<GatesResult> {
  const start = performance.now();
  const models = await modelCells(design, netlist, options);
  const [fault] = models.faults;
  const { failure, ...inside } =
    fault === undefined ? insideOf(design, netlist, options.library) : { failure: fault };
  // A broken netlist is not simulated: its thousands of mismatches would all have this one cause.
  const result =
    failure === undefined
      ? await verify(design, { ...gatesSubject(netlist, models.verilog), ...inside }, options)
      : { ...nothingCompared(design), failure };
  const seconds = Math.round(performance.now() - start) / 1000;
  return { ...result, seconds, library: options.library.name };
}

/** How to load what a netlist holds, and what vectors are to show of it, or why nobody knows how to load it. */
function insideOf(design: Design, netlist: MappedNetlist, library: Library) {
  try {
    return {
      state: netlistState(design, netlist, library),
      datapath: datapathOf(design, netlist, library),
    };
  } catch (error) {
    return { failure: asFailure(error) };
  }
}

/** Undefined too where the netlist makes no circuit: what is wrong with it then shows in the simulation. */
function datapathOf(...subject: Parameters<typeof netlistDatapath>): Datapath | undefined {
  try {
    return netlistDatapath(...subject);
  } catch (error) {
    asFailure(error);
    return undefined;
  }
}

function asFailure(error: unknown): Pick<SimulationError, "kind" | "message"> {
  if (!(error instanceof SimulationError)) throw error;
  return { kind: error.kind, message: error.message };
}

function nothingCompared({ spec }: Design): Omit<VerifyResult, "failure" | "seconds"> {
  return {
    design: spec,
    level: "gates",
    verdict: "fail",
    exhaustive: false,
    vectors: 0,
    mismatches: 0,
    first_mismatches: [],
    seed: null,
    simulator: "none",
    warnings: [],
  };
}
