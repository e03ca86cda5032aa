import { InvalidArgumentError, Option } from "commander";
import type { CacheOptions } from "./cache.js";
import type { FormOptions } from "./forms.js";
import type { LibraryOptions } from "./library.js";
import { operandSourceOption } from "./operand-source.js";
import {
  csvOption,
  dontUseOption,
  jsonOption,
  libertyOption,
  markdownOption,
  maxDelayOption,
  seedOption,
  timeLimitOption,
} from "./options.js";
import { atLeastOne, dataOption, imagesOption, netOption } from "./task-options.js";

/** What `tapir search` is asked. */
export interface SearchOptions extends FormOptions, LibraryOptions, CacheOptions {
  /** Shares: 0.005 for 0.5 %. */
  readonly mred?: number;
  readonly nmed?: number;
  /** In units of the result. */
  readonly wce?: number;
  readonly bias?: number;
  readonly maxDelay?: number;
  readonly operands?: string;
  readonly net?: string;
  readonly data?: string;
  readonly images?: number;
  /** A share: 0.88 for 88 %. */
  readonly minAccuracy?: number;
  readonly seed: number;
  readonly evaluations: number;
  readonly chains: number;
  readonly rounds: number;
  readonly threads?: number;
  readonly timeLimit: number;
  readonly output: string;
  readonly resume?: boolean;
}

/** `0.5%` or `0.5`, in per cent. @returns a share */
const percent = (flags: string, description: string): Option =>
  new Option(flags, description).argParser((text) => {
    const [, number = ""] = /^(\d+(?:\.\d+)?|\.\d+)%?$/.exec(text) ?? [];
    const value = Number(number) / 100;
    if (number === "" || value > 10)
      throw new InvalidArgumentError("It must be in per cent, 0 to 1000: 0.5% or 0.5.");
    return value;
  });

const units = (flags: string, description: string): Option =>
  new Option(flags, description).argParser((text) => {
    if (!/^\d{1,9}(\.\d{1,9})?$/.test(text))
      throw new InvalidArgumentError("It must be a number of units of the product, 0 or more.");
    return Number(text);
  });

const count = (flags: string, description: string): Option =>
  new Option(flags, description).argParser((text) => {
    const [, number = "", unit = ""] = /^(\d{1,9}(?:\.\d+)?)([kM]?)$/.exec(text) ?? [];
    const value = Number(number) * ({ k: 1e3, M: 1e6 }[unit] ?? 1);
    if (number === "" || !Number.isInteger(value) || value < 1 || value > 1e12)
      throw new InvalidArgumentError("It must be a whole number, 1 or more: 500000, 500k or 20M.");
    return value;
  });

export const searchOptions: readonly Option[] = [
  percent("--mred <percent>", "largest mean relative error, over the pairs whose product is not 0: 0.5%"),
  percent("--nmed <percent>", "largest mean error distance, of the largest product: 0.05%"),
  units("--wce <units>", "largest error of any pair, in units of the product"),
  units("--bias <units>", "largest magnitude of the mean signed error, in units of the product"),
  maxDelayOption("longest delay, by ABC; netlists are mapped for it").default(undefined),
  operandSourceOption("the operands whose errors count, as often as they come").default(
    undefined,
    "uniform; with --net those of all its layers",
  ),
  netOption(),
  dataOption(),
  imagesOption(),
  percent("--min-accuracy <percent>", "least accuracy (top-1) of the network of --net on the design: 88%"),
  seedOption(),
  count("--evaluations <count>", "candidates in all, 20M for instance").default(20_000_000),
  count("--chains <count>", "netlists that are changed side by side").default(4),
  count("--rounds <count>", "times that the best ones are mapped anew and go on").default(6),
  new Option("--threads <count>", "chains at a time; default: one for each core").argParser(atLeastOne),
  libertyOption(),
  dontUseOption(),
  timeLimitOption(),
  new Option(
    "-o, --output <file>",
    "the netlist: YAML, for SearchedMult file=, or SearchedMac",
  ).makeOptionMandatory(),
  new Option("--resume", "go on from FILE.checkpoint, which is written after each round"),
  jsonOption(),
  csvOption(),
  markdownOption(),
];
