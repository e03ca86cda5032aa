import { Command } from "commander";
import { libertyOption, markdownOption, recipeOption, timeLimitOption } from "../../cli/options.js";
import { synthesizeDesign } from "../../synth/synthesize-design.js";
import { sendProgressTo } from "../../cli/progress.js";
import { Spinner } from "../../cli/spinner.js";
import { addForeignOptions, readForeign, type ForeignFlags } from "../../cli/foreign.js";
import { forEachDesign } from "../../cli/work.js";
import { sortOutcomes } from "../../library/outcomes.js";
import type { Design } from "../../generators/design.js";
import { objectives, type Objective } from "../../generators/contract/architecture.js";
import { parseDesigns } from "../../generators/request.js";
import { figure, ratio } from "../../report/numbers.js";
import { tableFor, type Column } from "../../report/table.js";
import { loadLibrary } from "../../liberty/load.js";
import type { Library } from "../../liberty/library.js";
import type { RecipeKind } from "../../synth/mapping/recipes.js";
import type { SynthesisResult } from "../../synth/mapping/result.js";
import { RequestError } from "../../tools/errors.js";
import { runCommand } from "../run-command.js";
import { peers, type Peer } from "./figures.js";

type Cost = Omit<Peer, "spec" | "peer">;

interface Row {
  readonly peer: Peer;
  readonly ours: Cost;
}

/** The library in which the peers were measured. */
const common = "NangateOpenCellLibrary";

interface Options extends ForeignFlags {
  readonly only?: string;
  readonly liberty?: string[];
  readonly recipe: RecipeKind;
  readonly timeLimit: number;
  readonly markdown?: boolean;
}

/** One synthesis of our counterpart to a peer, under the recipe of an objective. */
interface Run {
  readonly spec: string;
  readonly design: Design;
  readonly objective: Objective;
}

/**
 * A design made for an objective runs under that objective's recipe. One made for `balanced` runs under all recipes, as
 * a peer's least product is over all recipes too.
 */
const runs = objectives.flatMap((made) =>
  objectives
    .filter((objective) => objective === made || made === "balanced")
    .map((objective) => ({ made, objective })),
);

const spinner = new Spinner();
sendProgressTo((text) => {
  spinner.show(text);
});

await runCommand(
  addForeignOptions(new Command("peers"))
    .description(
      "area, delay and their product beside the best published cores, each the least of all objectives; with --as beside a core of yours",
    )
    .argument("[file...]", "with --as: files of Verilog, measured as the published cores were")
    .option("--only <operator>", "the rows of one operator")
    .addOption(libertyOption())
    .addOption(recipeOption())
    .addOption(timeLimitOption())
    .addOption(markdownOption())
    .action(async (words: string[], options: Options) => {
      const library = await loadLibrary(options.liberty);
      const { words: strange, foreign } = await readForeign(words, options, options.timeLimit);
      if (strange[0] !== undefined) throw new RequestError(`'${strange[0]}' is no file of Verilog`);
      if (foreign !== null) {
        const own = await measurePeer(foreign.design, library, options);
        print([own], await measure([own], library, options), { ...options, isComparable: true });
        return;
      }
      const { only } = options;
      const wanted = peers.filter(({ spec }) => only === undefined || spec.split(" ")[0] === only);
      if (wanted.length === 0) throw new RequestError(`no row is of the operator '${only}'`);
      const costs = await measure(wanted, library, options);
      // In another library only our own figures are shown.
      const once = [...new Map(wanted.map((peer) => [peer.spec, peer])).values()];
      const isComparable = library.name === common;
      print(isComparable ? wanted : once, costs, { ...options, isComparable });
    }),
);

/** @param isComparable whether the peers were measured in the same library */
function print(
  shown: readonly Peer[],
  costs: ReadonlyMap<string, Cost>,
  { markdown, isComparable }: Pick<Options, "markdown"> & { readonly isComparable: boolean },
): void {
  const rows = shown.flatMap((peer): Row[] => {
    const ours = costs.get(peer.spec);
    return ours === undefined ? [] : [{ peer, ours }];
  });
  process.stdout.write(`${tableFor(markdown)(columnsFor(isComparable), rows)}\n`);
}

/** A core that is at hand, under the three recipes. */
async function measurePeer(design: Design, library: Library, { timeLimit, recipe }: Options): Promise<Peer> {
  const jobs = objectives.map((objective) => ({ spec: `${design.spec} by ${objective}`, objective }));
  const outcomes = await forEachDesign("peers", jobs, ({ objective }) =>
    synthesizeDesign(design, { library, timeLimit, timing: "opensta", objective, recipe }),
  );
  return {
    spec: design.foreign?.as.spec ?? design.spec,
    peer: design.operator.name,
    ...best(sortOutcomes(outcomes).results),
  };
}

/** What our designs cost, by spec; several peers may stand beside one. */
async function measure(
  wanted: readonly Peer[],
  library: Library,
  { timeLimit, recipe }: Options,
): Promise<ReadonlyMap<string, Cost>> {
  const specs = [...new Set(wanted.map(({ spec }) => spec))];
  const jobs = specs.flatMap((spec) =>
    runs.flatMap(({ made, objective }) =>
      parseDesigns([...spec.split(" "), `objective=${made}`]).map((design): Run => ({
        spec: `${design.spec} by ${objective}`,
        design,
        objective,
      })),
    ),
  );
  const outcomes = await forEachDesign("peers", jobs, ({ design, objective }) =>
    synthesizeDesign(design, { library, timeLimit, timing: "opensta", objective, recipe }),
  );
  return new Map(
    specs.map((spec, index) => {
      const own = outcomes.slice(index * runs.length, (index + 1) * runs.length);
      return [spec, best(sortOutcomes(own).results)];
    }),
  );
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

/** @param comparable whether the peers were measured in the same library */
function columnsFor(comparable: boolean): Column<Row>[] {
  const kinds = [
    ["area µm²", 1, ({ area_um2 }: Cost) => area_um2],
    ["delay ns", 3, ({ delay_ns }: Cost) => delay_ns],
    ["ADP µm²·ns", 0, (cost: Cost) => cost.area_delay_product_um2_ns],
  ] as const;
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
