import { sortOutcomes } from "../../library/outcomes.js";
import { forEachDesign } from "../../cli/work.js";
import type { Design } from "../../generators/design.js";
import { parseDesign } from "../../generators/request.js";
import type { Library } from "../../liberty/library.js";
import { usualPowerVectors } from "../../operands/distributions.js";
import type { Conditions } from "../../sweep/measure.js";
import { powerMeasure } from "../../sweep/measures/power.js";
import { synthMeasure } from "../../sweep/measures/synth.js";
import type { Notebook } from "../../sweep/notebook.js";
import type { SynthesisResult } from "../../synth/mapping/result.js";
import { pairs, type Pair } from "./pairs.js";

/**
 * What a design costs: area and power with `objective=area`, delay with `objective=delay`. In a library without units areas are in
 * NAND2, delays in FO4, and there is no power. Else they are in µm², ns and µW. Null, too, is what was not asked for.
 */
interface Cost {
  readonly area: number | null;
  readonly power: number | null;
  /** Power with glitches. */
  readonly glitching: number | null;
  readonly delay: number | null;
}

export type Field = keyof Cost;
export const fields = ["area", "glitching", "power", "delay"] as const satisfies readonly Field[];

/** A pair's two costs in a library. */
export interface Row {
  readonly pair: Pair;
  readonly approximate: Cost;
  readonly exact: Cost;
}

export interface Measuring {
  readonly notebook: Notebook;
  /** MHz. */
  readonly clock: number;
  /** Seconds. */
  readonly timeLimit: number;
  /** The only cost that is asked for: power takes many times as long as the others. Undefined: all. */
  readonly of?: Field | undefined;
}

/** All pairs in a library, but for those of which a design failed; and what failed. */
export async function costsIn(library: Library, { notebook, clock, timeLimit, of }: Measuring) {
  const isWanted = (field: Field): boolean => of === undefined || of === field;
  const conditions: Conditions = {
    ...{ library, clock, timeLimit, vectors: usualPowerVectors, seed: 1, samples: 0 },
    timing: "opensta",
    operands: "normal",
    glitches: true,
  };
  const synthesis = (design: Design) => notebook.measure(synthMeasure, design, conditions);
  const specs = [...new Set(pairs.flatMap(({ approximate, exact }) => [approximate, exact]))];
  const outcomes = await forEachDesign(
    `savings, ${library.name}`,
    specs.map((spec) => ({ spec })),
    async ({ spec }) => {
      const small = parseDesign(`${spec} objective=area`);
      const area = isWanted("area") ? await synthesis(small) : null;
      const delay = isWanted("delay") ? await synthesis(parseDesign(`${spec} objective=delay`)) : null;
      const isPowerWanted = !library.normalised && (isWanted("power") || isWanted("glitching"));
      const power = isPowerWanted ? await notebook.measure(powerMeasure, small, conditions) : null;
      return {
        design: spec,
        area: area && (area.area_um2 ?? area.nand2_equivalents),
        delay: delay && delayOf(delay),
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
  return { library, rows, failures };
}

function delayOf({ delay_ns, delay_fo4 }: SynthesisResult): number | null {
  return delay_ns ?? delay_fo4;
}
