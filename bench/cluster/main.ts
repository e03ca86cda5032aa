import { cpus, loadavg } from "node:os";
import { figure, ratio } from "../../report/numbers.js";
import { terminalTable } from "../../report/table.js";
import { cachedRuns } from "./cached.js";
import { speedUp } from "./speed-up.js";

/* What a sweep costs beside its measurements: the program's own share, and what a cluster adds. */

const load = (): string =>
  loadavg()
    .map((each) => each.toFixed(2))
    .join(" ");

const print = (text: string): void => {
  process.stdout.write(`${text}\n${cpus().length} cores, load ${load()}\n\n`);
};

print(
  terminalTable(
    [
      { title: "1,000 designs, all in the cache", align: "left", cell: ({ what }) => what },
      { title: "processor time s", align: "right", cell: ({ seconds }) => figure(seconds, 2) },
    ],
    await cachedRuns(),
  ),
);

// On a machine that others use too, more rounds help: npm run bench:cluster -- 3
const times = await speedUp(Number(process.argv[2] ?? 2));
print(
  times.length === 0
    ? "No Slurm: scripts/install-tools slurm"
    : terminalTable(
        [
          { title: "one sweep, on the same cores", align: "left", cell: ({ what }) => what },
          { title: "s", align: "right", cell: ({ seconds }) => figure(seconds, 1) },
          { title: "speed", align: "right", cell: ({ seconds }) => ratio(times[0]?.seconds ?? NaN, seconds) },
        ],
        times,
      ),
);
