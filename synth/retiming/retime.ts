import type { Design } from "../../generators/design.js";
import type { Objective } from "../../generators/contract/architecture.js";
import { stagesOf } from "../../generators/pipeline/pipelined.js";
import { better, describe, type Timed } from "../mapping/chosen.js";
import { readStructure } from "../../circuit/netlist.js";
import { OpenedNetlist } from "../../circuit/opened-netlist.js";
import { jobOf } from "../mapping/job.js";
import { mapDesign } from "../mapping/map.js";
import { retimedRecipe } from "../mapping/recipe.js";
import type { SynthesisResult } from "../mapping/result.js";
import { signalNames } from "../sta/signal-names.js";
import { analysed, chooseNetlist, type SynthesisOptions } from "../mapping/synthesize.js";
import { findYosys } from "../mapping/yosys.js";
import { gateDelays } from "../sta/gate-delays.js";
import { gateGraph } from "./gate-graph.js";
import { readGates } from "./gates.js";
import { measuredLaunch, usualLaunch } from "./launch.js";
import { registeredGates } from "./registered.js";
import { resizeRegisters } from "./resize.js";

/**
 * For each round, the longest stage allowed, as a multiple of the shortest period. Longer stages can save registers.
 * The last rounds have the best measurements of how registers affect the gates around them.
 */
const rounds: Readonly<Record<Objective, readonly number[]>> = {
  area: [1, 1.2, 1.5],
  balanced: [1, 1, 1.1, 1.2],
  delay: [1, 1, 1, 1],
};

/**
 * Maps a pipeline by placing registers between its mapped gates, in several rounds (`retimings`). Keeps the best of
 * their netlists and the one with the RTL's own registers.
 * @throws {ToolError} Yosys or OpenSTA is missing, fails or takes too long
 * @throws {RequestError} the design cannot be made of the library's cells
 */
export async function retime(design: Design, options: SynthesisOptions): Promise<SynthesisResult> {
  const start = performance.now();
  const job = jobOf(design);
  const reference = { ...options, recipe: "reference", timing: "opensta" } as const;
  const [asWritten, combinational] = await Promise.all([
    chooseNetlist(job, reference),
    chooseNetlist(jobOf(design.core), reference),
  ]);
  let best = asWritten.netlist;
  for await (const retimed of retimings(design, combinational.netlist.netlist, options))
    best = better(best, retimed, options.objective);
  const complete = asWritten.complete && combinational.complete;
  return describe(job, { ...asWritten, netlist: best, complete }, options, start);
}

/**
 * Times the gates of a mapped combinational operator, and places registers between them by arrival time, bit by bit.
 * Then measures the delays of gates and registers in the result, and places the registers again.
 * @param netlist the design's core in structural Verilog
 */
export async function* retimings(
  design: Design,
  netlist: string,
  options: Pick<SynthesisOptions, "library" | "objective" | "timeLimit" | "yosys">,
): AsyncGenerator<Timed> {
  const { library, objective, timeLimit } = options;
  const job = jobOf(design);
  const unregistered = new OpenedNetlist(design.core, { netlist, module: design.core.moduleName }, library);
  const gates = readGates(unregistered.structure, library);
  const names = signalNames(unregistered).nets;
  const yosys = await findYosys(options.yosys);
  const relaxedClock = { library, timeLimit, period_ns: 1000 };
  let delays = await gateDelays(unregistered, { ...relaxedClock, clock: null });
  let launch = usualLaunch(library);
  for (const [round, relaxed] of rounds[objective].entries()) {
    const graph = gateGraph(gates, delays, (net) => launch(gates.load_fF.get(net) ?? 0));
    const stages = stagesOf(graph.graph, design.pipeline, relaxed);
    const verilog = registeredGates(design, gates, graph, stages, names);
    const mapped = await mapDesign(verilog, job.top, retimedRecipe(job.top, library), library, (args, cwd) =>
      yosys.run(args, { cwd, timeLimit }),
    );
    const timed = await analysed(resizeRegisters(mapped, job.top, library), job, { library, timeLimit });
    yield timed;
    if (round === rounds[objective].length - 1) return;
    const registered = { netlist: timed.netlist, module: job.top };
    const measured = await gateDelays(registered, { ...relaxedClock, clock: job.clock ?? null });
    delays = new Map([...delays, ...measured]);
    launch = measuredLaunch(readGates(readStructure(timed.netlist, job.top), library), measured, library);
  }
}
