import { z } from "zod";
import { alwaysShown } from "../../contract/shown.js";
import { exponentSize, positWidth, regimeCap } from "./parameters.js";

/** The float of a conversion, by default binary32. */
const floatExponent = z
  .int()
  .min(2)
  .max(11)
  .default(8)
  .describe("exponent bits of the float")
  .meta(alwaysShown);
const floatFraction = z
  .int()
  .min(1)
  .max(52)
  .default(23)
  .describe("fraction bits of the float")
  .meta(alwaysShown);

/** The parameters of a conversion between a posit and a float. */
export const positAndFloat = z.strictObject({
  n: positWidth,
  es: exponentSize,
  rs: regimeCap,
  wE: floatExponent,
  wF: floatFraction,
});
