import { isOpen } from "../generators/pipeline/pipeline.js";
import type { Design } from "../generators/design.js";
import { parseDesigns } from "../generators/request.js";
import { meetFrequency, type FrequencyOptions } from "../synth/frequency.js";

/**
 * Reads designs and settles how many stages those have that ask for a frequency.
 * @param options where they take time to make, a function that is called once a design needs them
 * @throws what `parseDesigns` and `meetFrequency` throw
 */
export async function readDesigns(
  words: readonly string[],
  options: FrequencyOptions | (() => Promise<FrequencyOptions>),
): Promise<Design[]> {
  let settled: FrequencyOptions | undefined;
  const designs: Design[] = [];
  for (const design of parseDesigns(words)) {
    if (isOpen(design.pipeline)) settled ??= typeof options === "function" ? await options() : options;
    designs.push(settled === undefined ? design : await meetFrequency(design, settled));
  }
  return designs;
}
