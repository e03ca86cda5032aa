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
  const designs: Design[] = [];
  for (const design of parseDesigns(words))
    designs.push(
      isOpen(design.pipeline)
        ? await meetFrequency(design, typeof options === "function" ? await options() : options)
        : design,
    );
  return designs;
}
