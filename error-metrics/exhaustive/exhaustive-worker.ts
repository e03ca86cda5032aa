import { parentPort, workerData } from "node:worker_threads";
import { parseDesigns } from "../../generators/request.js";
import { errorSubject } from "../sampled.js";
import { layoutOf } from "../../operands/word.js";
import { kernelOf } from "./kernel.js";
import { repliesOf, type ErrorSweepJob } from "./run.js";

/* A thread of a sweep over all operands: takes shares until there are no more, and says what it found in each. */

const { design: words, counters } = workerData as ErrorSweepJob;
const [design] = parseDesigns(words.split(" "));
if (design === undefined) throw new Error(`${words} is no design`);
const operands = 2 ** layoutOf(design.core.ports, "input").width;
for (const reply of repliesOf(kernelOf(errorSubject(design)), operands, counters))
  parentPort?.postMessage(reply, [reply.values.buffer]);
