import { mkdir, rmdir } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Makes a folder and those that it is in, where they are missing. Not by `mkdir`'s own `recursive`, which never returns
 * where a folder says of what cannot be made in it that it is missing, as `/proc` does.
 * @returns those that were missing, the outermost first
 * @throws {NodeJS.ErrnoException} it cannot be made, or something else is there
 */
export async function makeFolder(path: string): Promise<string[]> {
  try {
    await mkdir(path);
    return [path];
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // What is there and no folder is noticed by whoever writes into it.
    if (code === "EEXIST") return [];
    if (code !== "ENOENT" || dirname(path) === path) throw error;
    const around = await makeFolder(dirname(path));
    try {
      await mkdir(path);
      return [...around, path];
    } catch (again) {
      // Somebody else may have been quicker.
      if ((again as NodeJS.ErrnoException).code === "EEXIST") return around;
      for (const made of around.reverse()) await rmdir(made).catch(() => undefined);
      throw again;
    }
  }
}
