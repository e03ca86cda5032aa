import type { Design } from "../generators/design.js";
import { catalogue } from "../generators/operators/catalogue.js";
import { withCore } from "../tools/cores.js";
import { ToolError, type Tool } from "../tools/tool.js";
import { runPooled } from "../tools/worker-pool.js";
import { errorStatistics, type ErrorOptions, type ErrorStatistics } from "./sampled.js";

/** The message to the thread. It carries the design's spec, from which the thread rebuilds the design. */
export interface SampledJob {
  readonly design: string;
  readonly options: ErrorOptions;
}

const workerFile = new URL("sampled-worker.js", import.meta.url);

const tool: Tool = { name: "the measurement of errors", command: process.execPath, packages: {} };

/**
 * Runs `errorStatistics` in its own thread as soon as a core is free. External tools keep running meanwhile.
 * @throws what `errorStatistics` throws
 * @throws {ToolError} it was interrupted
 */
export function errorStatisticsInThread(design: Design, options: ErrorOptions): Promise<ErrorStatistics> {
  return withCore(async () => {
    let statistics: ErrorStatistics | undefined;
    const job: SampledJob = { design: design.spec, options };
    await runPooled({
      file: workerFile,
      // A thread rebuilds the design from its spec, and finds operators only in the catalogue.
      threads: catalogue.includes(design.operator) ? 1 : 0,
      job,
      work: () => [errorStatistics(design, options)],
      onFound: (found) => {
        statistics = found;
      },
    });
    if (statistics === undefined) throw new ToolError(tool, "interrupted", `${tool.name} was interrupted`);
    return statistics;
  });
}
