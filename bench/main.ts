import { parseDesigns } from "../generators/request.js";
import { figure, ratio } from "../report/numbers.js";
import { terminalTable } from "../report/table.js";
import { exhaustiveObstacle } from "../sim/exhaustive/verify-exhaustively.js";
import { candidates } from "./candidates.js";
import { generation } from "./generation.js";
import { golden } from "./golden.js";
import { inference } from "./inference.js";
import { kernels } from "./kernels.js";
import { simulation } from "./simulation.js";
import type { Speed } from "./speed.js";
import { starts } from "./start.js";
import { training } from "./training.js";
import { trainingThreads } from "./training-threads.js";

/* How fast tapir is. Figures differ from machine to machine. Ratios within one run differ less. */

const designs = parseDesigns(["PositMult", "PlamMult", "n=16,64", "es=1"]);
const speeds = [...(await starts()), ...(await generation(designs))];
for (const design of designs) speeds.push(...(await golden(design)));
// Further networks are ONNX files: npm run bench -- net.onnx
speeds.push(...kernels(), ...(await inference(["lenet5", ...process.argv.slice(2)])));
speeds.push(...(await training()), ...(await trainingThreads()), ...(await candidates()));
for (const design of designs)
  speeds.push(...(await simulation(design, exhaustiveObstacle(design) === undefined)));

const first = ({ kind }: Speed): number | undefined =>
  speeds.find((speed) => speed.kind === kind)?.per_second;

process.stdout.write(
  `${terminalTable(
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
        cell: (speed) => ratio(speed.per_second, first(speed)),
      },
    ],
    speeds,
  )}\n`,
);
