import { z } from "zod";
import { alwaysShown } from "../../contract/shown.js";

/** The float of a conversion, by default binary32. */
export const floatExponent = z
  .int()
  .min(2)
  .max(11)
  .default(8)
  .describe("exponent bits of the float")
  .meta(alwaysShown);
export const floatFraction = z
  .int()
  .min(1)
  .max(52)
  .default(23)
  .describe("fraction bits of the float")
  .meta(alwaysShown);
