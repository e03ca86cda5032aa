import { dirname, join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { RequestError } from "../tools/errors.js";
import { makeFolder } from "../tools/folder.js";

/**
 * Writes files into a folder, made where it is missing, each whole or not at all; no files, no folder.
 * @throws {RequestError} the folder cannot be written to.
 */
export async function writeFiles(folder: string, files: ReadonlyMap<string, string | Buffer>): Promise<void> {
  if (files.size === 0) return;
  try {
    await makeFolder(folder);
    for (const [name, content] of files) await writeFileAtomic(join(folder, name), content);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new RequestError(`cannot write to ${folder}: ${reason}; choose another folder with -o`);
  }
}

/**
 * Writes one file, whole or not at all; its folder is made where it is missing.
 * @throws {RequestError} it cannot be written.
 */
export async function writeWholeFile(path: string, text: string): Promise<void> {
  try {
    await makeFolder(dirname(path));
    await writeFileAtomic(path, text);
  } catch (error) {
    throw new RequestError(`cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
