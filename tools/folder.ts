import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Makes a folder and those that it is in, where they are missing. Not by `mkdir`'s own `recursive`, which never returns
 * where a folder says of what cannot be made in it that it is missing, as `/proc` does.
 * @throws {NodeJS.ErrnoException} it cannot be made, or something else is there
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // What is there and no folder is noticed by whoever writes into it.
    if (code === "EEXIST") return;
    if (code !== "ENOENT" || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await mkdir(path).catch((again: unknown) => {
      // Somebody else may have been quicker.
      if ((again as NodeJS.ErrnoException).code !== "EEXIST") throw again;
    });
  }
}
