import type { Design } from "../generators/design.js";
import { originOf } from "../generators/origin.js";
import { digestOf } from "../tools/digest.js";
import { jsonOf } from "../tools/json-bytes.js";
import { programDigest } from "../tools/program-digest.js";
import { version } from "../tools/version.js";
import type { Cache, Key } from "./cache.js";
import { headsOf } from "./heads.js";

/** What is kept of a design's Verilog. */
interface Kept {
  readonly sha256: string;
  readonly verilog: string;
}

/**
 * Designs' Verilog, kept between runs under what it is made of:
 *
 *     origin + digest of the generators ──► SHA-256 of the Verilog ──► key of a measurement ──► result
 *
 * To make the text takes most of the time of looking a result up. Another program that makes the same text still finds
 * the same results, as their keys have the text's digest alone.
 */
export class VerilogTexts {
  readonly #cache: Cache | null;
  readonly #digests = new WeakMap<Design, Promise<string>>();
  readonly #keys = new WeakMap<Design, Key | "none">();

  constructor(cache: Cache | null) {
    this.#cache = cache;
  }

  /** SHA-256 of a design's Verilog, in hexadecimal. @throws {RequestError} its stages are still to be found */
  digestOf(design: Design): Promise<string> {
    const known = this.#digests.get(design) ?? this.#keptOrNew(design);
    this.#digests.set(design, known);
    return known;
  }

  /** Reads at once what is kept of many designs. */
  async recall(designs: readonly Design[]): Promise<void> {
    if (this.#cache === null) return;
    const heads = await headsOf(
      this.#cache,
      designs.map((design) => this.#keyOf(design)),
    );
    for (const [index, design] of designs.entries()) {
      const kept = heads[index] as Kept | undefined;
      if (kept !== undefined) this.#digests.set(design, Promise.resolve(kept.sha256));
    }
  }

  /** A design's Verilog. @throws as `digestOf` */
  textOf(design: Design): string {
    const key = this.#keyOf(design);
    const kept = key && (this.#cache?.get(key) as Kept | undefined);
    return kept?.verilog ?? design.verilog();
  }

  /** A design's Verilog as JSON in UTF-8. @throws as `digestOf` */
  jsonOf(design: Design): Uint8Array {
    const key = this.#keyOf(design);
    return (key && this.#cache?.jsonOf(key, "verilog")) ?? jsonOf(design.verilog());
  }

  async #keptOrNew(design: Design): Promise<string> {
    const key = this.#keyOf(design);
    const kept = key && (this.#cache?.head(key) as Kept | undefined);
    if (kept !== undefined) return kept.sha256;
    const verilog = design.verilog();
    const sha256 = digestOf(verilog);
    if (key !== undefined) await this.#cache?.put(key, { sha256, verilog } satisfies Kept);
    return sha256;
  }

  #keyOf(design: Design): Key | undefined {
    const key = this.#keys.get(design) ?? keyOf(design) ?? "none";
    this.#keys.set(design, key);
    return key === "none" ? undefined : key;
  }
}

function keyOf(design: Design): Key | undefined {
  const origin = originOf(design);
  return origin === undefined
    ? undefined
    : { kept: "verilog", tapir: version, program: programDigest("verilog"), origin };
}
