import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folders that decide what a simulated design is given and compared with. */
const folders = ["generators", "golden", "sim"];

let digest: string | undefined;

/**
 * SHA-256 of this program's operators, golden models and simulation, as it runs: what was found with other ones need
 * not hold, even where the version is still the same.
 * @throws {Error} the folders are not beside the program
 */
export function programDigest(): string {
  return (digest ??= digestOfFolders(rootOf(dirname(fileURLToPath(import.meta.url)))));
}

/** The nearest folder around this file that has the others: the sources, or `dist/`. */
function rootOf(folder: string): string {
  if (folders.every((name) => existsSync(join(folder, name)))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`tapir is not complete: ${folders.join(", ")} are missing`);
  return rootOf(parent);
}

function digestOfFolders(root: string): string {
  const hash = createHash("sha256");
  for (const folder of folders)
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).sort())
      if (/(?<!\.d)\.(ts|js)$/.test(name)) hash.update(name).update(readFileSync(join(root, folder, name)));
  return hash.digest("hex");
}
