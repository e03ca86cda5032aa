import { join } from "node:path";
import { RequestError } from "../tools/errors.js";
import { reasonOf } from "../tools/system-errors.js";
import { writeWholeFiles } from "../tools/whole-files.js";
import { tidyUpWhenInterrupted } from "./interrupt.js";

/**
 * Writes files into a folder, made where it is missing: all of them whole, or none. No files, no folder.
 * @throws {RequestError} the folder cannot be written to; then everything is as it was
 */
export async function writeFiles(
  folder: string,
  files: ReadonlyMap<string, string | Uint8Array>,
): Promise<void> {
  const paths = new Map([...files].map(([name, content]) => [join(folder, name), content]));
  await write(paths, `cannot write to ${folder}`, "; choose another folder with -o");
}

/**
 * Writes one file, whole or not at all; its folder is made where it is missing.
 * @throws {RequestError} it cannot be written; then what was there is as it was
 */
export const writeWholeFile = (path: string, text: string): Promise<void> =>
  write(new Map([[path, text]]), `cannot write ${path}`, "");

/** The same for several, all of them or none. */
export const writeWholeTexts = (files: ReadonlyMap<string, string | Uint8Array>): Promise<void> =>
  write(files, `cannot write ${[...files.keys()].join(", ")}`, "");

async function write(
  files: ReadonlyMap<string, string | Uint8Array>,
  failure: string,
  remedy: string,
): Promise<void> {
  // Half of them must not be left behind by Ctrl-C either.
  tidyUpWhenInterrupted();
  try {
    await writeWholeFiles(files);
  } catch (error) {
    throw new RequestError(`${failure}: ${reasonOf(error)}${remedy}`);
  }
}
