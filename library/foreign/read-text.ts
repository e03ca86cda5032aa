import { RequestError } from "../../tools/errors.js";
import { readBytes } from "../../tools/read-bytes.js";
import { reasonOf } from "../../tools/system-errors.js";
import { decodeText } from "../../tools/decode-text.js";

/** A file's text. @throws {RequestError} it cannot be read; then the message ends with the remark */
export function readText(file: string, remark: string): string {
  try {
    return decodeText(readBytes(file));
  } catch (error) {
    throw new RequestError(`${file} cannot be read: ${reasonOf(error)}; ${remark}`);
  }
}
