import { randomBytes } from "node:crypto";
import { rm, statfs, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** More than a file system keeps beside a file's name. */
const probe = Buffer.alloc(8192);

/**
 * Whether a file can still be written. What is free does not tell: there are quotas, and room that is root's alone.
 * @throws the system's error
 */
export async function checkRoom(folder: string): Promise<void> {
  const path = join(folder, `.room-${randomBytes(9).toString("base64url")}`);
  try {
    await writeFile(path, probe);
  } finally {
    await rm(path, { force: true });
  }
}

/** With less, what a tool wrote and removed again may have filled the disk. */
const scarce_MiB = 16;

/** What to say of a folder with little room beside a tool's failure; nothing where there is enough. */
export async function scarceRoom(folder: string): Promise<string> {
  const found = await statfs(folder).catch(() => null);
  if (found === null) return "";
  const free_MiB = (found.bavail * found.bsize) / 2 ** 20;
  return free_MiB < scarce_MiB
    ? `\nThere is little room for temporary files, ${free_MiB.toFixed(1)} MiB in ${tmpdir()}; set TMPDIR to a folder with more.`
    : "";
}
