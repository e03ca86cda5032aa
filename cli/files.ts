import { randomBytes } from "node:crypto";
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  openSync,
  realpathSync,
  statSync,
  unlinkSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { RequestError } from "../tools/errors.js";
import { belongsToOthers } from "../tools/stream-files.js";
import { reasonOf } from "../tools/system-errors.js";
import { writeWholeFiles } from "../tools/whole-files.js";
import { tidyUpWhenInterrupted } from "./interrupt.js";

/**
 * Writes files into a folder, made where it is missing: all of them whole, or none. No files, no folder.
 * @throws {RequestError} the folder cannot be written to; then everything is as it was
 */
export async function writeFiles(
  folder: string,
  files: ReadonlyMap<string, string | Uint8Array>,
): Promise<void> {
  const paths = new Map([...files].map(([name, content]) => [join(folder, name), content]));
  await write(paths, `cannot write to ${folder}`, "; choose another folder with -o");
}

/**
 * Writes files by their paths, all of them whole or none; a folder is made where it is missing.
 * @throws {RequestError} one cannot be written; then everything is as it was
 */
export const writeWholeTexts = (files: ReadonlyMap<string, string | Uint8Array>): Promise<void> =>
  write(files, `cannot write ${[...files.keys()].join(", ")}`, "");

/**
 * Writes files, and then prints. What was measured is not lost where a file cannot be written: it is printed first.
 * @throws {RequestError} of `write`
 */
export async function writeAndPrint(write: () => Promise<void>, print: () => void): Promise<void> {
  try {
    await write();
  } finally {
    print();
  }
}

async function write(
  files: ReadonlyMap<string, string | Uint8Array>,
  failure: string,
  remedy: string,
): Promise<void> {
  // Half of them must not be left behind by Ctrl-C either.
  tidyUpWhenInterrupted();
  try {
    await writeWholeFiles(files);
  } catch (error) {
    throw new RequestError(`${failure}: ${reasonOf(error)}${remedy}`);
  }
}

/**
 * Checks, before anything is measured, that files can be written, and that no two outputs go to the same one.
 * @param targets each option with its file
 * @throws {RequestError} a file that cannot be written, or two outputs of one file
 */
export function checkTargets(targets: readonly (readonly [option: string, path: string])[]): void {
  const seen = new Map<string, string>();
  for (const [option, path] of targets) {
    checkWritable(path, `cannot write ${path}`);
    const file = trueName(path);
    const other = seen.get(file);
    if (other !== undefined && (!existsSync(file) || statSync(file).isFile()))
      throw new RequestError(`${other} and ${option} would both write ${path}; name two files`);
    seen.set(file, option);
  }
}

/**
 * Checks, before anything is measured, that files can be written into a folder, which may still be missing.
 * @throws {RequestError} they cannot
 */
export function checkFolder(folder: string): void {
  checkWritable(join(folder, "any"), `cannot write to ${folder}`, "; choose another folder with -o");
}

/** A path without links and detours, whether or not it is there yet. */
function trueName(path: string): string {
  const whole = resolve(path);
  if (existsSync(whole)) return realpathSync(whole);
  const parent = dirname(whole);
  return parent === whole ? whole : join(trueName(parent), basename(whole));
}

/** Whether a file could be made or replaced: where its folder is missing, the nearest one above it that is there counts. */
function checkWritable(path: string, failure: string, remedy = ""): void {
  const whole = resolve(path);
  try {
    if (existsSync(whole) && statSync(whole).isDirectory())
      throw new RequestError(`${failure}: there is a folder of that name${remedy}`);
    let folder = dirname(whole);
    while (!existsSync(folder)) folder = dirname(folder);
    if (!statSync(folder).isDirectory())
      throw new RequestError(`${failure}: ${folder} is no folder${remedy}`);
    const there = existsSync(whole) ? statSync(whole) : undefined;
    if (there?.isSocket() === true && !belongsToOthers(whole))
      throw new RequestError(`${failure}: it is a socket${remedy}`);
    if (there !== undefined && (belongsToOthers(whole) || !there.isFile())) accessSync(whole, constants.W_OK);
    else tryToWrite(folder);
  } catch (error) {
    if (error instanceof RequestError) throw error;
    throw new RequestError(`${failure}: ${reasonOf(error)}${remedy}`);
  }
}

/** Permissions do not tell all: root has every one, and cannot make a file in /proc. @throws of the system */
function tryToWrite(folder: string): void {
  const path = join(folder, `.tapir-${randomBytes(9).toString("base64url")}`);
  closeSync(openSync(path, "wx"));
  unlinkSync(path);
}
