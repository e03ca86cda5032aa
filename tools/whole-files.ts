import { randomBytes } from "node:crypto";
import { chmod, link, open, readlink, realpath, rename, rmdir, stat, unlink } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { makeFolder } from "./folder.js";
import { leftBehind } from "./interrupt.js";
import { isStream, writeStream } from "./stream-files.js";
import { codeOf } from "./system-errors.js";

/**
 * Writes files, each whole or not at all, and all of them or none. Missing folders are made.
 *
 * Every file is first written beside its target, under a random name, and flushed to the disk. They are renamed only
 * when all are there. So processes on several machines may write the same file at once. A device, a FIFO or a pipe
 * cannot be replaced: it is written to in place.
 * @throws {NodeJS.ErrnoException} a file cannot be written; then every target is as it was
 */
export async function writeWholeFiles(files: ReadonlyMap<string, string | Uint8Array>): Promise<void> {
  /** Undoes each step done so far; run in reverse order. */
  const undo: (() => Promise<unknown>)[] = [];
  /** Removes the old files; run once all new ones are in place. */
  const tidy: (() => Promise<unknown>)[] = [];
  try {
    const place: (() => Promise<void>)[] = [];
    for (const [path, content] of files)
      if (await isStream(path)) place.push(() => writeStream(path, content));
      else place.push(await stage(path, content, undo, tidy));
    for (const step of place) await step();
  } catch (error) {
    for (const step of undo.reverse()) await step().catch(() => undefined);
    throw error;
  }
  for (const step of tidy) await step().catch(() => undefined);
}

/** `writeWholeFiles` for one file. */
export const writeWholeFile = (path: string, content: string | Uint8Array): Promise<void> =>
  writeWholeFiles(new Map([[path, content]]));

/** Writes a file beside its target. @returns what puts it in place */
async function stage(
  path: string,
  content: string | Uint8Array,
  undo: (() => Promise<unknown>)[],
  tidy: (() => Promise<unknown>)[],
): Promise<() => Promise<void>> {
  // A symbolic link stays one: the file that it points to is replaced, or made.
  const target = await targetOf(path);
  const made = await makeFolder(dirname(target));
  undo.push(...made.map((folder) => () => rmdir(folder)));
  const old = await stat(target).catch(() => undefined);
  if (old?.isDirectory() === true) throw systemError("EISDIR", `there is a folder of the name ${path}`);
  const beside = (): string =>
    join(dirname(target), `.${basename(target).slice(0, 100)}.${randomBytes(8).toString("hex")}`);
  const temporary = beside();
  const gone = leftBehind({ folder: temporary });
  const settled = (): Promise<void> => {
    gone();
    return Promise.resolve();
  };
  tidy.push(settled);
  undo.push(settled);
  const file = await open(temporary, "wx");
  undo.push(() => unlink(temporary));
  try {
    // Unlike `write`, it returns only when the last byte is written, or throws.
    await file.writeFile(content);
    await file.sync().catch(unlessUnsupported);
  } catch (error) {
    // A full disk is told without the file's name.
    throw Object.assign(error as NodeJS.ErrnoException, { path });
  } finally {
    await file.close();
  }
  if (old !== undefined) await chmod(temporary, old.mode & 0o777);
  return async () => {
    if (old === undefined) {
      await rename(temporary, target);
      undo.push(() => unlink(target));
      return;
    }
    const kept = beside();
    // On a file system without hard links, the old file cannot be restored.
    const isKept = await link(target, kept).then(
      () => true,
      () => false,
    );
    if (isKept) {
      tidy.push(() => unlink(kept));
      undo.push(() => rename(kept, target));
    }
    await rename(temporary, target);
  };
}

async function targetOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    // Links in a circle lead nowhere: the first of them is replaced.
    if (codeOf(error) !== "ENOENT") return path;
    const pointsTo = await readlink(path).catch(() => undefined);
    return pointsTo === undefined ? path : targetOf(resolve(dirname(path), pointsTo));
  }
}

/** Some file systems, by FUSE above all, cannot flush; what they have taken they keep all the same. */
function unlessUnsupported(error: unknown): void {
  if (!["EINVAL", "ENOSYS", "ENOTSUP", "EOPNOTSUPP"].includes(codeOf(error) ?? "")) throw error;
}

const systemError = (code: string, message: string): Error => Object.assign(new Error(message), { code });
