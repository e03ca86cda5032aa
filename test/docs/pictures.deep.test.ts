import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import { expect, test } from "vitest";
import { pages } from "../../bench/figures/pages.js";
import { builtProgram, packageRoot } from "../../tools/package-root.js";
import { withScratch } from "../../tools/scratch.js";
import { expectFile } from "../expect-file.js";
import { picturesOf } from "./pictures.js";

const all = pages().flatMap((page) => picturesOf(page));
const pictures = [...new Map(all.map((picture) => [picture.path, picture])).values()];

/** Where the libraries are that some pictures need, and tapir does not bring. */
const libraries = process.env.TAPIR_LIBERTY_DIR;

test.for(pictures)(
  "$path is what $command draws",
  { timeout: 1_800_000 },
  async ({ path, command }, { skip }) => {
    const words = command.split(" ");
    const needs = words.find((word) => word.endsWith(".lib.gz"));
    const isMissing = needs !== undefined && !existsSync(join(libraries ?? "", needs));
    skip(isMissing, `${needs} is in no folder given by TAPIR_LIBERTY_DIR`);
    await withScratch(async (cwd) => {
      const { exitCode } = await (words[0] === "npm"
        ? execa("npm", words.slice(1).map(placed(cwd)), { cwd: packageRoot })
        : execa(process.execPath, [builtProgram, ...words], { cwd }));
      expect(exitCode).toBe(0);
      const made = await readdir(cwd, { recursive: true });
      const drawn = made.find((name) => name.split("/").at(-1) === path.split("/").at(-1));
      expect(drawn, `${command} makes ${made.join(", ")}`).toBeDefined();
      await expectFile(
        await readFile(join(cwd, drawn ?? ""), "utf8"),
        pathToFileURL(join(packageRoot, path)),
      );
    });
  },
);

/** Libraries and pictures of a command of npm, which runs in the clone. */
const placed =
  (cwd: string) =>
  (word: string): string => {
    if (word.endsWith(".lib.gz")) return join(libraries ?? "", word);
    return word.endsWith(".svg") ? join(cwd, word) : word;
  };
