import { availableParallelism } from "node:os";
import pLimit from "p-limit";

/** Runs as many heavy tasks at a time as there are cores, tools and threads alike. Further tasks wait. */
export const withCore = pLimit(availableParallelism());
