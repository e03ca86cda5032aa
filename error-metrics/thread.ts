import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { Design } from "../generators/design.js";
import { catalogue } from "../generators/operators/catalogue.js";
import { withCore } from "../tools/cores.js";
import { RequestError } from "../tools/errors.js";
import { isInterrupted, whenInterrupted } from "../tools/interrupt.js";
import { ToolError, type Tool } from "../tools/tool.js";
import { errorStatistics, type ErrorOptions, type ErrorStatistics } from "./sampled.js";

/** What goes to the thread: the design's words, for it to make the design again. */
export interface ErrorJob {
  readonly design: string;
  readonly options: ErrorOptions;
}

/** What comes back. */
export type ErrorReply = { readonly statistics: ErrorStatistics } | { readonly refusal: string };

/** The compiled program has it; the sources, as tests run them, do not, as Node.js 20 runs no TypeScript. */
const workerFile = fileURLToPath(new URL("sampled-worker.js", import.meta.url));

const tool: Tool = { name: "the measurement of errors", command: process.execPath, packages: {} };

/**
 * `errorStatistics` in a thread of its own, as soon as a core is free, so that tools go on beside it.
 * @throws what `errorStatistics` throws
 * @throws {ToolError} it was interrupted
 */
export function errorStatisticsInThread(design: Design, options: ErrorOptions): Promise<ErrorStatistics> {
  return withCore(() => {
    if (isInterrupted()) throw interrupted();
    // A thread finds operators in the catalogue only.
    if (!existsSync(workerFile) || !catalogue.includes(design.operator))
      return errorStatistics(design, options);
    const job: ErrorJob = { design: design.spec, options };
    return resultOf(new Worker(workerFile, { workerData: job }));
  });
}

function resultOf(worker: Worker): Promise<ErrorStatistics> {
  return new Promise((resolve, reject) => {
    const forget = whenInterrupted(() => void worker.terminate());
    worker.once("message", (reply: ErrorReply) => {
      if ("statistics" in reply) resolve(reply.statistics);
      else reject(new RequestError(reply.refusal));
    });
    worker.once("error", reject);
    worker.once("exit", (code) => {
      forget();
      reject(
        isInterrupted() ? interrupted() : new Error(`a measuring thread ended early, with code ${code}`),
      );
    });
  });
}

const interrupted = (): ToolError => new ToolError(tool, "interrupted", `${tool.name} was interrupted`);
