import { dirname, resolve } from "node:path";
import { parseDocument } from "yaml";
import { z } from "zod";
import { mostSamples } from "../error-metrics/limits.js";
import { distributionNames, type Distribution } from "../operands/distributions.js";
import { mostSeed } from "../operands/random.js";
import { generic } from "../liberty/load.js";
import { imagesFrom } from "../nn/data/open.js";
import { accumulators, type Accumulator } from "../nn/kernels/index.js";
import { networkFrom } from "../nn/network/built-in.js";
import { mostVectors } from "../sim/vectors/budget.js";
import { recipes, type RecipeKind } from "../synth/mapping/recipes.js";
import { timings } from "../synth/mapping/timings.js";
import { RequestError } from "../tools/errors.js";
import { noSuch } from "../tools/suggestion.js";
import { readBytes } from "../tools/read-bytes.js";
import { reasonOf } from "../tools/system-errors.js";
import { decodeText } from "../tools/decode-text.js";
import { measures } from "./measures.js";

const expected = (what: string) => ({ error: `must be ${what}` });
const listOf = <Item extends z.ZodType>(item: Item, what: string) =>
  z.array(item, expected(what)).min(1, expected(`${what}, at least one`));

const names = measures.map(({ name }) => name);
/** A whole number, within the limits of the option of its name. */
const whole = (least: number, most = Infinity) => {
  const wanted = expected(
    most === Infinity
      ? `a whole number, ${least} or more`
      : `a whole number from ${least} to ${most.toLocaleString("en")}`,
  );
  return z.int(wanted).refine((value) => value >= least && value <= most, wanted);
};
const oneOrMany = <Item extends z.ZodType>(item: Item, what: string) =>
  z.union([item, z.array(item).min(1)], expected(what));
const paths = oneOrMany(z.string(), "'generic', a file, or a list of files");

/** A value, a list of values, or a range as on the command line: `8..16`. */
const grid = oneOrMany(
  z.union([z.string(), z.number(), z.boolean()]),
  "a value, a list of values or a range such as 8..16",
);
const operator = oneOrMany(z.string(), "an operator's name or a list of them");
const designs =
  "text such as 'PositMult n=8..16', or a list of such texts or of objects with an 'operator' and its parameters";
const request = z.union([z.string(), z.looseObject({ operator }).catchall(grid)], expected(designs));

/** The schema of a sweep file. */
const sweepFile = z.strictObject({
  /** `PositMult n=8..16` as on the command line, or objects. */
  designs: z.union(
    [z.string(), z.array(request).min(1, expected(`${designs}, at least one`))],
    expected(designs),
  ),
  measures: listOf(
    z.enum(names, expected(`one of ${names.join(", ")}`)),
    `a list of ${names.join(", ")}`,
  ).optional(),
  /** Each entry is a library of its own. A list of files is one library. */
  libraries: listOf(paths, "a list of libraries").optional(),
  /** Names of cells not to use, as `--dont-use`. */
  dont_use: oneOrMany(
    z.string(),
    "a cell's name, with * and ? for any part of it, or a list of them",
  ).optional(),
  vectors: whole(1, mostVectors).optional(),
  seed: whole(0, mostSeed).optional(),
  samples: whole(1, mostSamples).optional(),
  timing: z.enum(timings, expected(timings.join(" or "))).optional(),
  recipe: z.enum(recipes, expected(recipes.join(" or "))).optional(),
  operands: z.enum(distributionNames, expected(`one of ${distributionNames.join(", ")}`)).optional(),
  glitches: z.boolean(expected("true or false")).optional(),
  /** A network for accuracy, its images and how it is run: as `--net`, `--data`, `--images`, `--fold` and `--acc`. */
  net: z.string(expected("a network: an ONNX file, or the name of one that comes with tapir")).optional(),
  data: z.string(expected("text such as 'mnist:FOLDER'")).optional(),
  images: whole(1).optional(),
  fold: z.boolean(expected("true or false")).optional(),
  acc: z.enum(accumulators, expected(`one of ${accumulators.join(", ")}`)).optional(),
  /** MHz. */
  clock: z
    .number(expected("a number of MHz"))
    .positive(expected("above 0"))
    .max(1e6, expected("at most 1e6"))
    .optional(),
  /** Seconds for each run of a tool. */
  time_limit: z
    .number(expected("a number of seconds"))
    .positive(expected("above 0"))
    .max(1e6, expected("at most 1e6"))
    .optional(),
});

