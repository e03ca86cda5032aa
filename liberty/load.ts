import { existsSync } from "node:fs";
import { basename } from "node:path";
import { RequestError } from "../tools/errors.js";
import { DontUse } from "./dont-use.js";
import { readFile, type LibertyFile } from "./file.js";
import { genericLiberty } from "./generic/liberty.js";
import { describeLibrary, type Library } from "./library.js";
import { checkMerge } from "./merge.js";
import { readText } from "./read-text.js";

/** Where Debian's package qflow-tech-osu018 puts the OSU 180 nm library. */
export const osu018 = "/usr/share/qflow/tech/osu018/osu018_stdcells.lib";

/** Names the generic library where a file name is expected. */
export const generic = "generic";

/**
 * Loads a cell library from one or several Liberty files, plain or gzipped.
 * @param paths the files, or just `generic`; by default OSU 180 nm if it is installed, else the generic library
 * @param dontUse names of cells not to use, with `*`, `?` and `[abc]` where they may vary
 * @throws {RequestError} a file cannot be read, is no Liberty, has no usable cells, or does not fit the others
 * @throws {RequestError} a name of `dontUse` is that of no cell
 */
export async function loadLibrary(
  paths: readonly string[] = [],
  dontUse: readonly string[] = [],
): Promise<Library> {
  const [library] = await loadLibraries([paths], dontUse);
  if (library === undefined) throw new RangeError("no library");
  return library;
}

/**
 * Loads several libraries. A name of `dontUse` must be that of a cell in one of them.
 * @throws what `loadLibrary` throws
 */
export async function loadLibraries(
  libraries: readonly (readonly string[])[],
  dontUse: readonly string[] = [],
): Promise<Library[]> {
  const leftOut = new DontUse(dontUse);
  const read = await Promise.all(libraries.map((paths) => readFiles(paths, leftOut)));
  const [unmatched] = leftOut.unmatched(read.flat());
  if (unmatched !== undefined) {
    const names = read.flat().map(({ name }) => name);
    throw new RequestError(`no cell of ${names.join(", ")} is called '${unmatched}', as --dont-use has it`);
  }
  return read.map((files) => describeLibrary(files, dontUse));
}

async function readFiles(
  paths: readonly string[],
  { excludes }: DontUse,
): Promise<readonly [LibertyFile, ...LibertyFile[]]> {
  const wanted = paths.length > 0 ? paths : [existsSync(osu018) ? osu018 : generic];
  if (wanted.length > 1 && wanted.includes(generic))
    throw new RequestError("the generic library, measured in NAND2 and FO4, does not mix with another one");
  const [first, ...others] = await Promise.all(
    wanted.map(async (path) =>
      readFile(basename(path), path === generic ? genericLiberty() : await readText(path), excludes),
    ),
  );
  if (first === undefined) throw new RangeError("no library");
  if (others.length > 0) checkMerge([first, ...others]);
  return [first, ...others];
}
