import { availableParallelism } from "node:os";
import pLimit from "p-limit";

/** As much heavy work at a time as there are cores, tools and threads alike; further work waits. */
export const withCore = pLimit(availableParallelism());
