import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { packageRoot } from "../../tools/package-root.js";

/** A line of a page's blocks of shell, continued lines joined and comments left out. */
export async function shellCommands(path: string): Promise<string[]> {
  const page = await readFile(join(packageRoot, path), "utf8");
  return [...page.matchAll(/```sh\n([^]*?)```/g)].flatMap(([, block = ""]) =>
    block
      .replaceAll(/\s*#.*$/gm, "")
      .replaceAll(/\\\n\s*/g, "")
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== ""),
  );
}
