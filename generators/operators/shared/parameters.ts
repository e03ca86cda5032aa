import { z } from "zod";
import { notes, oneOf } from "../../contract/parameter.js";
import { alwaysShown } from "../../contract/shown.js";

/** Bits of a posit. */
export const positWidth = z.int().min(3).max(64).describe("bits of a posit");

/** Exponent bits of a posit; 2 in the Posit Standard 2022. */
export const exponentSize = z
  .int()
  .min(0)
  .max(6)
  .default(2)
  .meta(notes("exponent bits of a posit", "2 in the Posit Standard (2022)"))
  .meta(alwaysShown);

/** Bits of an operand of an integer multiplier. */
export const integerWidth = z.int().min(2).max(64).describe("bits of an operand");

/** Bits of the integer of a conversion between integers and posits. */
export const convertedInteger = z
  .int()
  .min(2)
  .max(64)
  .optional()
  .describe("bits of the integer, in two's complement; as many as the posit's if left out");

/** How many significand bits a logarithmic multiplier keeps; each operator has its own default, and may have more to say. */
export const keptBits = (usual: number, more = "") =>
  z
    .int()
    .min(3)
    .max(64)
    .default(usual)
    .describe(`significand bits kept, the leading one among them${more}`)
    .meta(alwaysShown);

/** The same where the last bit kept stands for those that are cut. */
export const keptBitsLastSet = (usual: number) => keptBits(usual, "; of fewer than n the last is set");

/** Bits of an operand of an approximate multiplier. */
export const approximateWidth = z
  .int()
  .min(4)
  .max(64)
  .default(16)
  .describe("bits of an operand")
  .meta(alwaysShown);

/** How an approximate multiplier of magnitudes treats signs. */
export const signMode = oneOf("operands are", {
  unsigned: "unsigned",
  c1: "signed, magnitudes by one's complement",
  c2: "signed, magnitudes by two's complement",
}).default("unsigned");

/** The cap on a posit's regimes. */
export const regimeCap = z
  .int()
  .min(2)
  .max(64)
  .optional()
  .meta(
    notes(
      "most bits of a posit's regime, which ends there without a bit that ends it",
      "6, with es=5, for bounded posits; no cap if left out or from n-1 on",
    ),
  );

/** The sign mode of operands that are two's complement or unsigned, and not taken apart into sign and magnitude. */
export const complementSign = (signed: boolean): "unsigned" | "c2" => (signed ? "c2" : "unsigned");
