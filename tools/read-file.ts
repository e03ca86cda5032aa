import { existsSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { RequestError } from "./errors.js";
import { readBytes } from "./read-bytes.js";
import { reasonOf } from "./system-errors.js";

/**
 * A file's bytes, unpacked where it is a .gz.
 * @throws {RequestError} it cannot be read or unpacked
 */
export function readFile(path: string): Buffer {
  let bytes: Buffer;
  try {
    bytes = readBytes(path);
  } catch (error) {
    throw new RequestError(`cannot read ${path}: ${reasonOf(error)}`);
  }
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes);
  } catch (error) {
    throw new RequestError(`${path} is no whole .gz file: ${reasonOf(error)}`);
  }
}

/**
 * The file of a folder that has one of these names, .gz or not.
 * @throws {RequestError} there is none
 */
export function findFile(folder: string, names: readonly string[]): string {
  const found = candidates(folder, names).find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new RequestError(`${folder} has no file ${names[0]}, with .gz or without`);
}

export const hasFile = (folder: string, names: readonly string[]): boolean =>
  candidates(folder, names).some((path) => existsSync(path));

const candidates = (folder: string, names: readonly string[]): string[] =>
  names.flatMap((name) => [join(folder, name), join(folder, `${name}.gz`)]);
