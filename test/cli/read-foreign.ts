import path from "node:path";
import type { Design } from "../../generators/design.js";
import { parseDesign } from "../../generators/request.js";
import { foreignDesign } from "../../library/foreign/foreign-design.js";

const examples = path.resolve(import.meta.dirname, "../../examples/foreign");
/** One of the examples. */
export const file = (name: string): string => path.join(examples, name);
const named = (text: string): Map<string, string> =>
  new Map(text.split(",").map((pair) => pair.split("=") as [string, string]));
const ports = "x=a,y=b,r=out";

interface More {
  readonly top?: string;
  readonly parameters?: string;
  readonly ties?: string;
}

/** Files as a design, as `--as`, `--port` and the others say. */
export const read = (
  as: string,
  files: string[],
  names = ports,
  { top, parameters, ties }: More = {},
): Promise<Design> =>
  foreignDesign(parseDesign(as), {
    ...{ files, top, timeLimit: 60 },
    ports: names === "" ? new Map<string, string>() : named(names),
    ...(parameters !== undefined && { parameters: named(parameters) }),
    ...(ties !== undefined && { ties: named(ties) }),
  });
