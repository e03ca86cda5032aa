import { join } from "node:path";
import { programRoot } from "../../tools/program-root.js";

/** What comes with the program: see the README there. */
export const builtInFolder = (): string => join(programRoot(), "nn", "built-in");

/** Networks that come with the program, by the names that stand for their files. */
export const builtInNetworks: readonly string[] = ["lenet5"];

/** Where a network is: one that comes with the program, or a file of the user's. */
export const networkPath = (name: string): string =>
  builtInNetworks.includes(name) ? join(builtInFolder(), `${name}.onnx`) : name;
