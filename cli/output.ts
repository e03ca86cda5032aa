import { writeSync } from "node:fs";
import { RequestError } from "../tools/errors.js";
import { codeOf, reasonOf } from "../tools/system-errors.js";
import { version } from "../tools/version.js";

/**
 * Prints on standard output, to the last byte. Node's own stream cuts texts short on a nearly full disk.
 * @throws {RequestError} it cannot be written to; a reader that has seen enough (`| head`) ends the program quietly
 */
export function print(text: string): void {
  try {
    writeAll(1, text);
  } catch (error) {
    if (codeOf(error) === "EPIPE") process.exit();
    throw new RequestError(`standard output cannot be written to: ${reasonOf(error)}`);
  }
}

/** Says something to a person on standard error; where that is gone, nobody hears it. */
export function say(text: string): void {
  try {
    writeAll(2, text);
  } catch {
    // What the program leaves behind must still be tidied up.
  }
}

/** Prints a result: one JSON document if asked for, else the text that `text` makes. */
export function printResult(json: boolean, document: object, text: () => string): void {
  print(json ? `${JSON.stringify({ tapir: version, ...document }, null, 2)}\n` : `${text()}\n`);
}

function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length;)
    try {
      written += writeSync(descriptor, bytes, written);
    } catch (error) {
      // A reader that is slower than we are, on a pipe that does not block.
      if (codeOf(error) !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
}
