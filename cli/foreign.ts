import { Option } from "commander";
import { parseDesign } from "../generators/request.js";
import { foreignAs, type Foreign } from "../library/foreign.js";
import type { Design } from "../generators/design.js";
import { RequestError } from "../tools/errors.js";

/** What `--as` and its companions were given. */
export interface ForeignFlags {
  readonly as?: string;
  readonly top?: string;
  readonly port?: string;
}

export const foreignOptions = (): Option[] => [
  new Option("--as <design>", "the arguments are files of Verilog that compute what this design does"),
  new Option("--top <module>", "with --as: the module, where no file's top is clear"),
  new Option("--port <names>", "with --as: how the module calls its ports, for example x=a,y=b,r=out"),
];

/** The foreign module that is asked for, and the design whose place it takes; null without `--as`. */
export async function readForeign(
  files: readonly string[],
  { as, top, port }: ForeignFlags,
  timeLimit: number,
): Promise<{ readonly design: Design; readonly foreign: Foreign } | null> {
  if (as === undefined) {
    if (top !== undefined || port !== undefined)
      throw new RequestError(
        `--${top === undefined ? "port" : "top"} goes with --as, which says what the files compute`,
      );
    return null;
  }
  const design = parseDesign(as);
  const pairs = (port ?? "")
    .split(",")
    .filter(Boolean)
    .map((pair) => {
      const [, ours, theirs] = /^(\w+)=(\w+)$/.exec(pair) ?? [];
      if (ours === undefined || theirs === undefined)
        throw new RequestError(`--port '${pair}' is no pair of names; write for example x=a,y=b,r=out`);
      return [ours, theirs] as const;
    });
  return { design, foreign: await foreignAs(design, { files, top, ports: new Map(pairs), timeLimit }) };
}
