import { resolve } from "node:path";
import { Command, Option } from "commander";
import { cacheFrom, type CacheOptions } from "../../cli/cache.js";
import {
  cacheOption,
  libertyOption,
  markdownOption,
  noCacheOption,
  timeLimitOption,
} from "../../cli/options.js";
import { sendProgressTo } from "../../cli/progress.js";
import { Spinner } from "../../cli/spinner.js";
import { forEachDesign } from "../../cli/work.js";
import { parseDesigns } from "../../generators/request.js";
import { sortOutcomes } from "../../library/outcomes.js";
import { loadLibrary } from "../../liberty/load.js";
import { figure, ratio } from "../../report/numbers.js";
import { tableFor, type Column } from "../../report/table.js";
import { errorMeasure } from "../../sweep/measures/error.js";
import { synthMeasure } from "../../sweep/measures/synth.js";
import { Notebook } from "../../sweep/notebook.js";
import { withScratch } from "../../tools/scratch.js";
import { writeWholeFile } from "../../tools/whole-files.js";
import { runCommand } from "../run-command.js";
import { anchors, type Anchor } from "./anchors.js";
import { frontPlot, type FrontPoint } from "./plot.js";
import { searched } from "./searches.js";

/*
 * The front of unsigned 8 × 8 multipliers: EvoApproxLib's points, and for each the smallest design that is no worse in MRED and in
 * NMED. Designs that were searched are named behind the command, or searched for by `--search`.
 */

const catalogue = [
  "OrMult n=8 t=2..12 objective=area tree=wallace counters=xor,halves adder=ripple",
  "TruncMult n=8 t=2..9 correction=none,constant objective=area",
  "BrokenArrayMult n=8 t=4..9 h=0..2 objective=area",
  "SsmMult n=8 m=4..6 correction=none,cross objective=area",
  "MitchwMult n=8 w=3..8 objective=area MitchwMult n=8 w=5..8 compensation=both objective=area",
  "MbmMult n=8 w=3..8 objective=area",
  "RealmMult n=8 w=4..7 segments=2,4 objective=area",
  "DrumMult n=8 k=3..7 objective=area",
  "DrAlmMult n=8 t=3..7 objective=area",
].join(" ");

interface Options extends CacheOptions {
  readonly liberty?: string[];
  readonly timeLimit: number;
  readonly markdown?: boolean;
  readonly plot?: string;
  readonly search?: boolean;
}

interface Ours extends Omit<FrontPoint, "name"> {
  readonly design: string;
  readonly delay_ns: number;
  readonly wce: number;
}

interface Row {
  readonly anchor: Anchor;
  readonly ours: Ours | undefined;
}

const columns: readonly Column<Row>[] = [
  { title: "anchor", align: "left", cell: ({ anchor }) => anchor.name },
  { title: "MRED %", align: "right", cell: ({ anchor }) => figure(anchor.mred_percent, 3) },
  { title: "NMED %", align: "right", cell: ({ anchor }) => figure(anchor.nmed_percent, 4) },
  { title: "area µm²", align: "right", cell: ({ anchor }) => figure(anchor.area_um2, 1) },
  { title: "delay ns", align: "right", cell: ({ anchor }) => figure(anchor.delay_ns, 3) },
  { title: "ours", align: "right", cell: ({ ours }) => figure(ours?.area_um2 ?? null, 1) },
  {
    title: "×",
    align: "right",
    cell: ({ anchor, ours }) => (ours ? ratio(ours.area_um2, anchor.area_um2) : "–"),
  },
  { title: "delay ns", align: "right", cell: ({ ours }) => figure(ours?.delay_ns ?? null, 3) },
  { title: "MRED %", align: "right", cell: ({ ours }) => figure(ours?.errors[0] ?? null, 3) },
  { title: "NMED %", align: "right", cell: ({ ours }) => figure(ours?.errors[1] ?? null, 4) },
  { title: "WCE", align: "right", cell: ({ ours }) => figure(ours?.wce ?? null, 0) },
  { title: "design", align: "left", cell: ({ ours }) => ours?.design ?? "none" },
];

const spinner = new Spinner();
sendProgressTo((text) => {
  spinner.show(text);
});

