import type { Design } from "../generators/design.js";
import type { Figure } from "../report/results.js";
import type { OperandSource } from "../operands/recorded-operands.js";
import type { Accumulator } from "../nn/kernels/index.js";
import type { Task } from "../nn/task.js";
import type { Library } from "../liberty/library.js";
import type { RecipeKind } from "../synth/mapping/recipes.js";
import type { Timing } from "../synth/mapping/timings.js";
import type { Key } from "./cache.js";

/** A network to be run on designs, for accuracy. */
export interface Inference {
  readonly task: Task;
  /** How the sums of a multiplier are kept. Undefined: as is usual for its numbers. */
  readonly acc?: Accumulator | undefined;
}

/** The conditions that a design is measured under. */
export interface Conditions {
  readonly library: Library;
  /** Number of random vectors where not all can be tried. Undefined: the usual number. */
  readonly vectors?: number | undefined;
  /** Seed of random vectors and operands. */
  readonly seed: number;
  /** Number of random operands for the errors. */
  readonly samples: number;
  readonly timing: Timing;
  /** How hard synthesis tries. Undefined: `reference`. */
  readonly recipe?: RecipeKind | undefined;
  /** The longest delay, in ns, under which synthesis seeks the least area. Undefined: the objective decides. */
  readonly maxDelay?: number | undefined;
  /** The operands whose switching is counted, for power. */
  readonly operands: OperandSource;
  /** Whether to count glitches too. Undefined: no. */
  readonly glitches?: boolean | undefined;
  /** Clock frequency in MHz, for power. */
  readonly clock: number;
  /** Undefined where accuracy is not measured. */
  readonly inference?: Inference | undefined;
  /** The limit for each run of a tool, in seconds. */
  readonly timeLimit: number;
}

/** Gets another measure's result for the same design and conditions. It is measured only if not yet known. */
export type Recall = <Result extends object>(measure: Measure<Result>) => Promise<Result>;

/** A figure of a measure's result, and how to read it there: it may find null in place of long fields. */
export interface MeasuredFigure<Result extends object> extends Omit<Figure, "measure"> {
  readonly value: (result: Result) => string | number | boolean | null;
}

/** A measure is data: options, cache, tables and plots follow from this object. Results are plain data. */
export interface Measure<Result extends object = object> {
  /** The name on the command line: `synth`. */
  readonly name: string;
  /** One line for help. */
  readonly summary: string;
  /** Increased whenever the same measurement gives other results. Results cached before then no longer count. */
  readonly version: number;
  /** Whether results depend on the cell library. */
  readonly ofLibrary: boolean;
  /** Whether a sweep that names no measures has this one, where it applies to a design. */
  readonly usual?: true;
  /** In the order of the tables' columns. Field names carry units and are unique among all measures. */
  readonly figures: readonly MeasuredFigure<Result>[];
  /** If its tool is missing, this measure has no figures and the other measures still run. */
  readonly optional?: true;
  /** Why the measure does not apply to a design. Undefined where it applies. */
  obstacle?(design: Design, library: Library): string | undefined;
  /**
   * The part of the cache key that the measure adds: options, digests of what is read, versions of the tools. The
   * design, its Verilog and this program's version are in the key already.
   * @throws {ToolError} a tool is missing
   */
  fingerprint(design: Design, conditions: Conditions): Promise<Key>;
  /** @throws {ToolError} a tool is missing, fails or takes too long */
  run(design: Design, conditions: Conditions, recall: Recall): Promise<Result>;
  /** Whether a result is reproducible. If not, it is not cached. Default: yes. */
  keeps?(result: Result): boolean;
}

/** Checks a measure against its own result type, then erases that type: lists hold measures of many types. */
export const asMeasure = <Result extends object>(measure: Measure<Result>): Measure =>
  measure as unknown as Measure;
