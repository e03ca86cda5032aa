import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { RequestError } from "../tools/errors.js";
import { readBytes } from "../tools/read-bytes.js";
import { reasonOf } from "../tools/system-errors.js";
import { isGzipped, textOf } from "./text-of.js";

/**
 * The text of a Liberty file, plain or gzipped.
 * @throws {RequestError} it cannot be read, is compressed otherwise, or is no text
 */
export const readText = async (path: string): Promise<string> => textOf(path, await contentOf(path));

async function contentOf(path: string): Promise<Buffer> {
  try {
    const bytes = readBytes(path);
    return isGzipped(bytes) ? await promisify(gunzip)(bytes) : bytes;
  } catch (error) {
    throw new RequestError(`${path} cannot be read: ${reasonOf(error)}`);
  }
}
