import type { Design } from "../generators/design.js";
import { layerSum } from "../operands/layer-sum.js";
import { goldenResults, replayOf, replayWords } from "../operands/recorded.js";
import { refuseOtherFormats, type Trace, type TraceSum } from "../operands/trace-file.js";
import type { Level } from "../sim/level.js";
import type { Vectors } from "../sim/vectors/vectors.js";
import type { SynthesisResult } from "../synth/mapping/result.js";
import { RequestError } from "../tools/errors.js";
import { checkLevels, type Check, type CheckOptions, type FailedCheck } from "./verify-levels.js";

/** A recorded sum that the golden model does not confirm. */
interface Difference extends Pick<TraceSum, "image" | "channel" | "position"> {
  /** Its number in the file, from 0. */
  readonly sum: number;
  /** What the layer made of it, in the network's units. */
  readonly recorded: number;
  readonly golden: number;
  /** The design's last result, in hexadecimal. */
  readonly recorded_r: string;
  readonly golden_r: string;
}

/** How the sums of a trace came out. Plain data. */
interface TraceFindings {
  readonly trace: string;
  readonly network: string;
  readonly layer: string;
  readonly sums: number;
  /** Sums of which the file says something else than the golden model. */
  readonly differing: number;
  readonly first_differing: readonly Difference[];
}

export type TraceCheck = Check & { readonly recorded?: TraceFindings };

/** Levels at which vectors are run, so that recorded ones can be. */
const traceLevels = ["rtl", "gates"] as const satisfies readonly Level[];

/** Differences that are shown. */
const mostShown = 10;

/**
 * Runs a trace's sums on a design, at the levels asked for. Two comparisons make the verdict: every result of the RTL or netlist
 * with the golden model's, and the golden model's sums with those that were recorded.
 * @param path of the file, for messages
 * @throws {RequestError} the design takes other operands
 * @throws what `checkLevels` throws
 */
export async function checkTrace(
  design: Design,
  { trace, path }: { readonly trace: Trace; readonly path: string },
  levels: readonly Level[],
  synthesize: () => Promise<SynthesisResult>,
  options: CheckOptions,
  onProgress: (share: number) => void,
): Promise<(TraceCheck | FailedCheck)[]> {
  refuseOtherFormats(design, trace, path);
  const replay = replayOf(design, trace.sums);
  const words = replayWords(design, replay);
  const differences = differencesOf(design, trace, goldenResults(design, replay));
  const { network, layer, sums } = trace;
  const recorded: TraceFindings = {
    trace: path,
    network,
    layer,
    sums: sums.length,
    differing: differences.length,
    first_differing: differences.slice(0, mostShown),
  };
  const given = { ...options, given: recordedVectors(design, words) };
  const checks = await checkLevels(design, levels, synthesize, given, onProgress);
  return checks.map((check) => {
    if ("error" in check || !("mismatches" in check)) return check;
    return differences.length === 0 ? { ...check, recorded } : { ...check, verdict: "fail", recorded };
  });
}

/** @throws {RequestError} a level at which no vectors are run */
export function refuseOtherLevels(levels: readonly Level[]): void {
  const other = levels.find((level) => !traceLevels.some((each) => each === level));
  if (other !== undefined)
    throw new RequestError(
      `--trace runs recorded sums at the levels ${traceLevels.join(" and ")}, not at ${other}`,
    );
}

const recordedVectors = (design: Design, words: readonly bigint[]): Vectors => ({
  exhaustive: false,
  seed: null,
  count: words.length,
  sequence: design.machine !== null,
  word: (index) => words[index] ?? 0n,
});

function differencesOf(design: Design, trace: Trace, golden: readonly (readonly bigint[])[]): Difference[] {
  const unit = 2 ** (trace.scales.activations + trace.scales.weights);
  const isSameResult = design.ports.r?.format.name === trace.r;
  return trace.sums.flatMap((sum, index) => {
    const results = golden[index] ?? [];
    const value = layerSum(design, results, sum.bias, trace.acc ?? undefined) * unit;
    // A multiplier's products say nothing of a MAC unit's sum.
    const isComparable = isSameResult && results.length === sum.r.length;
    const agrees = !isComparable || results.every((r, step) => r === sum.r[step]);
    if (agrees && value === sum.value) return [];
    const { image, channel, position } = sum;
    return [
      {
        ...{ sum: index, image, channel, position },
        ...{ recorded: sum.value, golden: value },
        ...{ recorded_r: hex(sum.r), golden_r: hex(results) },
      },
    ];
  });
}

const hex = (patterns: readonly bigint[]): string => `0x${(patterns.at(-1) ?? 0n).toString(16)}`;
