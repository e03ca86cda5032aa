import { close, constants, open, write } from "node:fs";
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { isInterrupted } from "./interrupt.js";
import { codeOf } from "./system-errors.js";

/**
 * Whether a path is written to in place and not replaced: a device, a FIFO, a pipe, and all below /dev and /proc, which
 * belongs to others. Only /dev/shm holds files like any other's.
 */
export async function isStream(path: string): Promise<boolean> {
  if (belongsToOthers(path)) return true;
  const there = await stat(path).catch(() => undefined);
  return there !== undefined && !there.isFile() && !there.isDirectory();
}

/** `/dev/fd/3` may be a regular file, and still is to be written to in place. */
export const belongsToOthers = (path: string): boolean => /^\/(proc|dev(?!\/shm\/))\//.test(resolve(path));

/**
 * Writes to a device, a FIFO or an open file descriptor (`/dev/stdout`, `/dev/fd/3`), to the last byte. A FIFO waits for
 * its reader.
 * @throws {NodeJS.ErrnoException} it cannot be written to
 * @throws {Error} an interruption came while it waited
 */
export async function writeStream(path: string, content: string | Uint8Array): Promise<void> {
  const bytes = Buffer.from(content);
  const descriptor = descriptorOf(resolve(path));
  if (descriptor !== undefined) {
    await writeAll(descriptor, bytes);
    return;
  }
  const attempt = () => promisify(open)(path, constants.O_WRONLY | constants.O_NONBLOCK);
  // Of a socket the same error says that it cannot be opened at all.
  const isFifo = (await stat(path)).isFIFO();
  const opened = isFifo ? await patiently(waitForReader_ms, "ENXIO", attempt) : await attempt();
  try {
    await writeAll(opened, bytes);
  } finally {
    await promisify(close)(opened);
  }
}

/** A socket cannot be opened by its name: what has a number is written to by that. */
function descriptorOf(path: string): number | undefined {
  const standard = { "/dev/stdout": 1, "/dev/stderr": 2 }[path];
  const number = /^\/(?:dev|proc\/self)\/fd\/(\d+)$/.exec(path)?.[1];
  return standard ?? (number === undefined ? undefined : Number(number));
}

async function writeAll(descriptor: number, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    const { bytesWritten } = await patiently(waitForRoom_ms, "EAGAIN", () =>
      promisify(write)(descriptor, bytes, written, bytes.length - written, null),
    );
    written += bytesWritten;
  }
}

/** For whoever opens the other end of a FIFO. */
const waitForReader_ms = 50;
/** For a reader that is slower than we are. */
const waitForRoom_ms = 5;

/** Tries again while an attempt fails with `code`. Blocking system calls would not hear of Ctrl-C. */
async function patiently<T>(pause_ms: number, code: string, attempt: () => Promise<T>): Promise<T> {
  for (;;)
    try {
      return await attempt();
    } catch (error) {
      if (codeOf(error) !== code) throw error;
      if (isInterrupted()) throw new Error("interrupted while its reader was waited for");
      await sleep(pause_ms);
    }
}
