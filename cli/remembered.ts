import type { Design } from "../generators/design.js";
import type { Conditions, Measure } from "../sweep/measure.js";
import { synthMeasure } from "../sweep/measures/synth.js";
import { Notebook, Unmeasurable } from "../sweep/notebook.js";
import { usualPowerVectors } from "../operands/distributions.js";
import type { SynthesisResult } from "../synth/mapping/result.js";
import { RequestError } from "../tools/errors.js";
import { cacheFrom, type CacheOptions } from "./cache.js";

/** Measures one design at a time, and nothing that an earlier run, a sweep too, has measured under the same conditions. */
export class Remembered {
  readonly #notebook: Notebook;
  readonly conditions: Conditions;

  private constructor(notebook: Notebook, conditions: Conditions) {
    this.#notebook = notebook;
    this.conditions = conditions;
  }

  /**
   * @param conditions leave out only those that no measure asked for depends on
   * @throws {RequestError} the cache that was asked for cannot be used
   */
  static async open(
    options: CacheOptions,
    conditions: Pick<Conditions, "library" | "timeLimit"> & Partial<Conditions>,
  ): Promise<Remembered> {
    return new Remembered(new Notebook(await cacheFrom(options)), {
      timing: "abc",
      operands: "uniform",
      clock: 100,
      vectors: usualPowerVectors,
      samples: 0,
      seed: 1,
      ...conditions,
    });
  }

  /** The same notebook under other conditions. */
  under(conditions: Partial<Conditions>): Remembered {
    return new Remembered(this.#notebook, { ...this.conditions, ...conditions });
  }

  /** @throws what the measure throws */
  measure<Result extends object>(measure: Measure<Result>, design: Design): Promise<Result> {
    return asked(this.#notebook.measure(measure, design, this.conditions));
  }

  /** @param make measures it, in place of the measure itself @throws what `make` throws */
  obtain<Result extends object>(
    measure: Measure<Result>,
    design: Design,
    make: () => Promise<Result>,
  ): Promise<Result> {
    return asked(this.#notebook.obtain(measure, design, this.conditions, make));
  }

  /** Whether a synthesis is in the cache. @throws what `Notebook.find` throws */
  async knows(design: Design): Promise<boolean> {
    return (await this.#notebook.find(synthMeasure, design, this.conditions)) !== undefined;
  }

  /** @throws what `synthesizeDesign` throws */
  readonly synthesize = (design: Design, timing = this.conditions.timing): Promise<SynthesisResult> =>
    asked(this.#notebook.measure(synthMeasure, design, { ...this.conditions, timing }));
}

/** Whoever asks for one design wants to know what is wrong with it. */
async function asked<Result>(result: Promise<Result>): Promise<Result> {
  try {
    return await result;
  } catch (error) {
    throw error instanceof Unmeasurable ? new RequestError(error.message) : error;
  }
}
