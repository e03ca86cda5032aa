import { join } from "node:path";
import { programRoot } from "../../tools/program-root.js";

/** What comes with the program: see the README there. */
export const builtInFolder = (): string => join(programRoot(), "nn", "built-in");
