import type { Design } from "../../generators/design.js";
import { benchModule, testbench, type BenchOptions } from "./bench.js";
import { compile, type VerilogSource, type Workplace } from "./icarus.js";
import { SimulationError } from "../../circuit/circuit-error.js";

const benchFile = "tapir_testbench.v";

/**
 * Compiles Verilog sources under the test bench of a design.
 * @returns the compiler's warnings about the sources, a line each.
 * @throws {SimulationError} the sources do not compile, or the module and its ports are not the design's.
 * @throws {ToolError} Icarus is missing, ran out of time or was interrupted.
 */
export async function compileBench(
  design: Design,
  sources: readonly VerilogSource[],
  options: BenchOptions,
  workplace: Workplace,
): Promise<readonly string[]> {
  // The bench comes first: a `timescale or `default_nettype further down does not reach it.
  const bench = { name: benchFile, text: testbench(design, options) };
  const { compiled, messages } = await compile([bench, ...sources], benchModule, workplace);
  // Messages about the bench can only be about its instance: a missing module or port, or a port of another width.
  const complaints = messages.filter((line) => line.startsWith(`${benchFile}:`));
  if (complaints.length > 0)
    throw new SimulationError(
      "wrong interface",
      `there is no module ${options.top} with the ports of ${design.spec}:\n${complaints.join("\n")}`,
    );
  if (!compiled) throw new SimulationError("does not compile", messages.join("\n"));
  return messages;
}
