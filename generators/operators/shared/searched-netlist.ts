import { parse } from "yaml";
import { z } from "zod";
import { runnableNetlist, type RunnableNetlist } from "../../../golden/gate-netlist.js";
import { digestOf } from "../../../tools/digest.js";
import { RequestError } from "../../../tools/errors.js";
import { readFile } from "../../../tools/read-file.js";
import { decodeText } from "../../../tools/decode-text.js";
import { builtInNetlists } from "./built-in-netlists.js";

/*
 * A multiplier, or a multiply-add, as a netlist of gates, as `tapir search` writes it:
 *
 *     format: tapir searched multiplier 1
 *     n: 4
 *     acc: 10               of a multiply-add only: bits of addend and sum
 *     signed: false
 *     …                     how it was found, and its errors: for people
 *     table_sha256: 94ee…   of the results of all words, or of wide operands of some: see resultsDigest
 *     gates:
 *       - nand2 x0 y0       # g0
 *       - aoi21 x1 y0 g0    # g1
 *     outputs: [g1, 0, …]   the lowest bit first
 */

/** What a file says that it is. */
export const netlistFormats = {
  multiplier: "tapir searched multiplier 1",
  "multiply-add": "tapir searched multiply-add 1",
} as const;

type NetlistKind = keyof typeof netlistFormats;

/** Widest operands of a multiplier: all pairs of them were looked at. */
export const mostBits = 16;

/** Most bits of x, y and a of a multiply-add: all their words were looked at. */
export const mostWordBits = 20;

/** Of a multiplier of up to so many bits a table has the results of all pairs. */
export const mostTabledBits = 8;

/** Widths of a netlist's operands. */
export interface NetlistWidths {
  readonly n: number;
  /** Bits of addend and sum; 0: it is a multiplier. */
  readonly acc: number;
}

/** Whether a table has the results of all words. */
export const isTabled = ({ n, acc }: NetlistWidths): boolean => acc > 0 || n <= mostTabledBits;

/** Of wider operands, the digest is of the results of so many pairs. */
const digested = 65_536;
const mostGates = 20_000;

const schema = z
  .looseObject({
    format: z.enum(Object.values(netlistFormats)),
    n: z.int().min(2).max(mostBits),
    acc: z.int().min(4).max(mostWordBits).default(0),
    signed: z.boolean(),
    table_sha256: z.string().regex(/^[0-9a-f]{64}$/),
    gates: z.array(z.string().regex(/^[a-z]+\d*( ([xyag]\d+|[01])){1,4}$/)).max(mostGates),
    outputs: z
      .array(z.union([z.string(), z.literal(0), z.literal(1)]))
      .transform((names) => names.map(String)),
  })
  .refine(({ format, acc }) => acc > 0 === (kindOf(format) === "multiply-add"), {
    path: ["acc"],
    error: "a multiply-add has it, and a multiplier has not",
  })
  .refine(({ n, acc }) => acc === 0 || (acc >= 2 * n && wordBits({ n, acc }) <= mostWordBits), {
    path: ["acc"],
    error: `it must be at least 2n, and 2n + acc at most ${mostWordBits}`,
  });

function kindOf(format: string): NetlistKind {
  return format === netlistFormats.multiplier ? "multiplier" : "multiply-add";
}

/** A netlist that was read and run on every word of operands. */
export interface SearchedNetlist extends NetlistWidths {
  readonly signed: boolean;
  /** `nand2 x0 y0`; the first one is g0. */
  readonly gates: readonly string[];
  readonly outputs: readonly string[];
  /** The result of a word x‖y, or x‖y‖a. */
  readonly result: (word: number) => number;
  /** The results of consecutive words. @param count a power of 2, of which `first` is a multiple */
  readonly results: (first: number, count: number) => Uint32Array;
}

/**
 * The words whose results are digested: all there are, or of pairs of more than 8 bits 65,536 that are spread evenly, the
 * multiples of 2^2n over the golden ratio.
 */
export function digestedWords(widths: NetlistWidths): Uint32Array {
  const words = 2 ** wordBits(widths);
  if (isTabled(widths)) return Uint32Array.from({ length: words }, (_, word) => word);
  const step = 2 * Math.round(words / (1 + Math.sqrt(5))) + 1;
  return Uint32Array.from({ length: digested }, (_, at) => (at * step) % words);
}

const wordBits = ({ n, acc }: NetlistWidths): number => 2 * n + acc;

