import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** What decides what a simulated design is given and compared with, and what makes a netlist and measures it. */
const parts = {
  simulation: ["generators", "golden", "operands", "circuit", "sim", "formal", "error-metrics"],
  synthesis: ["liberty", "synth"],
} as const;

const digests = new Map<keyof typeof parts, string>();

/**
 * SHA-256 of a part of this program, as it runs: what was found with another one need not hold, even where the version is
 * still the same. Simulation includes operators and golden models.
 * @throws {Error} its folders are not beside the program
 */
export function programDigest(part: keyof typeof parts = "simulation"): string {
  const folders = parts[part];
  const digest = digests.get(part) ?? digestOfFolders(rootOf(folders, here), folders);
  digests.set(part, digest);
  return digest;
}

const here = dirname(fileURLToPath(import.meta.url));

/** The nearest folder around this file that has the others: the sources, or `dist/`. */
function rootOf(folders: readonly string[], folder: string): string {
  if (folders.every((name) => existsSync(join(folder, name)))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`tapir is not complete: ${folders.join(", ")} are missing`);
  return rootOf(folders, parent);
}

function digestOfFolders(root: string, folders: readonly string[]): string {
  const hash = createHash("sha256");
  for (const folder of folders)
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).sort())
      if (/(?<!\.d)\.(ts|js)$/.test(name)) hash.update(name).update(readFileSync(join(root, folder, name)));
  return hash.digest("hex");
}
