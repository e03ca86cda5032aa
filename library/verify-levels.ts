import pLimit from "p-limit";
import type { Design } from "../generators/design.js";
import {
  exhaustiveObstacle,
  verifyExhaustively,
  type ExhaustiveResult,
} from "../sim/exhaustive/verify-exhaustively.js";
import { vectorsFor, type Vectors } from "../sim/vectors/vectors.js";
import { verifyRtl, type VerifyResult } from "../sim/icarus/verify.js";
import type { FormalResult } from "../formal/result.js";
import { verifyFormally } from "../formal/verify-formal.js";
import type { Library } from "../liberty/library.js";
import { OpenedNetlist } from "../circuit/opened-netlist.js";
import type { SynthesisResult } from "../synth/mapping/result.js";
import { verifyGates, type GatesResult } from "../sim/gates/verify-gates.js";
import { RequestError } from "../tools/errors.js";
import { once } from "../tools/once.js";
import { ToolError } from "../tools/tool.js";
import type { Level } from "../sim/level.js";
import type { Failed } from "./outcomes.js";
import { isOfThisDesign } from "../tools/tool.js";

export interface CheckOptions {
  readonly vectors?: number;
  readonly seed: number;
  /** Seconds for each run of a tool. */
  readonly timeLimit: number;
  /** Seconds for the proof of one claim. */
  readonly proofTime: number;
  readonly vcdFolder: string;
  readonly library: Library;
  /** Vectors to run in place of those that are found for the design. */
  readonly given?: Vectors;
}

/** A level that does not apply to a design of this kind. */
interface NotApplicable {
  readonly design: string;
  readonly level: Level;
  readonly verdict: "not applicable";
  readonly failure: { readonly kind: "not applicable"; readonly message: string };
}

/** A level whose tool failed, or a design that cannot be synthesised. */
export interface FailedCheck extends Failed {
  readonly level: Level;
  readonly verdict: "no verdict";
}

export type Check = VerifyResult | GatesResult | FormalResult | ExhaustiveResult | NotApplicable;

/**
 * Checks a design at one level after the other; it is synthesised once, when the first level needs it.
 * @param onProgress is told the share of all levels that is done, 0 to 1
 * @throws {ToolError} a tool is missing or was interrupted
 * @throws {RequestError} an option out of range
 */
export async function checkLevels(
  design: Design,
  levels: readonly Level[],
  synthesize: () => Promise<SynthesisResult>,
  options: CheckOptions,
  onProgress: (share: number) => void,
): Promise<(Check | FailedCheck)[]> {
  const netlist = once(async () => {
    const synthesis = await synthesize().catch(refusal);
    return new OpenedNetlist(design, synthesis, options.library);
  });
  const rtlVectors = once(() => options.given ?? vectorsFor(design, options));
  const checks: (Check | FailedCheck)[] = [];
  for (const [index, level] of levels.entries()) {
    const report = (done: number, total: number): void => {
      onProgress((index + done / total) / levels.length);
    };
    report(0, 1);
    checks.push(
      await attempt(design, level, () => check[level](design, netlist, { ...options, rtlVectors }, report)),
    );
  }
  return checks;
}

interface LevelOptions extends CheckOptions {
  readonly rtlVectors: () => Vectors;
}

type Netlist = () => Promise<OpenedNetlist>;
type Report = (done: number, total: number) => void;

/** One exhaustive run keeps all cores busy. */
const oneAtATime = pLimit(1);

const check: Readonly<
  Record<Level, (design: Design, netlist: Netlist, options: LevelOptions, report: Report) => Promise<Check>>
> = {
  rtl: (design, _, options, onProgress) => verifyRtl(design, { ...options, onProgress }),
  gates: async (design, netlist, options, onProgress) =>
    verifyGates(await netlist(), { ...options, onProgress }),
  formal: async (design, netlist, options) => verifyFormally(design, await netlist(), options),
  exhaustive: async (design, netlist, { timeLimit }, onProgress) => {
    const reason = exhaustiveObstacle(design);
    if (reason !== undefined) return notApplicable(design, reason);
    const opened = await netlist();
    return oneAtATime(() => verifyExhaustively(opened, { timeLimit, onProgress }));
  },
};

const notApplicable = ({ spec }: Design, message: string): NotApplicable => ({
  design: spec,
  level: "exhaustive",
  verdict: "not applicable",
  failure: { kind: "not applicable", message },
});

/** A check whose tool failed has no verdict; the other levels and designs are checked all the same. */
async function attempt(
  { spec }: Design,
  level: Level,
  work: () => Promise<Check>,
): Promise<Check | FailedCheck> {
  try {
    return await work();
  } catch (error) {
    const isLocal = error instanceof ToolError ? isOfThisDesign(error) : error instanceof Unmappable;
    if (!(error instanceof Error && isLocal)) throw error;
    return { design: spec, level, verdict: "no verdict", error: error.message };
  }
}

/** The design cannot be made of the library's cells; others may be. */
class Unmappable extends Error {}

const refusal = (error: unknown): never => {
  throw error instanceof RequestError ? new Unmappable(error.message) : error;
};
