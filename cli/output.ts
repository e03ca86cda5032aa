import { RequestError } from "../tools/errors.js";
import { codeOf, reasonOf } from "../tools/system-errors.js";
import { version } from "../tools/version.js";
import { standardError, standardOutput, writeAll } from "./streams.js";

/**
 * Prints on standard output, to the last byte. Node's own stream cuts texts short on a nearly full disk.
 * @throws {RequestError} it cannot be written to; a reader that has seen enough (`| head`) ends the program quietly
 */
export function print(text: string | Uint8Array): void {
  try {
    writeAll(standardOutput, text);
  } catch (error) {
    if (codeOf(error) === "EPIPE") process.exit();
    throw new RequestError(`standard output cannot be written to: ${reasonOf(error)}`);
  }
}

/** Says something to a person on standard error; where that is gone, nobody hears it. */
export function say(text: string): void {
  try {
    writeAll(standardError, text);
  } catch {
    // What the program leaves behind must still be tidied up.
  }
}

/** Prints a result: one JSON document if asked for, else the text that `text` makes. */
export function printResult(json: boolean, document: object, text: () => string): void {
  print(json ? `${JSON.stringify({ tapir: version, ...document }, null, 2)}\n` : `${text()}\n`);
}
