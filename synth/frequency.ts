import type { Design } from "../generators/design.js";
import { makeDesign, writtenValues } from "../generators/make-design.js";
import { stepGraph } from "../generators/pipeline/graph.js";
import { isOpen } from "../generators/pipeline/pipeline.js";
import { latest } from "../generators/pipeline/schedule.js";
import { RequestError } from "../tools/errors.js";
import type { Library } from "../liberty/library.js";
import { installHint } from "../tools/tool.js";
import { synthesizeForFpga } from "./fpga/synthesize.js";
import { targetOf, type FpgaName } from "./fpga/targets.js";
import { requireTime } from "./mapping/delay-target.js";
import type { RecipeKind } from "./mapping/recipes.js";
import type { SynthesisResult } from "./mapping/result.js";
import { synthesizeDesign } from "./synthesize-design.js";

export interface FrequencyOptions {
  readonly library: Library;
  /** Seconds that each run of a tool may take. */
  readonly timeLimit: number;
  readonly recipe?: RecipeKind;
  /** Synthesises a design, timed by OpenSTA. Default: a new synthesis each time. */
  readonly synthesize?: (design: Design, timing: "opensta") => Promise<SynthesisResult>;
  /** Called with the design that meets its frequency, and with all that was tried for it. */
  readonly onMet?: (design: Design, tries: Tries) => void;
}

/** Numbers of stages that were tried, and the shortest clock period of each, in ns. */
export type Tries = ReadonlyMap<number, number>;

/** More stages than this are not tried. */
const mostStages = 32;

/** A register's own delay plus its setup time, in FO4. The first guess needs no better figure. */
const registerTime = 5;

/**
 * Finds the fewest stages with which a design reaches the frequency it asks for. OpenSTA measures the mapped netlist; nextpnr, of a design for an FPGA.
 * The search starts from an estimate and synthesises the design once for each number of stages it tries.
 * A design that asks for no frequency, or whose number of stages is given, is returned as it is.
 * @throws {RequestError} the frequency is out of reach; the message has the best that was reached
 * @throws {RequestError} the library has no ns
 * @throws {ToolError} Yosys or OpenSTA is missing, fails or takes too long
 */
export async function meetFrequency(design: Design, options: FrequencyOptions): Promise<Design> {
  const { frequency = 0 } = design.pipeline;
  if (!isOpen(design.pipeline)) return design;
  const { fo4_ns, periodOf } = clockOn(design, options);
  const wanted = 1000 / frequency;
  const tries = new Map<number, number>();
  const meets = async (stages: number): Promise<boolean> => {
    // Without the frequency, so that a design that asks for another one can reuse this synthesis.
    const period_ns = await periodOf(withStages(design, stages, {}));
    tries.set(stages, period_ns);
    return period_ns <= wanted;
  };
  const met = (stages: number): Design => {
    const found = withStages(design, stages, { frequency: String(frequency) });
    options.onMet?.(found, tries);
    return found;
  };

  const logic = latest(stepGraph(design.core.module())) * fo4_ns;
  const room = Math.max(wanted - registerTime * fo4_ns, wanted / 4);
  let stages = Math.min(Math.max(Math.ceil(logic / room), 1), mostStages);
  if (await meets(stages)) {
    while (stages > 1 && (await meets(stages - 1))) stages--;
    return met(stages);
  }
  const guessed = stages;
  for (let futile = 0; futile < 3 && stages < mostStages;) {
    const before = Math.min(...tries.values());
    if (await meets(++stages)) return met(stages);
    futile = Math.min(...tries.values()) < before * 0.99 ? 0 : futile + 1;
  }
  // More stages are not always faster.
  if (guessed > 1 && (await meets(guessed - 1))) return met(guessed - 1);
  throw outOfReach(design, tries, options.recipe);
}

/** How a design's clock is measured. */
interface Clock {
  /** For the first guess. */
  readonly fo4_ns: number;
  readonly periodOf: (design: Design) => Promise<number>;
}

/** What a level of a look-up table and its wires takes in an FPGA, roughly, over the FO4 that it is estimated with. */
const fpgaFo4_ns = 0.25;

/** In cells by OpenSTA; on an FPGA by nextpnr. @throws {RequestError} the library has no ns */
function clockOn(design: Design, options: FrequencyOptions): Clock {
  const { library, timeLimit } = options;
  const target = design.target?.target ?? "asic";
  if (target !== "asic")
    return { fo4_ns: fpgaFo4_ns, periodOf: (candidate) => routedPeriod(candidate, target, timeLimit) };
  const synthesize =
    options.synthesize ?? ((candidate, timing) => synthesizeDesign(candidate, { ...options, timing }));
  return {
    fo4_ns: requireTime(library, design.spec),
    periodOf: async (candidate) => (await synthesize(candidate, "opensta")).min_period_ns ?? Infinity,
  };
}

/** @throws {RequestError} nextpnr is missing, or lacks the family; the design is too large */
async function routedPeriod(design: Design, target: FpgaName, timeLimit: number): Promise<number> {
  const { delay_ns, no_timing } = await synthesizeForFpga(design, { target, timeLimit });
  if (delay_ns !== null) return delay_ns;
  const { nextpnr } = targetOf(target);
  const hint = nextpnr === undefined ? "" : installHint(nextpnr.tool);
  throw new RequestError(
    `${design.spec}: stages that reach a frequency are found by nextpnr, and there is no delay: ${no_timing}. Give stages=${hint === "" ? "" : `, or install it (${hint})`}`,
    "frequency",
  );
}

/** @param frequency as the spec writes it; empty for a design that asks for none */
function withStages(design: Design, stages: number, frequency: Readonly<Record<string, string>>): Design {
  const values = Object.entries(writtenValues(design)).filter(([name]) => name !== "frequency");
  return makeDesign(design.operator, { ...Object.fromEntries(values), stages: String(stages), ...frequency });
}

function outOfReach(
  { spec, objective, pipeline }: Design,
  tries: Tries,
  recipe: RecipeKind | undefined,
): RequestError {
  const [stages, period] = [...tries].reduce((best, each) => (each[1] < best[1] ? each : best));
  const advice = [
    ...(objective === "delay" ? [] : ["objective=delay"]),
    ...(recipe === "retimed" ? [] : ["--recipe retimed"]),
  ];
  const remedy = advice.length === 0 ? "" : `; ${advice.join(" and ")} may reach more`;
  return new RequestError(
    `${spec}: ${pipeline.frequency} MHz is out of reach; the best of ${tries.size} numbers of stages tried was ${(1000 / period).toFixed(0)} MHz, with ${stages}${remedy}`,
  );
}
