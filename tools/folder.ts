import { mkdir, rmdir } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Makes a folder and its missing parents. `mkdir`'s own `recursive` is no choice, as it never returns below `/proc`:
 * such a folder exists, yet reports ENOENT for what cannot be made in it.
 * @returns the folders that were missing, the outermost first
 * @throws {NodeJS.ErrnoException} it cannot be made, or something else is there
 */
export async function makeFolder(path: string): Promise<string[]> {
  try {
    await mkdir(path);
    return [path];
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // If it is not a folder, whoever writes into it will notice.
    if (code === "EEXIST") return [];
    if (code !== "ENOENT" || dirname(path) === path) throw error;
    const around = await makeFolder(dirname(path));
    try {
      await mkdir(path);
      return [...around, path];
    } catch (again) {
      // Another process may have made it in the meantime.
      if ((again as NodeJS.ErrnoException).code === "EEXIST") return around;
      for (const made of around.reverse()) await rmdir(made).catch(() => undefined);
      throw again;
    }
  }
}
