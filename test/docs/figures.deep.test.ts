import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { figureBlocks, shownOf } from "../../bench/figures/blocks.js";
import { pages } from "../../bench/figures/pages.js";
import { runFigure } from "../../bench/figures/run.js";
import { packageRoot } from "../../tools/package-root.js";

/* Figures of pages are what their commands print. To renew them: npm run docs:figures */

const blocks = await Promise.all(
  pages().map(async (path) => {
    const page = await readFile(join(packageRoot, path), "utf8");
    return figureBlocks(page).map((block) => [`${path}: ${block.command}`, block] as const);
  }),
);
const made = blocks.flat().filter(([, { pace }]) => pace !== "slow");

describe("a figure", () => {
  test.each(made)("%s", async (_, block) => {
    const libraries = process.env.TAPIR_LIBERTY_DIR;
    const result = await runFigure(block.command, libraries);
    // a library that only some have
    if ("missing" in result) return;
    expect(shownOf(block, result.output)).toBe(block.text);
  });
});
