import { parentPort, workerData } from "node:worker_threads";
import { parseDesigns } from "../../generators/request.js";
import { SweepThread, type SweepJob } from "./every-word-job.js";

/* A thread of a sweep: takes rows until there are no more, then says what it has found. */

const job = workerData as SweepJob;
const design = job.design === null ? null : (parseDesigns(job.design.split(" "))[0] ?? null);
const thread = new SweepThread(job, design);
while (thread.goOn());
parentPort?.postMessage(thread.found);
