import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { digestOf } from "./digest.js";
import { programRoot } from "./program-root.js";

/**
 * The folders that decide a result, each as a whole. Simulation: what a design is given and compared with. Synthesis:
 * what makes a netlist and measures it, without proofs. Both begin with the RTL and the tools. Inference: what a network's sums
 * are made of; no RTL. Verilog: what a design's text is made by.
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
  verilog: ["golden", "tools", "generators", "templates/generators"],
  inference: ["golden", "tools", "generators", "nn"],
} as const;

export type DigestedPart = keyof typeof digestedFolders;

const digests = new Map<DigestedPart, string>();
/** Parts share folders: each is read once. */
const folderDigests = new Map<string, string>();

/**
 * SHA-256 of a part of the running program, in hexadecimal. Results of a program with another digest need not hold,
 * even if its version is the same.
 */
export function programDigest(part: DigestedPart): string {
  let digest = digests.get(part);
  if (digest !== undefined) return digest;
  digest = digestOfPart(part, programRoot(), (folder, root) => {
    const known = folderDigests.get(folder) ?? digestOfFolder(folder, root);
    folderDigests.set(folder, known);
    return known;
  });
  digests.set(part, digest);
  return digest;
}

/**
 * The digest of a part of a program in another folder.
 * @param ofFolder SHA-256 of what decides a result in one of its folders
 * @throws {NodeJS.ErrnoException} one of its folders is missing
 */
export const digestOfPart = (part: DigestedPart, root: string, ofFolder = digestOfFolder): string =>
  digestOf(digestedFolders[part].map((folder) => `${folder} ${ofFolder(folder, root)}`).join("\n"));

function digestOfFolder(folder: string, root: string): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).sort())
    if (folder.startsWith("templates/") ? /\.\w+$/.test(name) : isCode(name))
      hash.update(`${name}\0`).update(readFileSync(join(root, folder, name)));
  return hash.digest("hex");
}

/** A source, or what it was compiled to; no type declarations. */
const isCode = (name: string): boolean => /(?<!\.d)\.(ts|js|mjs)$/.test(name);
