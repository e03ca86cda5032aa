import { writeSync } from "node:fs";
import { codeOf } from "../tools/system-errors.js";

export const standardOutput = 1;
export const standardError = 2;

/** Writes a whole text to an open file: writing may store a part only, and say how much that was. @throws {Error} as `writeSync` */
export function writeAll(descriptor: number, text: string | Uint8Array): void {
  const bytes = typeof text === "string" ? Buffer.from(text) : text;
  for (let written = 0; written < bytes.length;)
    try {
      written += writeSync(descriptor, bytes, written);
    } catch (error) {
      // A reader that is slower than we are, on a pipe that does not block.
      if (codeOf(error) !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
}
