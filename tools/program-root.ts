import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { once } from "./once.js";

/**
 * The folder that holds the running program's folders, `templates/` among them. For the sources it is the clone, for
 * the built program `dist/`. A built program so keeps the templates that it was built with.
 * @throws {Error} no folder around this file has `templates/`
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
