import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { programRoot } from "./program-root.js";

/**
 * The folders that decide a result, whole: what a simulated design is given and compared with, and what makes a netlist
 * and measures it. Both begin with the RTL and the tools; proofs are no part of a synthesis.
 */
export const digestedFolders = {
  simulation: [
    ...["golden", "tools", "generators", "operands", "circuit", "error-metrics", "sim", "formal"],
    ...["templates/generators", "templates/sim", "templates/formal"],
  ],
  synthesis: [
    ...["tools", "liberty", "generators/hdl", "generators/pipeline", "circuit", "synth"],
    ...["templates/generators", "templates/liberty", "templates/synth"],
  ],
} as const;

export type DigestedPart = keyof typeof digestedFolders;

const digests = new Map<DigestedPart, string>();

/**
 * SHA-256 of a part of this program, as it runs, in hexadecimal: what another program found need not hold, even where
 * the version is still the same.
 */
export function programDigest(part: DigestedPart): string {
  const digest = digests.get(part) ?? digestOfPart(part, programRoot());
  digests.set(part, digest);
  return digest;
}

/**
 * The same of a program elsewhere.
 * @throws {NodeJS.ErrnoException} one of its folders is missing
 */
export function digestOfPart(part: DigestedPart, root: string): string {
  const hash = createHash("sha256");
  for (const folder of digestedFolders[part])
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).sort())
      if (folder.startsWith("templates/") ? /\.\w+$/.test(name) : isCode(name))
        hash.update(`${folder}/${name}\0`).update(readFileSync(join(root, folder, name)));
  return hash.digest("hex");
}

/** A source, or what it was compiled to; not its types. */
const isCode = (name: string): boolean => /(?<!\.d)\.(ts|js|mjs)$/.test(name);
