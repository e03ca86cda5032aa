import { InvalidArgumentError, Option } from "commander";
import type { RecordRequest } from "../nn/record.js";
import type { RecipeKind } from "../synth/mapping/recipes.js";
import type { Timing } from "../synth/mapping/timings.js";
import { unitless } from "../synth/power/power.js";
import { openStaVersion } from "../synth/sta/opensta.js";
import { RequestError } from "../tools/errors.js";
import type { CacheOptions } from "./cache.js";
import { priceMeasures, priceOf, type Price, type PriceMeasure } from "./inference-price.js";
import { libraryFrom, type LibraryOptions } from "./library.js";
import { Remembered } from "./remembered.js";

export interface PriceOptions extends CacheOptions, LibraryOptions {
  readonly measures?: readonly PriceMeasure[];
  readonly clock: number;
  readonly recipe: RecipeKind;
  readonly timing: Timing;
  readonly timeLimit: number;
}

export const priceOption = (): Option =>
  new Option(
    "--measures <names>",
    `what the hardware costs, too: ${priceMeasures.join(", ")}; energy on each layer's own operands`,
  ).argParser((text) => {
    const names = text.split(",");
    const other = names.find((name) => !priceMeasures.some((each) => each === name));
    if (other !== undefined)
      throw new InvalidArgumentError(`There is no '${other}'; write ${priceMeasures.join(" or ")}, or both.`);
    return names;
  });

/** Prices designs under the same conditions. */
export interface Pricing {
  /** The conditions, for a person. */
  readonly hardware: string;
  price(request: RecordRequest): Promise<Price>;
}

/**
 * How designs are priced; null where that is not asked for.
 * @throws {RequestError} energy is asked for in a library without units
 * @throws {ToolError} OpenSTA is missing
 */
export async function pricingFrom(options: PriceOptions): Promise<Pricing | null> {
  const { measures, clock, recipe, timing, timeLimit } = options;
  if (measures === undefined) return null;
  const library = await libraryFrom(options);
  const isPowered = measures.includes("power");
  if (isPowered && library.normalised) throw new RequestError(unitless);
  const tool = isPowered ? `, ${await openStaVersion()}, ${clock} MHz` : "";
  const remembered = await Remembered.open(options, { library, clock, recipe, timing, timeLimit });
  return {
    hardware: `${library.name}${tool}`,
    price: (request) => priceOf(request, measures, remembered),
  };
}
