import { existsSync } from "node:fs";
import path from "node:path";
import { RequestError } from "../../tools/errors.js";
import { readText } from "./read-text.js";

/** Comments and strings are passed over. Of a call: its base, its file, its memory, the first and the last address. */
const call =
  /\/\/[^\n]*|\/\*[^]*?\*\/|"(?:[^"\\]|\\.)*"|\$readmem([hb])\s*\(\s*("[^"]*"|\w+)\s*,\s*(\w+)\s*(?:,\s*([^,();]+?)\s*)?(?:,\s*([^,();]+?)\s*)?\)\s*;/g;

/**
 * Puts what `$readmemh` and `$readmemb` read in the calls' places, as assignments. So the text is all that there is of a core,
 * for every tool, and for the digest of what was measured. Lines keep their numbers.
 *
 *     $readmemh("log.hex", log);   ──►   begin log[0] = 8'h00; log[1] = 8'h1f; … end
 *
 * A file is found beside the source, as what it includes, or in the working directory, as simulators find it.
 * @param source the text's file
 * @throws {RequestError} a file cannot be read or is no memory's, or it is not clear which file, or where its words go
 * @see IEEE Std 1364-2005, 17.2.9
 */
export function withMemoryFiles(text: string, source: string): string {
  return text.replace(call, (whole, ...groups: (string | undefined)[]) => {
    const [base, named, memory, first, last] = groups;
    if (base === undefined || named === undefined || memory === undefined) return whole;
    const start = first ?? lowestAddress(text, memory, source);
    if (Number(start) > Number(last))
      throw new RequestError(
        `${source}: $readmem${base} fills ${memory} downwards, from ${start} to ${last}; write it upwards`,
      );
    const file = fileOf(literalOf(named, text, source), source);
    const words = wordsOf(
      readText(file, `${source} fills a memory with it`),
      base === "h" ? hexadecimal : binary,
      start,
      file,
    );
    return `begin ${words.map(({ address, literal }) => `${memory}[${address}] = ${literal};`).join(" ")} end`;
  });
}

/** A file's name where it stands in quotes, or as a parameter's value. */
function literalOf(named: string, text: string, source: string): string {
  const [, quoted] =
    /^"(.*)"$/.exec(named) ??
    new RegExp(`\\b(?:parameter|localparam)\\b[^;]*?\\b${named}\\s*=\\s*"([^"]*)"`).exec(text) ??
    [];
  if (quoted !== undefined) return quoted;
  throw new RequestError(`${source}: it is not clear which file ${named} names; write it in quotes`);
}

function fileOf(name: string, source: string): string {
  const beside = path.resolve(path.dirname(source), name);
  return !existsSync(beside) && existsSync(name) ? name : beside;
}

/** Where a memory begins: of `reg [7:0] log [0:255]`, 0. */
function lowestAddress(text: string, memory: string, source: string): string {
  // Of SystemVerilog's `log [256]` only the size is written.
  const [, one, other = "0"] =
    new RegExp(
      `\\b(?:reg|logic|bit|int|integer)\\b[^;]*?\\b${memory}\\s*\\[\\s*([^\\]:]+?)\\s*(?::\\s*([^\\]]+?)\\s*)?\\]`,
    ).exec(text) ?? [];
  const ends = [one, other];
  if (one !== undefined && ends.includes("0")) return "0";
  const lowest = Math.min(...ends.map(Number));
  if (!Number.isNaN(lowest)) return String(lowest);
  throw new RequestError(
    `${source}: it is not clear where memory ${memory} begins; write it in the call: $readmemh("FILE", ${memory}, START);`,
  );
}

interface Base {
  readonly name: string;
  readonly digits: RegExp;
  readonly letter: string;
  readonly bitsOfDigit: number;
}

const hexadecimal: Base = { name: "hexadecimal", digits: /^[\da-fxz?_]+$/i, letter: "h", bitsOfDigit: 4 };
const binary: Base = { name: "binary", digits: /^[01xz?_]+$/i, letter: "b", bitsOfDigit: 1 };

/** A memory file's words in their order; `@1f` says where the next one goes. */
function wordsOf(
  data: string,
  { name, digits, letter, bitsOfDigit }: Base,
  start: string,
  file: string,
): { readonly address: string; readonly literal: string }[] {
  let [from, after] = [start, 0];
  return data
    .replaceAll(/\/\/[^\n]*|\/\*[^]*?\*\//g, " ")
    .split(/\s+/)
    .flatMap((word) => {
      if (word === "") return [];
      if (/^@[\da-f]+$/i.test(word)) {
        [from, after] = [String(parseInt(word.slice(1), 16)), 0];
        return [];
      }
      if (!digits.test(word)) throw new RequestError(`${file}: '${word.slice(0, 20)}' is no ${name} number`);
      const address = /^\d+$/.test(from) ? String(Number(from) + after) : `(${from}) + ${after}`;
      after++;
      const width = bitsOfDigit * word.replaceAll("_", "").length;
      return [{ address, literal: `${width}'${letter}${word}` }];
    });
}
