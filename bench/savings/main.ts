import { Command } from "commander";
import { cacheFrom, type CacheOptions } from "../../cli/cache.js";
import {
  cacheOption,
  clockOption,
  libertyOption,
  markdownOption,
  noCacheOption,
  timeLimitOption,
} from "../../cli/options.js";
import { sendProgressTo } from "../../cli/progress.js";
import { Spinner } from "../../cli/spinner.js";
import { forEachDesign } from "../../cli/work.js";
import { sortOutcomes } from "../../library/outcomes.js";
import type { Design } from "../../generators/design.js";
import { parseDesign } from "../../generators/request.js";
import { figure } from "../../report/numbers.js";
import { tableFor, type Column } from "../../report/table.js";
import { usualPowerVectors } from "../../operands/distributions.js";
import { powerMeasure } from "../../sweep/measures/power.js";
import { synthMeasure } from "../../sweep/measures/synth.js";
import { Notebook } from "../../sweep/notebook.js";
import { loadLibrary } from "../../liberty/load.js";
import type { SynthesisResult } from "../../synth/mapping/result.js";
import { pairs, type Pair } from "./pairs.js";

/*
 * What approximate designs save against exact ones in one library. Area and power are of objective=area, delay is of
 * objective=delay.
 */

interface Options extends CacheOptions {
  readonly liberty?: string[];
  readonly clock: number;
  readonly timeLimit: number;
  readonly markdown?: boolean;
}

/** In a library without units: areas in NAND2, delays in FO4, no power. Else µm², ns and µW. */
interface Cost {
  readonly area: number;
  readonly power: number | null;
  /** Power with glitches. */
  readonly glitching: number | null;
  readonly delay: number | null;
}

interface Row {
  readonly pair: Pair;
  readonly approximate: Cost;
  readonly exact: Cost;
}

type Field = keyof Cost;

const spinner = new Spinner();
sendProgressTo((text) => {
  spinner.show(text);
});

await new Command("savings")
  .description("area, power and delay of approximate designs beside those of exact ones")
  .addOption(libertyOption())
  .addOption(clockOption().default(200))
  .addOption(timeLimitOption())
  .addOption(cacheOption())
  .addOption(noCacheOption())
  .addOption(markdownOption())
  .action(async (options: Options) => {
    const library = await loadLibrary(options.liberty);
    const { clock, timeLimit } = options;
    const conditions = {
      library,
      clock,
      timeLimit,
      timing: "opensta",
      operands: "normal",
      glitches: true,
      seed: 1,
      samples: 0,
      vectors: usualPowerVectors,
    } as const;
    const notebook = new Notebook(await cacheFrom(options));
    const synthesis = (design: Design) => notebook.measure(synthMeasure, design, conditions);
    const specs = [...new Set(pairs.flatMap(({ approximate, exact }) => [approximate, exact]))];
    const outcomes = await forEachDesign(
      "savings",
      specs.map((spec) => ({ spec })),
      async ({ spec }) => {
        const small = parseDesign(`${spec} objective=area`);
        const [area, delay, power] = [
          await synthesis(small),
          await synthesis(parseDesign(`${spec} objective=delay`)),
          library.normalised ? null : await notebook.measure(powerMeasure, small, conditions),
        ];
        return {
          design: spec,
          area: area.area_um2 ?? area.nand2_equivalents,
          delay: delayOf(delay),
          power: power === null ? null : power.power_uw - (power.glitch_uw ?? 0),
          glitching: power?.power_uw ?? null,
        };
      },
    );
    const { results, failures } = sortOutcomes(outcomes);
    const rows = pairs.flatMap((pair): Row[] => {
      const [approximate, exact] = [pair.approximate, pair.exact].map((spec) =>
        results.find(({ design }) => design === spec),
      );
      return approximate && exact ? [{ pair, approximate, exact }] : [];
    });
    process.stdout.write(`${tableFor(options.markdown)(columnsFor(library.normalised), rows)}\n`);
    for (const failure of failures) process.stderr.write(`savings: ${failure}\n`);
    if (failures.length > 0) process.exitCode = 2;
  })
  .parseAsync();

function delayOf({ delay_ns, delay_fo4 }: SynthesisResult): number | null {
  return delay_ns ?? delay_fo4;
}

function columnsFor(normalised: boolean): Column<Row>[] {
  const kinds: readonly (readonly [Field, string, number])[] = normalised
    ? [
        ["area", "area NAND2", 0],
        ["delay", "delay FO4", 1],
      ]
    : [
        ["area", "area µm²", 0],
        ["power", "power µW", 1],
        ["glitching", "with glitches µW", 1],
        ["delay", "delay ns", 3],
      ];
  return [
    { title: "approximate", align: "left", cell: ({ pair }) => pair.approximate },
    { title: "exact", align: "left", cell: ({ pair }) => pair.exact },
    ...kinds.flatMap(([field, title, decimals]): Column<Row>[] => [
      { title, align: "right", cell: ({ approximate }) => figure(approximate[field], decimals) },
      { title: "exact", align: "right", cell: ({ exact }) => figure(exact[field], decimals) },
      { title: "saved", align: "right", cell: saved(field) },
    ]),
  ];
}

/** `−72.9 % (−72.86 %)`: the figure here, then the paper's. */
function saved(field: Field): (row: Row) => string {
  const percent = (value: number, decimals: number): string =>
    `${figure(value, decimals)
      .replace("-", "−")
      .replace(/^(?=\d)/, "+")} %`;
  return ({ pair, approximate, exact }) => {
    const [own, other] = [approximate[field], exact[field]];
    const here = own === null || other === null ? "–" : percent(100 * (own / other - 1), 1);
    const paper = pair.paper?.[field === "glitching" ? "power" : field];
    return paper === undefined ? here : `${here} (${percent(paper, Number.isInteger(paper) ? 0 : 2)})`;
  };
}