type SweepFile = z.infer<typeof sweepFile>;

/** A sweep as a file asks for it. Undefined fields leave the choice to the program. */
export interface FileRequest {
  /** The designs as words of the command line. */
  readonly words: readonly string[];
  readonly measures?: readonly string[] | undefined;
  /** For each library, the paths of its files. */
  readonly libraries?: readonly (readonly string[])[] | undefined;
  readonly dontUse?: string[] | undefined;
  readonly vectors?: number | undefined;
  readonly seed?: number | undefined;
  readonly samples?: number | undefined;
  readonly timing?: (typeof timings)[number] | undefined;
  readonly recipe?: RecipeKind | undefined;
  readonly operands?: Distribution | undefined;
  readonly glitches?: boolean | undefined;
  readonly net?: string | undefined;
  readonly data?: string | undefined;
  readonly images?: number | undefined;
  readonly fold?: boolean | undefined;
  readonly acc?: Accumulator | undefined;
  /** MHz. */
  readonly clock?: number | undefined;
  readonly timeLimit?: number | undefined;
}

/** Whether a word of the command line names a sweep file; `file=mult.yaml` is a parameter. */
export const isRequestFile = (word: string): boolean =>
  /\.(ya?ml|json)$/i.test(word) && !/^[a-z]\w*=/i.test(word);

/**
 * Reads a sweep file, YAML or JSON. Paths in it are relative to the file.
 * @throws {RequestError} the file cannot be read, or its content is not as the schema asks
 */
export function readRequestFile(path: string): FileRequest {
  const { libraries, time_limit, designs, dont_use, net, data, ...rest } = check(
    path,
    parse(path, read(path)),
  );
  const folder = dirname(path);
  const located = (file: string): string => (file === generic ? file : resolve(folder, file));
  return {
    ...rest,
    words: [designs].flat().flatMap(wordsOf),
    libraries: libraries?.map((library) => [library].flat().map(located)),
    dontUse: dont_use === undefined ? undefined : [dont_use].flat(),
    timeLimit: time_limit,
    net: net === undefined ? undefined : networkFrom(net, folder),
    data: data === undefined ? undefined : imagesFrom(data, folder),
  };
}

function read(path: string): string {
  try {
    return decodeText(readBytes(path));
  } catch (error) {
    throw new RequestError(`${path} cannot be read: ${reasonOf(error)}`);
  }
}

/** Reads JSON too, as JSON is YAML. */
function parse(path: string, text: string): unknown {
  const document = parseDocument(text, { merge: true });
  const [error] = document.errors;
  if (error?.code === "MULTIPLE_DOCS")
    throw new RequestError(`${path} holds several documents, with --- between them; write one`);
  if (error !== undefined) throw new RequestError(`${path}: ${error.message}`);
  try {
    return document.toJS();
  } catch (error) {
    // Aliases that stand for themselves, for nothing, or for far more than a sweep.
    throw new RequestError(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function check(path: string, content: unknown): SweepFile {
  const { success, data, error } = sweepFile.safeParse(withoutExtensions(content));
  if (success) return data;
  const lines = error.issues.map((issue) => `  ${complaint(issue)}`);
  throw new RequestError(`${path} is no sweep as it should be:\n${lines.join("\n")}`);
}

/** Keys that hold anchors for others: `x-base:` or `.base:`, as in Docker Compose and GitLab's files. */
function withoutExtensions(content: unknown): unknown {
  if (typeof content !== "object" || content === null || Array.isArray(content)) return content;
  return Object.fromEntries(Object.entries(content).filter(([key]) => !/^(x-|\.)/.test(key)));
}

function complaint(issue: z.core.$ZodIssue): string {
  const where = issue.path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("")
    .slice(1);
  if (issue.code === "unrecognized_keys") {
    const known = Object.keys(sweepFile.shape);
    const [key = ""] = issue.keys;
    return noSuch(`there is no '${key}'`, key, known, `There are ${known.join(", ")}`);
  }
  if (where === "") return "it must say 'designs:' and then what to sweep";
  return `${where} ${issue.message}`;
}

function wordsOf(written: z.infer<typeof request>): string[] {
  if (typeof written === "string") return written.split(/\s+/).filter((word) => word !== "");
  const { operator, ...values } = written;
  return [
    ...[operator].flat(),
    ...Object.entries(values).map(([name, value]) => `${name}=${[value].flat().join(",")}`),
  ];
}
