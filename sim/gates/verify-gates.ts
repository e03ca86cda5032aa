import type { Design } from "../../generators/design.js";
import { netlistDatapath, type Datapath } from "../../circuit/datapath.js";
import { SimulationError, type SimulationFailure } from "../../circuit/circuit-error.js";
import { verify, type VerifyOptions, type VerifyResult } from "../icarus/verify.js";
import { modelCells, type ModelOptions } from "./cell-models.js";
import type { OpenedNetlist } from "../../circuit/opened-netlist.js";
import type { NetlistFaultKind } from "./netlist-faults.js";
import { netlistState } from "./netlist-state.js";
import { simulatedNetlist } from "../engine/simulated-circuit.js";
import { gatesSubject } from "./subjects.js";

export type GatesOptions = Omit<VerifyOptions, "timeLimit"> & Omit<ModelOptions, "library">;

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
export async function verifyGates(netlist: OpenedNetlist, options: GatesOptions): Promise<GatesResult> {
  const start = performance.now();
  const { design, library } = netlist;
  const models = await modelCells(design, netlist, { ...options, library });
  const [fault] = models.faults;
  const { failure, ...inside } = fault === undefined ? insideOf(netlist) : { failure: fault };
  // A broken netlist is not simulated: its thousands of mismatches would all have this one cause.
  const result =
    failure === undefined
      ? await verify(
          design,
          { ...gatesSubject(netlist, models.verilog), ...inside, engine: () => simulatedNetlist(netlist) },
          options,
        )
      : { ...nothingCompared(design), failure };
  const seconds = Math.round(performance.now() - start) / 1000;
  return { ...result, seconds, library: library.name };
}

/** How to load the netlist's state, and its datapath; or why its state cannot be loaded. */
function insideOf(netlist: OpenedNetlist) {
  try {
    return { state: netlistState(netlist), datapath: datapathOf(netlist) };
  } catch (error) {
    return { failure: asFailure(error) };
  }
}

/** Undefined also where the netlist makes no circuit: what is wrong with it shows in the simulation then. */
function datapathOf(netlist: OpenedNetlist): Datapath | undefined {
  try {
    return netlistDatapath(netlist);
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
