import type { Design } from "../generators/design.js";
import { manifestOf } from "../generators/manifest.js";

/** Generated text by file name; no folders in the names. */
export type Files = ReadonlyMap<string, string>;

/** A design's Verilog and its manifest, as `tapir generate` writes them. */
export function generate(design: Design): Files {
  return new Map([
    [`${design.moduleName}.v`, design.verilog()],
    [`${design.moduleName}.json`, `${JSON.stringify(manifestOf(design), null, 2)}\n`],
  ]);
}
