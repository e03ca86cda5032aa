import type { Design } from "../generators/design.js";
import type { Figure } from "../report/results.js";
import type { Distribution } from "../operands/distributions.js";
import type { Library } from "../liberty/library.js";
import type { RecipeKind } from "../synth/mapping/recipes.js";
import type { Timing } from "../synth/mapping/timings.js";
import type { Key } from "./cache.js";

/** What a design is measured with. */
export interface Conditions {
  readonly library: Library;
  /** Random vectors where there are too many to try all; undefined: the usual number. */
  readonly vectors?: number | undefined;
  /** Seed of random vectors and operands. */
  readonly seed: number;
  /** Random operands that errors are measured on. */
  readonly samples: number;
  readonly timing: Timing;
  /** How hard synthesis tries; undefined: `reference`. */
  readonly recipe?: RecipeKind | undefined;
  /** The longest delay that synthesis may leave, in ns, for the least area; undefined: as the objective says. */
  readonly maxDelay?: number | undefined;
  /** What operands are drawn from whose switching is counted. */
  readonly operands: Distribution;
  /** Whether glitches are counted too; undefined: no. */
  readonly glitches?: boolean | undefined;
  /** MHz that designs run at, for their power. */
  readonly clock: number;
  /** Seconds that each run of a tool may take. */
  readonly timeLimit: number;
}

/** The result of another measure for the same design and conditions, measured or remembered. */
export type Recall = <Result extends object>(measure: Measure<Result>) => Promise<Result>;

/** A figure of a measure's result, and how to read it there. */
export interface MeasuredFigure<Result extends object> extends Omit<Figure, "measure"> {
  readonly value: (result: Result) => string | number | boolean | null;
}

/** A measure is data: options, cache, tables and plots follow from this object. Results are plain data. */
export interface Measure<Result extends object = object> {
  /** As it is asked for: `synth`. */
  readonly name: string;
  /** One line for help. */
  readonly summary: string;
  /** Raised whenever other results come out: those that are kept no longer count. */
  readonly version: number;
  /** Whether its results are of a design in a cell library; else they are the same in every library. */
  readonly ofLibrary: boolean;
  /** In the order in which tables show them. Field names carry units and differ between measures. */
  readonly figures: readonly MeasuredFigure<Result>[];
  /** Where its tool is missing it says nothing of any design, and the other measures go on. */
  readonly optional?: true;
  /** Why it says nothing of a design; undefined where it does. */
  obstacle?(design: Design, library: Library): string | undefined;
  /**
   * All that decides a result beside the design, its Verilog and this program's version: options, digests of what is
   * read, versions of the tools.
   * @throws {ToolError} a tool is missing
   */
  fingerprint(design: Design, conditions: Conditions): Promise<Key>;
  /** @throws {ToolError} a tool is missing, fails or takes too long */
  run(design: Design, conditions: Conditions, recall: Recall): Promise<Result>;
  /** Whether a result would come out again on another day: else it is not kept. Default: yes. */
  keeps?(result: Result): boolean;
}

/** Checks a measure against its own result type, then forgets it. */
export const asMeasure = <Result extends object>(measure: Measure<Result>): Measure =>
  measure as unknown as Measure;
