import { closeSync, constants, openSync, readFileSync, readSync, statSync } from "node:fs";
import { codeOf } from "./system-errors.js";
import { belongsToOthers } from "./stream-files.js";

/**
 * A file's bytes. Of a FIFO, a pipe or a terminal, all that comes until its writer closes it. Such a one is asked again and again, as a
 * read that waits inside the system could not be ended by Ctrl-C: not even the thread or the process that it is in.
 * @throws {NodeJS.ErrnoException} it cannot be read
 */
export function readBytes(path: string): Buffer {
  const there = statSync(path);
  const mayWait = there.isFIFO() || there.isCharacterDevice();
  return mayWait ? readPatiently(path) : readFileSync(path);
}

function readPatiently(path: string): Buffer {
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const parts: Buffer[] = [];
    // A FIFO that nobody has opened yet looks as if it had ended. A pipe that was handed over, as /dev/fd/63, has its writer.
    let hasWriter = belongsToOthers(path);
    for (;;) {
      const part = Buffer.allocUnsafe(65_536);
      const length = read(file, part);
      if (length === undefined || (length === 0 && !hasWriter)) pause();
      else if (length === 0) return Buffer.concat(parts);
      else parts.push(part.subarray(0, length));
      if (length !== 0) hasWriter = true;
    }
  } finally {
    closeSync(file);
  }
}

/** @returns how many bytes came; undefined if there are none for now */
function read(file: number, into: Buffer): number | undefined {
  try {
    return readSync(file, into);
  } catch (error) {
    if (codeOf(error) === "EAGAIN") return undefined;
    throw error;
  }
}

/** For whoever writes to the other end. */
const pause_ms = 10;

const pause = (): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause_ms);
};
