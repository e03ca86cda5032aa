import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { writeWholeFile } from "../../tools/whole-files.js";
import type { Design } from "../../generators/design.js";
import type { Workplace } from "./icarus.js";
import { runBench } from "./run-bench.js";
import { linesFor } from "../vectors/word-files.js";

/**
 * Runs vectors once more through the compiled bench and keeps every signal of the design, with the expected outputs
 * beside them, in a VCD file: one time unit a vector. The file is written whole or not at all.
 * @param words input words, as `Vectors` has them
 * @param path of the VCD file; its folder is made if need be
 * @throws whatever `runBench` throws; an error of the file system.
 */
export async function writeWaveform(
  design: Design,
  words: readonly bigint[],
  path: string,
  workplace: Workplace,
): Promise<void> {
  const vcd = "mismatches.vcd";
  const run = { name: "mismatches", lines: linesFor(design, words), count: words.length, vcd };
  await runBench(design, run, workplace);
  await writeWholeFile(path, await readFile(join(workplace.folder, vcd)));
}
