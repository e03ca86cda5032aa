import pLimit from "p-limit";
import type { Design } from "../generators/design.js";
import { digestOf } from "../tools/digest.js";
import { RequestError } from "../tools/errors.js";
import { version } from "../tools/version.js";
import type { Cache, Key } from "./cache.js";
import { headsOf } from "./heads.js";
import type { Job } from "./jobs.js";
import type { Conditions, Measure, Recall } from "./measure.js";
import type { VerilogSource } from "./results.js";
import { VerilogTexts } from "./verilog-texts.js";

/** The request is valid, but this one design cannot be measured. The other designs still are. */
export class Unmeasurable extends Error {
  override readonly name = "Unmeasurable";
}

/** Some ask a tool for its version. */
const keysAtATime = 16;

/** Results of this run and, with a cache, of earlier ones. Nothing is measured twice. */
export class Notebook implements VerilogSource {
  readonly #pages = new Map<string, Promise<object>>();
  readonly #cache: Cache | null;
  readonly #texts: VerilogTexts;

  /** @param cache null: nothing is kept from one run to the next */
  constructor(cache: Cache | null) {
    this.#cache = cache;
    this.#texts = new VerilogTexts(cache);
  }

  /**
   * The result in the cache, with null in place of long fields; undefined if there is none.
   * @throws {ToolError} a tool is missing, and its version is part of the key
   */
  async find<Result extends object>(
    measure: Measure<Result>,
    design: Design,
    conditions: Conditions,
  ): Promise<object | undefined> {
    return this.#cache?.head(await this.#keyOf(measure, design, conditions));
  }

  /**
   * As `find`, of many measurements at once.
   * @param isDispensable whether a measurement may do without its tool, which is missing: it has no result then
   * @throws as `find`
   */
  async findAll(
    wanted: readonly Pick<Job, "measure" | "design" | "conditions">[],
    isDispensable: (measure: Measure, error: unknown) => boolean,
  ): Promise<(object | undefined)[]> {
    if (this.#cache === null) return wanted.map(() => undefined);
    await this.#texts.recall([...new Set(wanted.map(({ design }) => design))]);
    const keys = await pLimit(keysAtATime).map(wanted, ({ measure, design, conditions }) =>
      this.#keyOf(measure, design, conditions).catch((error: unknown) => {
        if (isDispensable(measure, error)) return undefined;
        throw error;
      }),
    );
    return headsOf(this.#cache, keys);
  }

  /** A design's Verilog, which is made only if an earlier run has not kept it. */
  verilogOf(design: Design): string {
    return this.#texts.textOf(design);
  }

  /** The same as JSON in UTF-8. */
  verilogJsonOf(design: Design): Uint8Array {
    return this.#texts.jsonOf(design);
  }

  async #keyOf<Result extends object>(
    measure: Measure<Result>,
    design: Design,
    conditions: Conditions,
  ): Promise<Key> {
    return keyOf(measure, design, conditions, await this.#texts.digestOf(design));
  }

  /**
   * The known result, or else a new measurement.
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
   * As `measure`, but a new measurement is made by `make`. It must give the same result: one that shows its progress,
   * for example.
   * @throws as `measure`
   */
  async obtain<Result extends object>(
    measure: Measure<Result>,
    design: Design,
    conditions: Conditions,
    make: () => Promise<Result>,
  ): Promise<Result> {
    const key = await this.#keyOf(measure, design, conditions);
    const page = JSON.stringify(key);
    let result = this.#pages.get(page) as Promise<Result> | undefined;
    if (result === undefined) {
      result = this.#rememberedOrNew(key, measure, make);
      this.#pages.set(page, result);
    }
    try {
      return await result;
    } finally {
      // Netlists are large. What is in the cache need not stay in memory.
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

/**
 * All that a measurement's result depends on.
 * @param verilog the digest of the design's Verilog
 * @throws {ToolError} a tool is missing, and its version is part of it
 */
export async function keyOf<Result extends object>(
  measure: Measure<Result>,
  design: Design,
  conditions: Conditions,
  verilog = digestOf(design.verilog()),
): Promise<Key> {
  return {
    measure: measure.name,
    measure_version: measure.version,
    tapir: version,
    design: design.spec,
    verilog,
    ...(await measure.fingerprint(design, conditions)),
  };
}
