import { Option, type Command } from "commander";
import { parseDesign } from "../generators/request.js";
import { foreignDesign } from "../library/foreign/foreign-design.js";
import { isHdlFile } from "../library/foreign/language.js";
import type { Design } from "../generators/design.js";
import { RequestError } from "../tools/errors.js";

/** What `--as` and its companions were given. */
export interface ForeignFlags {
  readonly as?: string | undefined;
  readonly top?: string | undefined;
  readonly port?: string | undefined;
  readonly parameter?: string | undefined;
  readonly tie?: string | undefined;
}

/** Adds `--as` and its companions. */
export function addForeignOptions(command: Command): Command {
  return [
    new Option(
      "--as <design>",
      "measure files of Verilog (.v, .sv; .vhd by GHDL) among the arguments: they compute what this design does",
    ),
    new Option("--top <module>", "with --as: the module, where no file's top is clear"),
    new Option("--port <names>", "with --as: how the module calls its ports, for example x=a,y=b,r=out"),
    new Option("--parameter <values>", "with --as: values of the module's parameters, for example N=16,ES=1"),
    new Option(
      "--tie <values>",
      "with --as: numbers at the module's other inputs, for example start=1,mode=0",
    ),
  ].reduce((extended, option) => extended.addOption(option), command);
}

/** Which foreign modules have their own design beside them, where none is named. */
export const always = (): boolean => true;
export const never = (): boolean => false;

/** What the words of a command ask for. */
interface Asked {
  /** The words that are no files of the foreign module. */
  readonly words: readonly string[];
  /** The foreign module, and the design whose place it takes; null without `--as`. */
  readonly foreign: { readonly design: Design; readonly as: Design } | null;
}

/** @throws {RequestError} files without `--as`, or `--as` without files */
export function checkFiles(words: readonly string[], { as, top, port, parameter, tie }: ForeignFlags): void {
  const file = words.find(isHdlFile);
  if (as !== undefined) {
    if (file === undefined)
      throw new RequestError("--as says what files compute; name them: .v, .sv, .vhd or .vhdl");
    return;
  }
  const idle = Object.entries({ top, port, parameter, tie }).find(([, value]) => value !== undefined);
  if (idle !== undefined)
    throw new RequestError(`--${idle[0]} goes with --as, which says what the files compute`);
  if (file !== undefined)
    throw new RequestError(`${file} is a file; say with --as what it computes: --as "IntMult n=8"`);
}

/**
 * Takes the files of a foreign module from a command's words.
 * @throws what `checkFiles`, `parseDesign` and `foreignDesign` throw
 */
export async function readForeign(
  words: readonly string[],
  flags: ForeignFlags,
  timeLimit: number,
): Promise<Asked> {
  const { as, top, port, parameter, tie } = flags;
  checkFiles(words, flags);
  if (as === undefined) return { words, foreign: null };
  const design = parseDesign(as);
  const files = words.filter(isHdlFile);
  const foreign = await foreignDesign(design, {
    files,
    top,
    ports: pairsOf("port", port, /^(\w+)=(\w+)$/, "x=a,y=b,r=out"),
    parameters: pairsOf("parameter", parameter, /^(\w+)=(\d+)$/, "N=16,ES=1"),
    ties: pairsOf("tie", tie, /^(\w+)=(\d+)$/, "start=1,mode=0"),
    timeLimit,
  });
  return { words: words.filter((word) => !isHdlFile(word)), foreign: { design: foreign, as: design } };
}

/**
 * The designs of a table: the foreign module, then those that are named beside it.
 * @param read reads the words that name designs
 * @param beside whether its own design follows where none is named
 * @throws what `readForeign` and `read` throw
 */
export async function readWithForeign(
  words: readonly string[],
  flags: ForeignFlags & { readonly timeLimit?: number },
  read: (words: readonly string[]) => Promise<Design[]> | Design[],
  beside: (as: Design) => boolean,
): Promise<Design[]> {
  const { words: others, foreign } = await readForeign(words, flags, flags.timeLimit ?? 600);
  if (foreign === null) return read(others);
  const { design, as } = foreign;
  if (others.length > 0) return [design, ...(await read(others))];
  return beside(as) ? [design, as] : [design];
}

function pairsOf(
  option: string,
  text: string | undefined,
  pattern: RegExp,
  example: string,
): Map<string, string> {
  const pairs = (text ?? "").split(",").filter(Boolean);
  const found = new Map<string, string>();
  for (const pair of pairs) {
    const [, ours, theirs] = pattern.exec(pair) ?? [];
    if (ours === undefined || theirs === undefined)
      throw new RequestError(`--${option} '${pair}' is not understood; write for example ${example}`);
    if (found.has(ours)) throw new RequestError(`--${option} says twice what ${ours} is; say it once`);
    found.set(ours, theirs);
  }
  return found;
}
