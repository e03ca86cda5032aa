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

test.each(pictures)("$path is what tapir $command draws", async ({ path, command }) => {
  await withScratch(async (cwd) => {
    const { exitCode } = await execa(process.execPath, [builtProgram, ...command.split(" ")], { cwd });
    expect(exitCode).toBe(0);
    const made = await readdir(cwd, { recursive: true });
    const drawn = made.find((name) => name.split("/").at(-1) === path.split("/").at(-1));
    expect(drawn, `${command} makes ${made.join(", ")}`).toBeDefined();
    await expectFile(await readFile(join(cwd, drawn ?? ""), "utf8"), pathToFileURL(join(packageRoot, path)));
  });
});
