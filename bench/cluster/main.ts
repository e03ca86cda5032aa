import { Command } from "commander";
import { cpus, loadavg } from "node:os";
import { wholeNumber } from "../../cli/options.js";
import { figure, ratio } from "../../report/numbers.js";
import { terminalTable } from "../../report/table.js";
import { runCommand } from "../run-command.js";
import { cachedRuns, type CachedRun } from "./cached.js";
import { speedUp, type SweepTime } from "./speed-up.js";

const load = (): string =>
  loadavg()
    .map((each) => each.toFixed(2))
    .join(" ");

const print = (text: string): void => {
  process.stdout.write(`${text}\n${cpus().length} cores, load ${load()}\n\n`);
};

await runCommand(
  new Command("bench:cluster")
    .description(
      "what a sweep costs beside its measurements: the program's own share, and what a cluster adds",
    )
    .addOption(
      wholeNumber(
        "--rounds <count>",
        "turns of the sweep here and on Slurm, of which the fastest counts",
        100,
        1,
      ).default(2),
    )
    .action(async ({ rounds }: { rounds: number }) => {
      printShare(await cachedRuns());
      printSpeedUp(await speedUp(rounds));
    }),
);

function printShare(runs: readonly CachedRun[]): void {
  print(
    terminalTable(
      [
        { title: "1,000 designs, all in the cache", align: "left", cell: ({ what }) => what },
        { title: "processor time s", align: "right", cell: ({ seconds }) => figure(seconds, 2) },
      ],
      runs,
    ),
  );
}

function printSpeedUp(times: readonly SweepTime[]): void {
  print(
    times.length === 0
      ? "No Slurm: scripts/install-tools slurm"
      : terminalTable(
          [
            { title: "one sweep, on the same cores", align: "left", cell: ({ what }) => what },
            { title: "s", align: "right", cell: ({ seconds }) => figure(seconds, 1) },
            {
              title: "speed",
              align: "right",
              cell: ({ seconds }) => ratio(times[0]?.seconds ?? NaN, seconds),
            },
          ],
          times,
        ),
  );
}
