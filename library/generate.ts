import { fusesocCore } from "../export/fusesoc.js";
import type { Design } from "../generators/design.js";
import { manifestOf } from "../generators/manifest.js";
import { sdcOf } from "../generators/sdc.js";
import { standaloneBench } from "../sim/icarus/standalone.js";
import type { VectorOptions } from "../sim/vectors/vectors.js";

/** Generated text by file name; no folders in the names. */
export type Files = ReadonlyMap<string, string>;

/** Which files are made beside the Verilog, the manifest and the clock's constraints. */
export interface GenerateOptions {
  /** Also a test bench that runs without tapir, with these vectors; `{}` for the usual ones. */
  readonly testbench?: VectorOptions | undefined;
  /** Also a FuseSoC core, and the test bench that it simulates. */
  readonly fusesoc?: boolean;
}

/**
 * A design's files as `tapir generate` writes them: Verilog, manifest, the constraints of a clock if it has one, and what else
 * is asked for.
 * @throws {RequestError} an option out of range
 */
export function generate(design: Design, { testbench, fusesoc = false }: GenerateOptions = {}): Files {
  const sdc = sdcOf(design);
  const vectors = testbench ?? (fusesoc ? {} : undefined);
  return new Map([
    [`${design.moduleName}.v`, design.verilog()],
    [`${design.moduleName}.json`, `${JSON.stringify(manifestOf(design), null, 2)}\n`],
    ...(sdc === null ? [] : ([[`${design.moduleName}.sdc`, sdc]] as const)),
    ...(vectors === undefined ? [] : standaloneBench(design, vectors)),
    ...(fusesoc ? [fusesocCore(design)] : []),
  ]);
}
