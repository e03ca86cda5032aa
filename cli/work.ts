import type { Failed } from "../library/outcomes.js";
import { cores } from "../tools/cores.js";
import { isOfThisDesign } from "../tools/tool.js";
import pLimit from "p-limit";
import { ModuleError, WidthError } from "../generators/hdl/errors.js";
import { RequestError } from "../tools/errors.js";
import { isInterrupted } from "../tools/interrupt.js";
import { ToolError } from "../tools/tool.js";
import { explain } from "./explain.js";
import { tidyUpWhenInterrupted } from "./interrupt.js";
import { showProgress } from "./progress.js";

/** What a design is to the work on it. */
interface Named {
  /** Unique; stands in messages and beside the progress. */
  readonly spec: string;
}

/**
 * Does the same work for every design, or whatever else has a name, and shows how far it has come. Twice as many run at a
 * time as there are cores: one's tools run while another's results are read.
 * @param work gets a function by which it reports the share that it has done, 0 to 1
 * @param isEnough from when on no more are begun
 * @returns one outcome a design, in the order of the designs. Those not begun have none
 * @throws {RequestError} `work` throws one
 * @throws {ToolError} a tool is missing
 */
export async function forEachDesign<Outcome extends object, Subject extends Named>(
  what: string,
  designs: readonly Subject[],
  work: (design: Subject, onProgress: (share: number) => void) => Promise<Outcome>,
  isEnough: () => boolean = () => false,
): Promise<(Outcome | Failed)[]> {
  tidyUpWhenInterrupted();
  const progress = showProgress(what, designs.length);
  const limit = pLimit(2 * cores());
  const attempt = async (design: Subject): Promise<Outcome | Failed | undefined> => {
    if (isInterrupted() || isEnough()) return undefined;
    const onProgress = (share: number): void => {
      progress.update(design.spec, share);
    };
    try {
      return await work(design, onProgress);
    } catch (error) {
      const message = failureOf(error);
      if (message === undefined) throw error;
      return { design: design.spec, error: message };
    } finally {
      onProgress(1);
    }
  };
  try {
    return (await limit.map(designs, attempt)).filter((outcome) => outcome !== undefined);
  } finally {
    limit.clearQueue();
    progress.stop();
  }
}

/**
 * What went wrong, where it is this design's own affair: also a mistake of the program's own, which another design
 * need not meet. A request that is wrong and a tool that is missing are everybody's.
 */
export function failureOf(error: unknown): string | undefined {
  if (error instanceof RequestError) return undefined;
  if (error instanceof ToolError && !isOfThisDesign(error)) return undefined;
  if (error instanceof WidthError || error instanceof ModuleError)
    return `${error.name}: ${error.message}; its generator is wrong`;
  return explain(error);
}
