import { join, resolve } from "node:path";
import { programRoot } from "../../tools/program-root.js";

/** What comes with the program: see the README there. */
export const builtInFolder = (): string => join(programRoot(), "nn", "built-in");

/** Networks that come with the program, by the names that stand for their files. */
export const builtInNetworks: readonly string[] = ["lenet5"];

/** Where a network is: one that comes with the program, or a file of the user's. */
export const networkPath = (name: string): string =>
  builtInNetworks.includes(name) ? join(builtInFolder(), `${name}.onnx`) : name;

/** A network as a file in `folder` names it, so that it is found from any folder. */
export const networkFrom = (name: string, folder: string): string =>
  builtInNetworks.includes(name) ? name : resolve(folder, name);
