import { parse } from "yaml";
import { z } from "zod";
import { runnableNetlist, type RunnableNetlist } from "../../../golden/gate-netlist.js";
import { digestOf } from "../../../tools/digest.js";
import { RequestError } from "../../../tools/errors.js";
import { readFile } from "../../../tools/read-file.js";
import { builtInNetlists } from "./built-in-netlists.js";

/*
 * A multiplier as a netlist of gates, as `tapir search` writes it:
 *
 *     format: tapir searched multiplier 1
 *     n: 4
 *     signed: false
 *     …                     how it was found, and its errors: for people
 *     table_sha256: 94ee…   of the results of all pairs, or of wide operands of some: see resultsDigest
 *     gates:
 *       - nand2 x0 y0       # g0
 *       - aoi21 x1 y0 g0    # g1
 *     outputs: [g1, 0, …]   the lowest bit first
 */

export const netlistFormat = "tapir searched multiplier 1";

/** Widest operands: all pairs of them were looked at. */
export const mostBits = 16;

/** Up to so many bits a table has the results of all pairs. */
export const mostTabledBits = 8;

/** Of wider operands, the digest is of the results of so many pairs. */
const digested = 65_536;
const mostGates = 20_000;

const schema = z.looseObject({
  format: z.literal(netlistFormat, `it must say 'format: ${netlistFormat}'`),
  n: z.int().min(2).max(mostBits),
  signed: z.boolean(),
  table_sha256: z.string().regex(/^[0-9a-f]{64}$/),
  gates: z.array(z.string().regex(/^[a-z]+\d*( ([xyg]\d+|[01])){1,4}$/)).max(mostGates),
  outputs: z.array(z.union([z.string(), z.literal(0), z.literal(1)])).transform((names) => names.map(String)),
});

/** A netlist that was read and run on every pair of operands. */
export interface SearchedNetlist {
  readonly n: number;
  readonly signed: boolean;
  /** `nand2 x0 y0`; the first one is g0. */
  readonly gates: readonly string[];
  readonly outputs: readonly string[];
  /** The result of a pair x·2^n + y. */
  readonly result: (word: number) => number;
  /** The results of consecutive pairs. @param count a power of 2, of which `first` is a multiple */
  readonly results: (first: number, count: number) => Uint32Array;
}

/**
 * The pairs x·2^n + y whose results are digested: all there are, or of operands of more than 8 bits 65,536 that are spread evenly, the
 * multiples of 2^2n over the golden ratio.
 */
export function digestedPairs(n: number): number[] {
  const pairs = 2 ** (2 * n);
  if (n <= mostTabledBits) return Array.from({ length: pairs }, (_, pair) => pair);
  const step = 2 * Math.round(pairs / (1 + Math.sqrt(5))) + 1;
  return Array.from({ length: digested }, (_, at) => (at * step) % pairs);
}

/** SHA-256 of the results of `digestedPairs` in hexadecimal, n/2 digits each, rounded up. */
export const resultsDigest = (results: Uint32Array, n: number): string =>
  digestOf(Array.from(results, (result) => result.toString(16).padStart(Math.ceil(n / 2), "0")).join(""));

/** Names of the netlists that come with the program. */
const builtInNames = Object.keys(builtInNetlists);

/**
 * Reads a netlist anew. The table is computed from its gates, and must be the one that its digest names.
 * @param file a path that ends in .yaml, or the name of one that comes with the program
 * @throws {RequestError} the file cannot be read, or what is wrong with it
 */
export const readNetlist = (file: string): SearchedNetlist => readAnew(file).netlist;

function readAnew(file: string): ReadFile {
  const builtIn = builtInNetlists[file];
  if (builtIn === undefined && !/\.ya?ml$/i.test(file))
    throw new RequestError(
      `it must be a file that ends in .yaml, as 'tapir search' writes it, or ${builtInNames.join(", ")}`,
    );
  const text = builtIn ?? readFile(file).toString("utf8");
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

const lastRead = (file: string): ReadFile => netlists.get(file) ?? readAnew(file);

const netlists = new Map<string, ReadFile>();

/** @throws {RequestError} what is wrong with the text */
function netlistOf(text: string): SearchedNetlist {
  const { success, data, error } = schema.safeParse(parsed(text));
  if (!success) throw new RequestError(complaint(error.issues[0]));
  const { n, signed, gates, outputs, table_sha256 } = data;
  const netlist = runnable(n, gates, outputs);
  const isTabled = n <= mostTabledBits;
  const table = isTabled ? netlist.from(0, 2 ** (2 * n)) : netlist.of(digestedPairs(n));
  if (resultsDigest(table, n) !== table_sha256)
    throw new RequestError(
      "its gates do not give the results whose digest it has as table_sha256; it was changed since it was found, so search anew",
    );
  return {
    ...{ n, signed, gates, outputs },
    result: isTabled ? (word) => table[word] ?? 0 : (word) => netlist.of([word])[0] ?? 0,
    results: isTabled
      ? (first, count) => table.subarray(first, first + count)
      : (first, count) => netlist.from(first, count),
  };
}

function runnable(n: number, gates: readonly string[], outputs: readonly string[]): RunnableNetlist {
  try {
    return runnableNetlist({ n, gates, outputs });
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
    return `it is no netlist of 'tapir search'; it would say 'format: ${netlistFormat}'`;
  return `its '${where}' is not as 'tapir search' writes it: ${issue?.message ?? ""}`;
}
