import type { Library } from "../liberty/library.js";
import { loadLibraries } from "../liberty/load.js";
import { say } from "./output.js";

/** The options that name a cell library. */
export interface LibraryOptions {
  readonly liberty?: string[];
  readonly dontUse?: string[];
}

/**
 * The cell library that the options name. What it lacks is said to the person.
 * @throws {RequestError} see `loadLibrary`
 */
export async function libraryFrom({ liberty, dontUse }: LibraryOptions): Promise<Library> {
  const [library] = await librariesFrom([liberty], dontUse);
  if (library === undefined) throw new RangeError("no library");
  return library;
}

/** As `libraryFrom`, for several libraries. */
export async function librariesFrom(
  libraries: readonly (readonly string[] | undefined)[],
  dontUse: readonly string[] | undefined,
): Promise<Library[]> {
  const loaded = await loadLibraries(
    libraries.map((paths) => paths ?? []),
    dontUse,
  );
  for (const sentence of loaded.flatMap(({ lacks }) => lacks)) say(`tapir: ${sentence}\n`);
  return loaded;
}
