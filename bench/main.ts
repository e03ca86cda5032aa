import { Command } from "commander";
import { parseDesigns } from "../generators/request.js";
import { figure, ratio } from "../report/numbers.js";
import { terminalTable } from "../report/table.js";
import { exhaustiveObstacle } from "../sim/exhaustive/verify-exhaustively.js";
import { candidates } from "./candidates.js";
import { generation } from "./generation.js";
import { golden } from "./golden.js";
import { inference } from "./inference.js";
import { kernels } from "./kernels.js";
import { runCommand } from "./run-command.js";
import { simulation } from "./simulation.js";
import type { Speed } from "./speed.js";
import { starts } from "./start.js";
import { training } from "./training.js";
import { trainingThreads } from "./training-threads.js";

await runCommand(
  new Command("bench")
    .description(
      "how fast tapir is; figures differ from machine to machine, ratios within one run differ less",
    )
    .argument("[network...]", "further networks, as ONNX files")
    .action(async (networks: string[]) => {
      process.stdout.write(`${tableOf(await speeds(networks))}\n`);
    }),
);

async function speeds(networks: readonly string[]): Promise<Speed[]> {
  const designs = parseDesigns(["PositMult", "PlamMult", "n=16,64", "es=1"]);
  const found = [...(await starts()), ...(await generation(designs))];
  for (const design of designs) found.push(...(await golden(design)));
  found.push(...(await kernels()), ...(await inference(["lenet5", ...networks])));
  found.push(...(await training()), ...(await trainingThreads()), ...(await candidates()));
  for (const design of designs)
    found.push(...(await simulation(design, exhaustiveObstacle(design) === undefined)));
  return found;
}

function tableOf(all: readonly Speed[]): string {
  const first = (wanted: string): number => all.find(({ kind }) => kind === wanted)?.per_second ?? NaN;
  return terminalTable(
    [
      { title: "of", align: "left", cell: ({ kind }) => kind },
      { title: "by", align: "left", cell: ({ what }) => what },
      {
        title: "a second",
        align: "right",
        cell: ({ per_second }) => figure(per_second, per_second < 100 ? 1 : 0),
      },
      {
        title: "to the first of them",
        align: "right",
        cell: ({ kind, per_second }) => ratio(per_second, first(kind)),
      },
    ],
    all,
  );
}
