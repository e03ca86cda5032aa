import { basename } from "node:path";
import type { Design } from "../generators/design.js";
import { functionClass, isExact } from "../generators/function-class.js";
import { ownValues } from "../generators/make-design.js";
import type { Figure, Results, Row, Value } from "../report/results.js";
import type { Library } from "../liberty/library.js";
import { operandsName } from "../operands/recorded-operands.js";
import { digestOf } from "../tools/digest.js";
import { noteWritten } from "../tools/json-bytes.js";
import { version } from "../tools/version.js";
import { derivedFigures } from "./derived.js";
import { jobName, type Sweep } from "./jobs.js";
import type { Measure } from "./measure.js";

/** The outcome of one job: figures by field, what went wrong, or why the design cannot be measured. */
export type JobOutcome =
  | { readonly figures: Readonly<Record<string, Value>> }
  | { readonly failure: string }
  | { readonly obstacle: string };

/** The figures of a measure's result, by field. */
export const figuresOf = <Result extends object>(
  { figures }: Measure<Result>,
  result: Result,
): Record<string, Value> => Object.fromEntries(figures.map(({ field, value }) => [field, value(result)]));

/** Gives a design's Verilog to whoever reads it in the document. */
export interface VerilogSource {
  verilogOf(design: Design): string;
  /** The same as JSON in UTF-8, for who writes the document. */
  verilogJsonOf(design: Design): Uint8Array;
}

/**
 * The document of a sweep: a row for each design in each library.
 * @param outcomes the outcome of every job, by the job's name
 */
export function sweepResults(
  sweep: Sweep,
  outcomes: ReadonlyMap<string, JobOutcome>,
  source: VerilogSource,
): Results {
  const {
    vectors = null,
    seed,
    samples,
    timing,
    recipe = "reference",
    operands,
    glitches = false,
    clock,
  } = sweep.conditions;
  return {
    tapir: version,
    kind: "sweep",
    measures: sweep.measures.map(({ name }) => name),
    libraries: (usesLibrary(sweep) ? sweep.libraries : []).map(({ name, files, source, leftOut }) => ({
      name,
      files: [...files],
      sha256: digestOf(source),
      ...(leftOut.length > 0 && { dont_use: [...leftOut] }),
    })),
    conditions: {
      ...{
        vectors,
        seed,
        samples,
        timing,
        recipe,
        operands: operandsName(operands),
        glitches,
        clock_mhz: clock,
      },
      ...networkOf(sweep.conditions),
    },
    columns: sweep.measures.flatMap(({ name, figures }) => [
      ...figures.map((figure) => columnOf(figure, name)),
      ...derivedOf(sweep)
        .filter(({ behind }) => behind === name)
        .map((figure) => columnOf(figure, name)),
    ]),
    designs: sweep.designs.flatMap((design) =>
      sweep.libraries.map((library) => rowOf(sweep, design, library, outcomes, source)),
    ),
  };
}

/** What accuracy was measured on; nothing where it was not. */
function networkOf({ inference }: Sweep["conditions"]): Readonly<Record<string, Value>> {
  if (inference === undefined) return {};
  const { name, images, calibration, fold } = inference.task;
  return {
    network: basename(name),
    data: images.name,
    images: images.count,
    calibration: calibration.name,
    fold,
    acc: inference.acc ?? null,
  };
}

const usesLibrary = ({ measures }: Sweep): boolean => measures.some(({ ofLibrary }) => ofLibrary);

/** The figures that are made of what a sweep measures. */
const derivedOf = ({ measures }: Sweep) =>
  derivedFigures.filter((figure) =>
    figure.of.every((wanted) => measures.some(({ name }) => name === wanted)),
  );

const columnOf = (
  { field, title, unit, place, decimals, better, exact }: Omit<Figure, "measure">,
  measure: string,
): Figure => ({
  field,
  title,
  unit,
  measure,
  place,
  ...(decimals !== undefined && { decimals }),
  ...(better !== undefined && { better }),
  ...(exact !== undefined && { exact }),
});

function rowOf(
  sweep: Sweep,
  design: Design,
  library: Library,
  outcomes: ReadonlyMap<string, JobOutcome>,
  source: VerilogSource,
): Row {
  const figures: Record<string, Value> = {};
  const notApplicable: Record<string, string> = {};
  const failures: Record<string, string> = {};
  for (const measure of sweep.measures) {
    for (const { field } of measure.figures) figures[field] = null;
    const obstacle = measure.obstacle?.(design, library);
    if (obstacle !== undefined) {
      notApplicable[measure.name] = obstacle;
      continue;
    }
    const outcome = outcomes.get(jobName(sweep, measure, design, library));
    if (outcome === undefined) throw new RangeError(`${design.spec} has not been measured: ${measure.name}`);
    if ("obstacle" in outcome) notApplicable[measure.name] = outcome.obstacle;
    else if ("failure" in outcome) failures[measure.name] = outcome.failure;
    else Object.assign(figures, outcome.figures);
  }
  for (const { field, value } of derivedOf(sweep)) figures[field] = value(figures);
  const row: Row = {
    design: design.spec,
    operator: design.operator.name,
    class: functionClass(design),
    exact: isExact(design),
    parameters: ownValues(design),
    objective: design.objective,
    library: usesLibrary(sweep) ? library.name : null,
    command:
      design.foreign === undefined ? `tapir generate ${design.spec}` : `${design.spec}: a foreign module`,
    module: design.moduleName,
    // Most forms of a report do without it.
    get verilog() {
      return source.verilogOf(design);
    },
    figures,
    ...(Object.keys(notApplicable).length > 0 && { not_applicable: notApplicable }),
    ...(Object.keys(failures).length > 0 && { failures }),
  };
  return noteWritten(row, { verilog: () => source.verilogJsonOf(design) });
}
