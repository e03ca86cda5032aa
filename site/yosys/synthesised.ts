import type { Objective } from "../../generators/contract/architecture.js";
import { genericLiberty } from "../../liberty/generic/liberty.js";
import { readFile } from "../../liberty/file.js";
import { describeLibrary, type Library } from "../../liberty/library.js";
import { better, describe } from "../../synth/mapping/chosen.js";
import type { SynthesisJob } from "../../synth/mapping/job.js";
import { mappingArguments, mappingFiles, readMapped, type Mapped } from "../../synth/mapping/mapped.js";
import { recipeFor } from "../../synth/mapping/recipe.js";
import { waysOf } from "../../synth/mapping/recipes.js";
import { requireRegistersOf } from "../../synth/mapping/require-registers.js";
import type { SynthesisResult } from "../../synth/mapping/result.js";

/** A Liberty file as it was dropped onto the page. */
export interface Liberty {
  readonly name: string;
  readonly text: string;
}

/** What the page asks for. */
export interface SynthesisRequest {
  readonly job: SynthesisJob;
  readonly objective: Objective;
  /** Null: the generic library. */
  readonly liberty: Liberty | null;
}

/** A Yosys without a file system: files by their names, before and after a run. */
export interface YosysOfFiles {
  /** `Yosys 0.55.944 (YoWASP)` */
  readonly version: string;
  readonly run: (
    args: readonly string[],
    files: Readonly<Record<string, string>>,
  ) => Promise<{ readonly stdout: string; readonly file: (name: string) => string }>;
}

/** @throws {RequestError} the text is no Liberty, or a library of no use */
export const libraryOf = (liberty: Liberty | null): Library =>
  describeLibrary([readFile(liberty?.name ?? "generic", liberty?.text ?? genericLiberty(), () => false)]);

/**
 * A design in a library's cells, as `tapir synth` makes it: the same recipe, the same scripts, the same choice.
 * @throws {RequestError} the design cannot be mapped to the library's cells
 */
export async function synthesised(
  { job, objective }: SynthesisRequest,
  library: Library,
  yosys: YosysOfFiles,
): Promise<SynthesisResult> {
  const start = performance.now();
  requireRegistersOf(job, library);
  const netlists: Mapped[] = [];
  for (const way of waysOf("reference", objective)) {
    const recipe = recipeFor(way, job.top, library);
    const run = await yosys.run(mappingArguments, mappingFiles(job.verilog, recipe, library));
    netlists.push(readMapped(run, job.top, recipe, library));
  }
  const [first] = netlists;
  if (first === undefined) throw new RangeError("no runs");
  const netlist = netlists.reduce((one, other) => better(one, other, objective), first);
  const chosen = {
    netlist,
    yosys: yosys.version,
    timing: "abc",
    complete: true,
    warnings: netlist.warnings,
  } as const;
  return describe(job, chosen, { library, objective }, start);
}
