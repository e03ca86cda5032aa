import { isOpen } from "../generators/pipeline/pipeline.js";
import type { Design } from "../generators/design.js";
import { parseDesigns } from "../generators/request.js";
import { figure } from "../report/numbers.js";
import { named } from "./module-name.js";
import { say } from "./output.js";
import { meetFrequency, type FrequencyOptions, type Tries } from "../synth/frequency.js";

/**
 * Reads designs and settles how many stages those have that ask for a frequency.
 * @param options where they take time to make, a function that is called once a design needs them
 * @throws what `parseDesigns` and `meetFrequency` throw
 */
export async function readDesigns(
  words: readonly string[],
  options: FrequencyOptions | (() => Promise<FrequencyOptions>),
): Promise<Design[]> {
  return settled(parseDesigns(words), options);
}

/** The same for designs that have been read. @throws what `meetFrequency` throws */
export async function settled(
  asked: readonly Design[],
  options: FrequencyOptions | (() => Promise<FrequencyOptions>),
): Promise<Design[]> {
  let given: FrequencyOptions | undefined;
  const designs: Design[] = [];
  for (const design of asked) {
    if (isOpen(design.pipeline)) given ??= typeof options === "function" ? await options() : options;
    designs.push(given === undefined ? design : await meetFrequency(design, { onMet: tell, ...given }));
  }
  return designs;
}

/**
 * The same, for files that get the name asked for. A name that cannot be is refused before stages for a frequency are sought.
 * @param name undefined for the usual names
 * @throws what `readDesigns` and `named` throw
 */
export async function readNamed(
  words: readonly string[],
  name: string | undefined,
  options: () => Promise<FrequencyOptions>,
): Promise<readonly Design[]> {
  if (name !== undefined) named(parseDesigns(words), name);
  return named(await readDesigns(words, options), name);
}

/** Tells a person, on standard error, what was found. */
function tell({ spec, pipeline: { stages } }: Design, tries: Tries): void {
  const reached = 1000 / (tries.get(stages) ?? Infinity);
  say(
    `tapir: ${spec} reaches ${figure(Math.floor(reached), 0)} MHz; stages tried: ${[...tries.keys()].join(", ")}\n`,
  );
}
