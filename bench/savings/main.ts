import { Command, Option } from "commander";
import { cacheFrom, type CacheOptions } from "../../cli/cache.js";
import {
  cacheOption,
  clockOption,
  markdownOption,
  noCacheOption,
  timeLimitOption,
} from "../../cli/options.js";
import { sendProgressTo } from "../../cli/progress.js";
import { Spinner } from "../../cli/spinner.js";
import { loadLibrary } from "../../liberty/load.js";
import { tableFor } from "../../report/table.js";
import { Notebook } from "../../sweep/notebook.js";
import { runCommand } from "../run-command.js";
import { columnsOfCosts, columnsOfLibraries, type PairRow } from "./columns.js";
import { costsIn, fields, type Field } from "./costs.js";
import { pairs } from "./pairs.js";

/* What approximate designs save against exact ones: all costs in one library, or one cost in several. */

interface Options extends CacheOptions {
  readonly of?: Field;
  readonly clock: number;
  readonly timeLimit: number;
  readonly markdown?: boolean;
}

/** The library that commands take where none is named. */
const usual = "usual";

const spinner = new Spinner();
sendProgressTo((text) => {
  spinner.show(text);
});

await runCommand(
  new Command("savings")
    .description("area, power and delay of approximate designs beside those of exact ones")
    .argument(
      "[libraries...]",
      `Liberty files, generic, or ${usual}: the one that commands take by themselves`,
      [usual],
    )
    .addOption(
      new Option("--of <cost>", "what is saved of one cost, a column for each library").choices(fields),
    )
    .addOption(clockOption().default(200))
    .addOption(timeLimitOption())
    .addOption(cacheOption())
    .addOption(noCacheOption())
    .addOption(markdownOption())
    .action(async (names: readonly string[], options: Options) => {
      const notebook = new Notebook(await cacheFrom(options));
      const found: Awaited<ReturnType<typeof costsIn>>[] = [];
      for (const name of names)
        found.push(
          await costsIn(await loadLibrary(name === usual ? undefined : [name]), { ...options, notebook }),
        );
      process.stdout.write(`${tables(found, options)}\n`);
      for (const failure of found.flatMap(({ failures }) => failures)) {
        process.stderr.write(`savings: ${failure}\n`);
        process.exitCode = 2;
      }
    }),
);

function tables(found: readonly Awaited<ReturnType<typeof costsIn>>[], { of, markdown }: Options): string {
  const table = tableFor(markdown);
  if (of === undefined)
    return found.map(({ library, rows }) => table(columnsOfCosts(library), rows)).join("\n\n");
  const rows = pairs.map((pair): PairRow => ({
    pair,
    costs: found.map((each) => each.rows.find((row) => row.pair === pair)),
  }));
  return table(
    columnsOfLibraries(
      found.map(({ library }) => library),
      of,
    ),
    rows,
  );
}