/** SHA-256 of the results of `digestedWords` in hexadecimal, as many digits each as their bits take. */
export function resultsDigest(results: Uint32Array, { n, acc }: NetlistWidths): string {
  const digits = Math.ceil((acc === 0 ? 2 * n : acc) / 4);
  return digestOf(Array.from(results, (result) => result.toString(16).padStart(digits, "0")).join(""));
}

/** The operators that take files. */
const operators: Readonly<Record<NetlistKind, string>> = {
  multiplier: "SearchedMult",
  "multiply-add": "SearchedMac",
};

/** The operator that takes the netlists of these widths. */
export const operatorOf = ({ acc }: NetlistWidths): string =>
  operators[acc === 0 ? "multiplier" : "multiply-add"];

/** Names of the netlists that come with the program. */
const builtInNames = (kind: NetlistKind): string[] =>
  Object.entries(builtInNetlists).flatMap(([name, text]) =>
    text.includes(`format: ${netlistFormats[kind]}\n`) ? [name] : [],
  );

/**
 * Reads a netlist anew. The table is computed from its gates, and must be the one that its digest names.
 * @param file a path that ends in .yaml, or the name of one that comes with the program
 * @throws {RequestError} the file cannot be read, it is of another kind, or what is wrong with it
 */
export function readNetlist(file: string, kind: NetlistKind): SearchedNetlist {
  const { netlist } = readAnew(file, kind);
  const found = netlist.acc === 0 ? "multiplier" : "multiply-add";
  if (found !== kind)
    throw new RequestError(`it is a ${found}, not a ${kind}; write ${operators[found]} file=${file}`);
  return netlist;
}

function readAnew(file: string, kind: NetlistKind): ReadFile {
  const builtIn = builtInNetlists[file];
  if (builtIn === undefined && !/\.ya?ml$/i.test(file))
    throw new RequestError(
      `it must be a file that ends in .yaml, as 'tapir search' writes it, or ${builtInNames(kind).join(", ")}`,
    );
  const text = builtIn ?? decodeText(readFile(file));
  const known = netlists.get(file);
  const read = known?.text === text ? known : { text, netlist: netlistOf(text) };
  netlists.set(file, read);
  return read;
}

/** What a file said when it was last read. @throws what `readNetlist` throws */
export const netlistOfFile = (file: string): SearchedNetlist => lastRead(file).netlist;

/** The same as text. @throws what `readNetlist` throws */
export const textOfFile = (file: string): string => lastRead(file).text;

interface ReadFile {
  readonly text: string;
  readonly netlist: SearchedNetlist;
}

const lastRead = (file: string): ReadFile => netlists.get(file) ?? readAnew(file, "multiplier");

const netlists = new Map<string, ReadFile>();

/** @throws {RequestError} what is wrong with the text */
function netlistOf(text: string): SearchedNetlist {
  const { success, data, error } = schema.safeParse(parsed(text));
  if (!success) throw new RequestError(complaint(error.issues[0]));
  const { n, acc, signed, gates, outputs, table_sha256 } = data;
  const netlist = runnable({ n, acc }, gates, outputs);
  const hasTable = isTabled(data);
  const table = hasTable ? netlist.from(0, 2 ** wordBits(data)) : netlist.of(digestedWords(data));
  if (resultsDigest(table, data) !== table_sha256)
    throw new RequestError(
      "its gates do not give the results whose digest it has as table_sha256; it was changed since it was found, so search anew",
    );
  return {
    ...{ n, acc, signed, gates, outputs },
    result: hasTable ? (word) => table[word] ?? 0 : (word) => netlist.of([word])[0] ?? 0,
    results: hasTable
      ? (first, count) => table.subarray(first, first + count)
      : (first, count) => netlist.from(first, count),
  };
}

function runnable(
  { n, acc }: NetlistWidths,
  gates: readonly string[],
  outputs: readonly string[],
): RunnableNetlist {
  const operands = { x: n, y: n, ...(acc > 0 && { a: acc }) };
  try {
    return runnableNetlist({ operands, resultBits: acc === 0 ? 2 * n : acc, gates, outputs });
  } catch (error) {
    if (error instanceof RangeError) throw new RequestError(`its netlist is none: ${error.message}`);
    throw error;
  }
}

function parsed(text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    const [line = ""] = (error as Error).message.split("\n");
    throw new RequestError(`it is no YAML: ${line}`);
  }
}

function complaint(issue: z.core.$ZodIssue | undefined): string {
  const where = issue?.path.join(".") ?? "";
  if (where === "" || where === "format")
    return `it is no netlist of 'tapir search'; it would say 'format: ${netlistFormats.multiplier}'`;
  return `its '${where}' is not as 'tapir search' writes it: ${issue?.message ?? ""}`;
}
