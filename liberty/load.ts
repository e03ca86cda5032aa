import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { RequestError } from "../tools/errors.js";
import { genericLiberty } from "./generic/liberty.js";
import { cellGroups } from "./cells.js";
import { describeLibrary, type Library } from "./library.js";
import { checkCellsDiffer, mergeLiberty, type LibertyFile } from "./merge.js";
import { parseGroup } from "./text/syntax.js";

/** Where Debian's package qflow-tech-osu018 puts the OSU 180 nm library. */
export const osu018 = "/usr/share/qflow/tech/osu018/osu018_stdcells.lib";

/** Names the generic library where a file name is expected. */
export const generic = "generic";

/**
 * Loads a cell library from one or several Liberty files, plain or gzipped.
 * @param paths the files, or just `generic`; by default OSU 180 nm if it is installed, else the generic library
 * @throws {RequestError} a file cannot be read, is no Liberty, has no usable cells, or does not fit the others
 */
export async function loadLibrary(paths: readonly string[] = []): Promise<Library> {
  const wanted = paths.length > 0 ? paths : [existsSync(osu018) ? osu018 : generic];
  if (wanted.length > 1 && wanted.includes(generic))
    throw new RequestError("the generic library, measured in NAND2 and FO4, does not mix with another one");
  const [first, ...others] = await Promise.all(wanted.map(readLiberty));
  if (first === undefined) throw new RangeError("no library");

  const names = [first, ...others].map(({ name }) => name);
  if (others.length === 0) return describeLibrary(first.library, first.text, names);
  const text = mergeLiberty([first, ...others]);
  return describeLibrary(parseGroup(text, names.join(" + "), cellGroups), text, names);
}

async function readLiberty(path: string): Promise<LibertyFile> {
  const name = basename(path);
  const text = path === generic ? genericLiberty() : await readText(path);
  const file = { name, text, library: parseGroup(text, name, cellGroups) };
  if (file.library.kind !== "library")
    throw new RequestError(
      `${name} is no Liberty file: it begins with ${file.library.kind}, not with library`,
    );
  checkCellsDiffer(file);
  return file;
}

async function readText(path: string): Promise<string> {
  try {
    const bytes = await readFile(path);
    const zipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
    return (zipped ? await promisify(gunzip)(bytes) : bytes).toString("utf8");
  } catch (error) {
    throw new RequestError(
      `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
