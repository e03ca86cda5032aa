import { randomBytes } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { RequestError } from "./errors.js";
import { leftBehind } from "./interrupt.js";
import { isSystemError, reasonOf } from "./system-errors.js";

/**
 * Runs `work` with a scratch folder of its own. The folder is removed afterwards, also when `work` fails.
 * @throws {RequestError} no folder can be made where temporary files go, or its disk is full
 * @throws what `work` throws
 */
export async function withScratch<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const around = resolve(tmpdir());
  // Not mkdtemp: whoever may have to end this thread must know of the folder before it is there.
  const folder = join(around, `tapir-${randomBytes(9).toString("base64url")}`);
  const gone = leftBehind({ folder });
  await mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
    gone();
    throw unusable(around, error);
  });
  try {
    return await work(folder);
  } catch (error) {
    throw isOf(folder, error) ? unusable(around, error) : error;
  } finally {
    // A tool just killed may still be writing its last file.
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    gone();
  }
}

/** A disk that fills up while a file is written is told without the file's name. */
const isOf = (folder: string, error: unknown): boolean =>
  isSystemError(error) && (error.path?.startsWith(folder) ?? error.syscall === "write");

const unusable = (folder: string, error: unknown): RequestError =>
  new RequestError(
    `temporary files cannot be written to ${folder}: ${reasonOf(error)}; set TMPDIR to a folder with room`,
  );
