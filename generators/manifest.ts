import { version } from "../tools/version.js";
import type { Architecture } from "./contract/architecture.js";
import { clockOf, type Design } from "./design.js";
import { resetPort } from "./hdl/reset.js";
import type { Parameters } from "./contract/operator.js";
import type { Pipeline } from "./pipeline/pipeline.js";
import { generateCommand, protocolOf } from "./verilog.js";

/** The JSON beside a generated file, for programs: plain data. */
export interface Manifest {
  readonly design: string;
  readonly operator: string;
  readonly parameters: Parameters;
  readonly objective: string;
  /** How the datapath is made, where there are several ways. */
  readonly architecture: Architecture;
  readonly module: string;
  readonly ports: readonly {
    readonly name: string;
    readonly direction: string;
    readonly width_bits: number;
    readonly format: string;
  }[];
  /** Where registers go and how they are driven; null without a pipeline. */
  readonly pipeline: Pipeline | null;
  /** Name of the clock port; null for a combinational design. */
  readonly clock: string | null;
  /** The reset port: when it resets, and at which level; null where nothing is reset. */
  readonly reset: { readonly port: string; readonly kind: string; readonly active: string } | null;
  /** Clock cycles from operands to result. */
  readonly latency_cycles: number;
  /** Clock cycles between operands and the next ones. */
  readonly initiation_interval_cycles: number;
  /** How it is driven, a sentence or two each. */
  readonly protocol: readonly string[];
  readonly source: string;
  readonly command: string;
  readonly tapir_version: string;
}

/** What the `.json` beside a design's Verilog says: its parameters, ports, pipeline, protocol, and the command that made it. */
export function manifestOf(design: Design): Manifest {
  return {
    design: design.spec,
    operator: design.operator.name,
    parameters: design.parameters,
    objective: design.objective,
    architecture: design.architecture,
    module: design.moduleName,
    ports: Object.entries(design.ports).map(([name, { direction, format }]) => ({
      name,
      direction,
      width_bits: format.width,
      format: format.name,
    })),
    pipeline: design.pipeline.stages > 0 ? design.pipeline : null,
    clock: clockOf(design),
    reset: design.reset && {
      port: resetPort(design.reset),
      kind: design.reset.reset,
      active: design.reset.active,
    },
    latency_cycles: design.latency,
    initiation_interval_cycles: 1,
    protocol: protocolOf(design),
    source: design.operator.source,
    command: generateCommand(design),
    tapir_version: version,
  };
}
