import type { Design } from "../generators/design.js";
import { digestOf } from "../tools/digest.js";
import { RequestError } from "../tools/errors.js";
import { version } from "../tools/version.js";
import type { Cache, Key } from "./cache.js";
import type { Conditions, Measure, Recall } from "./measure.js";

/** The request was right and yet one design cannot be measured, which does not keep others from being so. */
export class Unmeasurable extends Error {
  override readonly name = "Unmeasurable";
}

/** What has been measured: in this run and, with a cache, in earlier ones. Nothing is measured twice. */
export class Notebook {
  readonly #pages = new Map<string, Promise<object>>();
  readonly #cache: Cache | null;

  /** @param cache null: nothing is kept from one run to the next */
  constructor(cache: Cache | null) {
    this.#cache = cache;
  }

  /**
   * A result that is in the cache; undefined where there is none.
   * @throws {ToolError} a tool is missing, whose version a result depends on
   * @throws {RequestError} the cache cannot be read
   */
  async find<Result extends object>(
    measure: Measure<Result>,
    design: Design,
    conditions: Conditions,
  ): Promise<Result | undefined> {
    if (this.#cache === null) return undefined;
    return this.#cache.get(await keyOf(measure, design, conditions)) as Result | undefined;
  }

  /**
   * A result, remembered or measured now.
   * @throws {Unmeasurable} the design cannot be measured
   * @throws {ToolError} a tool is missing, fails, takes too long or was interrupted
   * @throws {RequestError} the cache cannot be read or written
   */
  measure<Result extends object>(
    measure: Measure<Result>,
    design: Design,
    conditions: Conditions,
  ): Promise<Result> {
    const recall: Recall = (other) => this.measure(other, design, conditions);
    return this.obtain(measure, design, conditions, () => measure.run(design, conditions, recall));
  }

  /**
   * The same where the measurement is made in another way, that gives the same result: one that shows its progress.
   * @throws as `measure`
   */
  async obtain<Result extends object>(
    measure: Measure<Result>,
    design: Design,
    conditions: Conditions,
    make: () => Promise<Result>,
  ): Promise<Result> {
    const key = await keyOf(measure, design, conditions);
    const page = JSON.stringify(key);
    let result = this.#pages.get(page) as Promise<Result> | undefined;
    if (result === undefined) {
      result = this.#rememberedOrNew(key, measure, make);
      this.#pages.set(page, result);
    }
    try {
      return await result;
    } finally {
      // Netlists are large; what is in the cache need not be in memory.
      if (this.#cache !== null) this.#pages.delete(page);
    }
  }

  async #rememberedOrNew<Result extends object>(
    key: Key,
    measure: Measure<Result>,
    make: () => Promise<Result>,
  ): Promise<Result> {
    const remembered = this.#cache?.get(key);
    if (remembered !== undefined) return remembered as Result;
    const result = await make().catch((error: unknown) => {
      throw error instanceof RequestError ? new Unmeasurable(error.message) : error;
    });
    if (measure.keeps?.(result) ?? true) await this.#cache?.put(key, result);
    return result;
  }
}

async function keyOf<Result extends object>(
  measure: Measure<Result>,
  design: Design,
  conditions: Conditions,
): Promise<Key> {
  return {
    measure: measure.name,
    measure_version: measure.version,
    tapir: version,
    design: design.spec,
    verilog: digestOf(design.verilog()),
    ...(await measure.fingerprint(design, conditions)),
  };
}
