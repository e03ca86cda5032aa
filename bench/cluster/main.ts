import { cpus, loadavg } from "node:os";
import { figure } from "../../report/numbers.js";
import { terminalTable } from "../../report/table.js";
import { cachedRuns } from "./cached.js";

/* What a sweep costs beside its measurements: the program's own share, and what a cluster adds. */

const load = (): string =>
  loadavg()
    .map((each) => each.toFixed(2))
    .join(" ");

process.stdout.write(
  `${terminalTable(
    [
      { title: "1,000 designs, all in the cache", align: "left", cell: ({ what }) => what },
      { title: "processor time s", align: "right", cell: ({ seconds }) => figure(seconds, 2) },
    ],
    await cachedRuns(),
  )}\n`,
);
process.stdout.write(`${cpus().length} cores, load ${load()}\n`);
