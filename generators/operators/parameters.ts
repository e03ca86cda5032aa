import { z } from "zod";

/** Bits of a posit. */
export const positWidth = z.int().min(3).max(64).describe("bits of a posit");

/** Exponent bits of a posit; 2 in the Posit Standard 2022. */
export const exponentSize = z
  .int()
  .min(0)
  .max(6)
  .default(2)
  .describe("exponent bits of a posit; 2 in the Posit Standard (2022)");
