import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";

/** The folders that decide which designs are drawn, and what their Verilog says. */
const folders = ["generators", "templates", "test/generators/random"];

/** The same for the same sources: what passed on one machine passes on the next, and each change draws other designs. */
function sourcesDigest(): number {
  const files = folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)),
    )
    .filter((file) => /\.(ts|hbs)$/.test(file))
    .sort();
  return files.reduce((digest, file) => crc32(readFileSync(file), crc32(file, digest)), 0);
}

const given = process.env.TAPIR_DRAW_SEED;

/**
 * What the long runs draw designs from. TAPIR_DRAW_SEED=N draws the designs of another run, TAPIR_DRAW_SEED=any those of no
 * run before.
 */
export const drawSeed =
  given === undefined
    ? sourcesDigest()
    : given === "any"
      ? Math.floor(Math.random() * 2 ** 32)
      : Number(given);
