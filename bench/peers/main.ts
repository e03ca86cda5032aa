import { Command } from "commander";
import { libertyOption, markdownOption, timeLimitOption } from "../../cli/options.js";
import { synthesizeDesign } from "../../synth/synthesize-design.js";
import { forEachDesign, sortOutcomes } from "../../cli/work.js";
import { objectives } from "../../generators/operator.js";
import { parseDesigns } from "../../generators/request.js";
import { figure, ratio } from "../../report/numbers.js";
import { tableFor, type Column } from "../../report/table.js";
import { loadLibrary } from "../../synth/liberty/load.js";
import type { Library } from "../../synth/liberty/library.js";
import type { SynthesisResult } from "../../synth/result.js";
import { peers, type Peer } from "./figures.js";

type Cost = Omit<Peer, "spec" | "peer">;

interface Row {
  readonly peer: Peer;
  readonly ours: Cost;
}

/** Where the peers were measured. */
const common = "NangateOpenCellLibrary";

interface Options {
  readonly liberty?: string[];
  readonly timeLimit: number;
  readonly markdown?: boolean;
}

await new Command("peers")
  .description(
    "area, delay and their product beside the best published cores, each the least of all objectives",
  )
  .addOption(libertyOption())
  .addOption(timeLimitOption())
  .addOption(markdownOption())
  .action(async ({ liberty, timeLimit, markdown }: Options) => {
    const library = await loadLibrary(liberty);
    const rows = await measure(library, timeLimit);
    process.stdout.write(`${tableFor(markdown)(columnsFor(library), rows)}\n`);
  })
  .parseAsync();

/**
 * Each objective's own recipe, and for `balanced` all of them: the peers' least product is that of any recipe as well.
 */
const runs = objectives.flatMap((objective) =>
  objectives
    .filter((recipe) => recipe === objective || objective === "balanced")
    .map((recipe) => ({ objective, recipe })),
);

async function measure(library: Library, timeLimit: number): Promise<Row[]> {
  const jobs = peers.flatMap(({ spec }) =>
    runs.flatMap(({ objective, recipe }) =>
      parseDesigns([...spec.split(" "), `objective=${objective}`]).map((design) => ({ design, recipe })),
    ),
  );
  const recipes = jobs.map(({ recipe }) => recipe);
  const designs = jobs.map(({ design }) => design);
  const outcomes = await forEachDesign("peers", designs, (design, index) =>
    synthesizeDesign(design, { library, timeLimit, timing: "opensta", recipe: recipes[index] }),
  );
  return peers.map((peer, index) => {
    const own = outcomes.slice(index * runs.length, (index + 1) * runs.length);
    return { peer, ours: best(sortOutcomes(own).results) };
  });
}

/** The least of each figure. */
function best(results: readonly SynthesisResult[]): Cost {
  const least = (value: (result: SynthesisResult) => number | null): number | null => {
    const found = results.map(value).filter((figure) => figure !== null);
    return found.length === 0 ? null : Math.min(...found);
  };
  return {
    area_um2: least((result) => result.area_um2),
    delay_ns: least((result) => result.delay_ns),
    area_delay_product_um2_ns: least((result) => result.area_delay_product_um2_ns),
  };
}

function columnsFor(library: Library): Column<Row>[] {
  const kinds = [
    ["area µm²", 1, ({ area_um2 }: Cost) => area_um2],
    ["delay ns", 3, ({ delay_ns }: Cost) => delay_ns],
    ["ADP µm²·ns", 0, (cost: Cost) => cost.area_delay_product_um2_ns],
  ] as const;
  const comparable = library.name === common;
  return [
    { title: "design", align: "left", cell: ({ peer }) => peer.spec },
    ...(comparable ? [{ title: "peer", align: "left" as const, cell: ({ peer }: Row) => peer.peer }] : []),
    ...kinds.flatMap(([title, decimals, value]): Column<Row>[] => [
      { title, align: "right", cell: ({ ours }) => figure(value(ours), decimals) },
      ...(comparable
        ? [
            {
              title: "peer's",
              align: "right" as const,
              cell: ({ peer }: Row) => figure(value(peer), decimals),
            },
            {
              title: "ratio",
              align: "right" as const,
              cell: ({ ours, peer }: Row) => ratio(value(ours), value(peer)),
            },
          ]
        : []),
    ]),
  ];
}
