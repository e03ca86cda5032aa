import { Dyadic } from "../golden/dyadic.js";
import { fromDouble } from "../golden/double.js";
import type { NumberFormat } from "../golden/format.js";
import type { Packed } from "../golden/packed.js";
import { RequestError } from "../tools/errors.js";
import type { Random } from "./random.js";

/**
 * Draws patterns of normally distributed numbers: standard normal deviates times the format's deviation, rounded to the format.
 * Of a format without negative numbers these are magnitudes. Of a port that packs several numbers, each is drawn by itself.
 * @param port its name, for messages
 * @throws {RequestError} a format that values cannot be rounded to
 */
export function normalSource(port: string, format: NumberFormat): (random: Random) => bigint {
  if (isPacked(format)) {
    const lane = normalSource(port, format.element);
    return (random) => format.join(Array.from({ length: format.lanes }, () => lane(random)));
  }
  const { deviation = Dyadic.one, ascendsAs } = format;
  const nearest = format.nearest?.bind(format);
  if (nearest === undefined)
    throw new RequestError(
      `operands cannot be normally distributed: ${port} is ${format.name}, which is not one number; take uniform operands`,
    );
  return (random) => {
    const deviate = normalDeviate(random);
    const value = ascendsAs === "unsigned" ? Math.abs(deviate) : deviate;
    return nearest(fromDouble(value).times(deviation));
  };
}

const isPacked = (format: NumberFormat): format is Packed => "lanes" in format;

/** A number of the standard normal distribution, by G. E. P. Box and M. E. Muller's transform (1958). */
function normalDeviate(random: Random): number {
  const above0 = (random.word() + 1) / 2 ** 32;
  return Math.sqrt(-2 * Math.log(above0)) * Math.cos((2 * Math.PI * random.word()) / 2 ** 32);
}
