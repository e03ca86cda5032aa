import { z } from "zod";

/** The float of a conversion, by default binary32. */
export const floatExponent = z.int().min(2).max(11).default(8).describe("exponent bits of the float");
export const floatFraction = z.int().min(1).max(52).default(23).describe("fraction bits of the float");
