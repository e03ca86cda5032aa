import { parentPort, workerData } from "node:worker_threads";
import { parseDesigns } from "../../generators/request.js";
import { EveryWordThread, type EveryWordJob } from "./every-word-job.js";

/* A thread of a run on every word: takes rows until there are no more, then says what it has found. */

const job = workerData as EveryWordJob;
const design = job.design === null ? null : (parseDesigns(job.design.split(" "))[0] ?? null);
const thread = new EveryWordThread(job, design);
while (thread.goOn());
parentPort?.postMessage(thread.found);
