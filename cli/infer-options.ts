import { Option } from "commander";
import type { FileForms } from "./file-forms.js";
import type { InferenceForm } from "./infer-report.js";
import {
  cacheOption,
  clockOption,
  dontUseOption,
  libertyOption,
  noCacheOption,
  recipeOption,
  timeLimitOption,
  timingOption,
} from "./options.js";
import { priceOption, type PriceOptions } from "./pricing.js";
import {
  accOption,
  atLeastOne,
  dataOption,
  foldOption,
  imagesOption,
  type TaskOptions,
} from "./task-options.js";

/** What `tapir infer` is asked. */
export interface InferOptions extends FileForms<InferenceForm>, TaskOptions, PriceOptions {
  readonly layers?: string;
  readonly threads?: number;
  readonly layerErrors?: boolean;
  readonly plot?: string;
  readonly predictions?: string;
  readonly logits?: string;
  readonly trace?: string;
  readonly layer?: string;
  readonly sums?: number;
}

/** Images whose sums are compared with exact ones. */
export const errorImages = 20;

export const inferOptions: readonly Option[] = [
  dataOption(),
  imagesOption(),
  new Option(
    "--layers <rules>",
    'one more row, by layers\' names or operators: "conv*: PositQuireMac n=8; else: float32"',
  ),
  accOption(),
  foldOption(),
  new Option(
    "--layer-errors",
    `also print how far each layer's sums are from exact ones, over the first ${errorImages} images`,
  ),
  new Option("--threads <count>", "default: one for each core").argParser(atLeastOne),
  new Option("--json [file]", "write the results; without a file, print them"),
  new Option("--csv [file]", "write a row for each design; without a file, print them"),
  new Option("--markdown [file]", "write a table; without a file, print it"),
  new Option("--plot <file>", "write each row's accuracy and its standard error as SVG"),
  new Option("--predictions <file>", "write the classes that one design finds: NumPy, a byte for each image"),
  new Option("--logits <file>", "write one design's logits: NumPy, float32, images × classes"),
  new Option(
    "--trace <file>",
    "write operands and sums of one design's layer, for verify and power: JSON lines",
  ),
  new Option(
    "--layer <name>",
    "of the trace: a layer's name or operator; default: the one with most products",
  ),
  new Option("--sums <count>", "in the trace; default: 1,000, fewer long ones").argParser(atLeastOne),
  priceOption(),
  libertyOption(),
  dontUseOption(),
  clockOption(),
  recipeOption(),
  timingOption(),
  timeLimitOption(),
  cacheOption(),
  noCacheOption(),
];
