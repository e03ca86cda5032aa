import { parentPort, workerData } from "node:worker_threads";
import { parseDesigns } from "../generators/request.js";
import { RequestError } from "../tools/errors.js";
import { errorStatistics } from "./sampled.js";
import type { ErrorJob, ErrorReply } from "./thread.js";

/* A thread that measures the error of one design. */

const { design, options } = workerData as ErrorJob;
parentPort?.postMessage(reply());

/** An error loses its class on the way to another thread. */
function reply(): ErrorReply {
  const [made] = parseDesigns(design.split(" "));
  if (made === undefined) throw new Error(`${design} is no design`);
  try {
    return { statistics: errorStatistics(made, options) };
  } catch (error) {
    if (error instanceof RequestError) return { refusal: error.message };
    throw error;
  }
}
