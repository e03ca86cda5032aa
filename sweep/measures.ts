import type { Design } from "../generators/design.js";
import type { Library } from "../liberty/library.js";
import { fpgaNames } from "../synth/fpga/targets.js";
import { asMeasure, type Measure } from "./measure.js";
import { accuracyMeasure } from "./measures/accuracy.js";
import { errorMeasure } from "./measures/error.js";
import { fpgaMeasure } from "./measures/fpga.js";
import { powerMeasure } from "./measures/power.js";
import { synthMeasure } from "./measures/synth.js";
import { verifyMeasure } from "./measures/verify.js";

/** Every measure, in the order of their columns. A new measure is a file in `measures/` and a line here. */
export const measures: readonly Measure[] = [
  asMeasure(verifyMeasure),
  asMeasure(errorMeasure),
  asMeasure(accuracyMeasure),
  asMeasure(synthMeasure),
  asMeasure(powerMeasure),
  ...fpgaNames.map((target) => asMeasure(fpgaMeasure(target))),
];

/** The measures of a sweep that names none: errors only where a design is approximate. */
export const usualMeasures = (designs: readonly Design[], libraries: readonly Library[]): Measure[] =>
  measures.filter(
    (measure) =>
      measure.usual === true &&
      designs.some((design) =>
        libraries.some((library) => measure.obstacle?.(design, library) === undefined),
      ),
  );
