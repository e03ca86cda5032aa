import { errorStatisticsInThread } from "../error-metrics/thread.js";
import type { Design } from "../generators/design.js";
import type { Library } from "../liberty/library.js";
import { sortOutcomes, type Failed } from "../library/outcomes.js";
import { areaChart, type OtherBars } from "../report/charts/area-bars.js";
import { figure } from "../report/numbers.js";
import { partAreas } from "../synth/part-areas.js";
import { costColumns, madeBy } from "../synth/mapping/cost.js";
import type { SynthesisResult } from "../synth/mapping/result.js";
import type { Referred } from "./comparison.js";

/** Operands that a mean error is measured on where they are not all tried. */
const samples = 50_000;

/** Areas of a comparison as stacked bars, and what each design saves at what error. */
export async function areasOf(
  designs: readonly Design[],
  outcomes: readonly (Referred | Failed)[],
  library: Library,
): Promise<string> {
  const { results } = sortOutcomes(outcomes);
  const unit = library.normalised ? "NAND2" : "µm²";
  const bars = [];
  for (const { design: spec, synthesis, reference } of results) {
    const design = designs.find((each) => each.spec === spec);
    if (design === undefined) continue;
    const areas = partAreas(design, synthesis, library);
    const scale = library.normalised ? 1 / library.nand2.area : 1;
    const parts = Object.fromEntries(Object.entries(areas).map(([part, area]) => [part, area * scale]));
    bars.push({ design: spec, parts, note: await noteOf(design, synthesis, reference?.synthesis) });
  }
  const [first] = results;
  const about = "A cell is of the section whose signal it makes, or helps to make.";
  return areaChart(
    unit,
    first === undefined ? [about] : [madeBy(first.synthesis), about],
    bars,
    othersOf(results.map(({ synthesis }) => synthesis)),
  );
}

/** Delay and product of both, in the units in which the areas are; nothing where the library knows no delays. */
function othersOf(results: readonly SynthesisResult[]): OtherBars[] {
  return costColumns(results)
    .filter(
      ({ field }) =>
        field === "delay_ns" || field.startsWith("area_delay_product") || isOnlyDelay(field, results),
    )
    .map(({ title, decimals, value }) => ({
      title: title.replace(/^delay/, "Delay,").replace(/^ADP/, "Area × delay,"),
      decimals,
      bars: results.map((result) => ({ design: result.design, value: value(result) ?? 0 })),
    }));
}

/** FO4 stands for ns where there are none. */
const isOnlyDelay = (field: string, results: readonly SynthesisResult[]): boolean =>
  field === "delay_fo4" && results.every(({ delay_ns }) => delay_ns === null);

type Areas = Pick<Referred["synthesis"], "nand2_equivalents">;

/** `50.6 % saved, mean relative error 3.79 %` */
async function noteOf(design: Design, own: Areas, reference: Areas | undefined): Promise<string> {
  const saved =
    reference === undefined || reference === own
      ? []
      : [`${figure(100 * (1 - own.nand2_equivalents / reference.nand2_equivalents), 1)} % saved`];
  if (design.operator.exact?.(design.core.parameters) === undefined) return saved.join("");
  const { mred_percent } = await errorStatisticsInThread(design.core, { samples });
  return [...saved, `mean relative error ${figure(mred_percent, 2)} %`].join(", ");
}
