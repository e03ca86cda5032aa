import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Command, Option } from "commander";
import { packageRoot } from "../../tools/package-root.js";
import { writeWholeFiles } from "../../tools/whole-files.js";
import { runCommand } from "../run-command.js";
import { figureBlocks, shownOf, withTexts, type FigureBlock, type Pace } from "./blocks.js";
import { pages } from "./pages.js";
import { runFigure } from "./run.js";

/* Makes the figures in README and docs again. */

interface Options {
  readonly libertyDir?: string;
  readonly check?: boolean;
  readonly only?: string;
  readonly pace: Pace;
}

const paces: Readonly<Record<Pace, readonly Pace[]>> = {
  fast: ["fast"],
  deep: ["fast", "deep"],
  slow: ["fast", "deep", "slow"],
};

/** @returns whether the page is as its commands make it */
async function remake(path: string, { libertyDir, check, only, pace }: Options): Promise<boolean> {
  const page = await readFile(join(packageRoot, path), "utf8");
  const changed = new Map<FigureBlock, string>();
  for (const block of figureBlocks(page)) {
    if (only !== undefined && !block.command.includes(only)) continue;
    const where = `${path}: ${block.command}`;
    if (!paces[pace].includes(block.pace)) {
      console.log(`${where}\n  not made again: it is slow; ask for it with --pace slow`);
      continue;
    }
    const made = await runFigure(block.command, libertyDir);
    if ("missing" in made) {
      console.log(`${where}\n  not made again: ${made.missing} is in no folder given by --liberty-dir`);
      continue;
    }
    const shown = shownOf(block, made.output);
    console.log(`${where}\n  ${shown === block.text ? "as it was" : "changed"}`);
    if (shown === block.text) continue;
    changed.set(block, shown);
    for (const line of block.text.split("\n")) if (!shown.includes(line)) console.log(`  - ${line}`);
    for (const line of shown.split("\n")) if (!block.text.includes(line)) console.log(`  + ${line}`);
  }
  if (check !== true && changed.size > 0)
    await writeWholeFiles(new Map([[join(packageRoot, path), withTexts(page, changed)]]));
  return changed.size === 0;
}

await runCommand(
  new Command("docs:figures")
    .description("makes the marked figures of README and docs again, and writes those that changed")
    .argument("[pages...]", "for example docs/fpga.md; default: all")
    .addOption(
      new Option(
        "--liberty-dir <folder>",
        "where cell libraries are that tapir does not bring: nangate45_typ.lib.gz …",
      ).env("TAPIR_LIBERTY_DIR"),
    )
    .option("--only <text>", "those whose command has this text")
    .option("--check", "write nothing; exit code 1 where one changed")
    .addOption(
      new Option("--pace <which>", "fast: those of seconds; deep: of minutes too; slow: of hours too")
        .choices(Object.keys(paces))
        .default("deep"),
    )
    .action(async (asked: string[], options: Options) => {
      let same = true;
      for (const path of asked.length > 0 ? asked : pages()) same = (await remake(path, options)) && same;
      if (options.check === true && !same) process.exitCode = 1;
    }),
);
