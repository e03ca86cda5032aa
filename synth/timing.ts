import type { Design } from "../generators/design.js";
import { RequestError } from "../tools/errors.js";
import type { CriticalPath } from "./sta/critical-path.js";
import type { Library } from "../liberty/library.js";
import { openStaVersion } from "./sta/opensta.js";
import type { SynthesisResult } from "./mapping/result.js";

/** A design's speed and its critical path, as plain data. Null in units that the library does not have. */
export interface TimingResult {
  /** The design's spec. */
  readonly design: string;
  readonly module: string;
  readonly library: string;
  /** `Yosys 0.23 (native)` */
  readonly yosys: string;
  /** `OpenSTA 2.0.17` */
  readonly tool: string;
  /** The frequency to be reached; null if none is asked for. */
  readonly clock_mhz: number | null;
  /** From the clock's edge to the end of the path. */
  readonly delay_ns: number | null;
  readonly delay_fo4: number | null;
  /** The delay plus the setup time of a register at the end of the path. */
  readonly min_period_ns: number | null;
  readonly min_period_fo4: number | null;
  readonly max_frequency_mhz: number | null;
  /** The asked period minus the shortest one; null without a frequency to be reached, or without ns. */
  readonly slack_ns: number | null;
  readonly meets_clock: boolean | null;
  readonly path: CriticalPath;
}

/**
 * What limits the clock of a design.
 * @param synthesis of the design, timed by OpenSTA
 * @param asked MHz to be reached; default: the frequency in the design's spec, if it has one
 * @throws {ToolError} OpenSTA is missing
 */
export async function timingOf(
  design: Design,
  synthesis: SynthesisResult,
  asked?: number,
): Promise<TimingResult> {
  const { timing: path, delay_ns, delay_fo4 } = synthesis;
  if (path === null) throw new RangeError(`OpenSTA has not been asked about ${design.spec}`);
  const min_period_ns = sum(delay_ns, path.setup_ns);
  const clock = asked ?? design.pipeline.frequency ?? null;
  const slack_ns = clock === null || min_period_ns === null ? null : rounded(1000 / clock - min_period_ns);
  return {
    design: design.spec,
    module: synthesis.module,
    library: synthesis.library.name,
    yosys: synthesis.yosys,
    tool: await openStaVersion(),
    clock_mhz: clock,
    delay_ns,
    delay_fo4,
    min_period_ns,
    min_period_fo4: sum(delay_fo4, path.setup_fo4),
    max_frequency_mhz: min_period_ns === null ? null : rounded(1000 / min_period_ns),
    slack_ns,
    meets_clock: slack_ns === null ? null : slack_ns >= 0,
    path,
  };
}

/** @throws {RequestError} a clock is given, but the library has no ns */
export function checkClock(library: Library, clock: number | undefined): void {
  if (clock !== undefined && library.normalised)
    throw new RequestError(
      `the ${library.name} library knows no ns, and so no ${clock} MHz; name one that does with --liberty FILE`,
    );
}

const sum = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : rounded(a + b);

const rounded = (value: number): number => Number(value.toFixed(6));