await runCommand(
  new Command("front")
    .description(
      "unsigned 8 × 8 multipliers of this program beside fifteen of EvoApproxLib's: area over error",
    )
    .argument("[design...]", "more of ours: SearchedMult file=mult.yaml objective=area")
    .addOption(libertyOption())
    .addOption(timeLimitOption())
    .addOption(cacheOption())
    .addOption(noCacheOption())
    .addOption(markdownOption())
    .addOption(new Option("--plot <file>", "draw all points as SVG"))
    .addOption(
      new Option("--search", "first search for seven of the points, as docs/search.md has it: minutes"),
    )
    .action(async (words: string[], options: Options) => {
      if (options.search !== true) await measure(words, options);
      else
        await withScratch(async (folder) => {
          const found = await searched(options.liberty, folder, (anchor) => {
            spinner.show(`searching for ${anchor}`);
          });
          const own = words.map((word) =>
            word.replace(/^file=(.*\.ya?ml)$/, (_, file: string) => `file=${resolve(file)}`),
          );
          const paths = {
            ...(options.liberty && { liberty: options.liberty.map((file) => resolve(file)) }),
            ...(options.plot !== undefined && { plot: resolve(options.plot) }),
            ...(typeof options.cache === "string" && { cache: resolve(options.cache) }),
          };
          // designs bear the names of their files, and nothing of where those are
          const before = process.cwd();
          process.chdir(folder);
          try {
            await measure([...own, ...found], { ...options, ...paths });
          } finally {
            process.chdir(before);
          }
        });
    }),
);

async function measure(words: readonly string[], options: Options): Promise<void> {
  const library = await loadLibrary(options.liberty);
  const conditions = {
    library,
    timeLimit: options.timeLimit,
    timing: "opensta",
    operands: "uniform",
    clock: 100,
    seed: 1,
    samples: 0,
  } as const;
  const searchedOnes = words.length === 0 ? [] : parseDesigns(words);
  const designs = [...parseDesigns(catalogue.split(" ")), ...searchedOnes];
  const notebook = new Notebook(await cacheFrom(options));
  const outcomes = await forEachDesign("front", designs, async (design): Promise<Ours> => {
    const errors = await notebook.measure(errorMeasure, design, conditions);
    const cost = await notebook.measure(synthMeasure, design, conditions);
    return {
      design: design.spec,
      area_um2: cost.area_um2 ?? NaN,
      delay_ns: cost.delay_ns ?? NaN,
      errors: [errors.mred_percent, errors.nmed_percent ?? Infinity],
      wce: errors.wce ?? NaN,
    };
  });
  const { results, failures } = sortOutcomes(outcomes);
  const rows = anchors.map((anchor): Row => {
    const within = results.filter(
      ({ errors: [mred, nmed] }) => mred <= anchor.mred_percent && nmed <= anchor.nmed_percent,
    );
    const [ours] = within.sort((one, other) => one.area_um2 - other.area_um2);
    return { anchor, ours };
  });
  process.stdout.write(`${tableFor(options.markdown)([...columns], rows)}\n`);
  if (options.plot !== undefined) await writeWholeFile(options.plot, plotOf(results, searchedOnes.length));
  for (const failure of failures) process.stderr.write(`front: ${failure}\n`);
  if (failures.length > 0) process.exitCode = 2;
}

function plotOf(ours: readonly Ours[], searched: number): string {
  const points = ours.map(({ design, ...point }) => ({ name: design, ...point }));
  const first = points.length - searched;
  return frontPlot(
    "Unsigned 8 × 8 multipliers: area over error",
    ["Lower left is better. Exact ones are not drawn."],
    [
      { name: "designs of tapir", fill: "#0072b2", isNamed: false, points: points.slice(0, first) },
      { name: "searched by tapir", fill: "#009e73", isNamed: false, points: points.slice(first) },
      {
        name: "EvoApproxLib",
        fill: "#d55e00",
        isNamed: true,
        points: anchors.map(({ name, area_um2, mred_percent, nmed_percent }) => ({
          name,
          area_um2,
          errors: [mred_percent, nmed_percent],
        })),
      },
    ],
  );
}
