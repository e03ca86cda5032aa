import type { Design } from "../generators/design.js";
import { digestOf } from "../tools/digest.js";
import type { Distribution } from "./distributions.js";
import { replayOf, replayWords } from "./recorded.js";
import { refuseOtherFormats, type RecordedFactors } from "./trace-file.js";

/** Operands that a layer of a network was fed, in the order of its sums. */
export interface RecordedOperands {
  /** For a person: `trace:sums.jsonl`. */
  readonly name: string;
  readonly trace: RecordedFactors;
}

/** What a design is fed while its switching is counted. */
export type OperandSource = Distribution | RecordedOperands;

/** As results name it. */
export const operandsName = (source: OperandSource): string =>
  typeof source === "string" ? source : source.name;

const digests = new WeakMap<RecordedOperands, string>();

/** What decides a result, for a cache's key: a distribution's name, or the patterns of a trace. */
export function operandsKey(source: OperandSource): string {
  if (typeof source === "string") return source;
  const known =
    digests.get(source) ?? digestOf(JSON.stringify(source.trace.sums.map(({ x, y }) => [hex(x), hex(y)])));
  digests.set(source, known);
  return known;
}

const hex = (patterns: readonly bigint[]): string =>
  patterns.map((pattern) => pattern.toString(16)).join(" ");

/**
 * Inputs words of a design, one a clock cycle, as its sums are computed one after the other: see `replayOf`.
 * @param most cycles; fewer where the trace has no more
 * @throws {RequestError} the design takes factors of other formats than the trace has, or none
 */
export function recordedCycles(design: Design, { name, trace }: RecordedOperands, most: number): bigint[] {
  refuseOtherFormats(design, trace, name);
  return replayWords(design, replayOf(design, trace.sums)).slice(0, most);
}
