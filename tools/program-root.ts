import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { once } from "./once.js";

/**
 * The folder that holds the folders of the program that runs, `templates/` among them: the clone's for the sources, `dist/`
 * for the built program, which so keeps the templates that it was built with.
 * @throws {Error} there is none around this file
 */
export const programRoot = once(() => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "templates"))) {
    if (folder === dirname(folder))
      throw new Error("tapir is not complete: its folder templates/ is missing");
    folder = dirname(folder);
  }
  return folder;
});
