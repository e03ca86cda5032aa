import { z } from "zod";
import { float, type Float } from "../../../golden/float.js";
import type { DotFormat } from "../../contract/dot-model.js";
import type { FloatLayout } from "../../blocks/float/layout.js";
import { input, output } from "../../contract/operator.js";
import { oneOf } from "../../contract/parameter.js";

/** Formats with names (IEEE 754-2019, §3.6; OCP OFP8; bfloat16 is a truncated binary32). */
const namedFormats = {
  bfloat16: { wE: 8, wF: 7, specials: "ieee" },
  binary16: { wE: 5, wF: 10, specials: "ieee" },
  binary32: { wE: 8, wF: 23, specials: "ieee" },
  binary64: { wE: 11, wF: 52, specials: "ieee" },
  e4m3: { wE: 4, wF: 3, specials: "nan" },
  e5m2: { wE: 5, wF: 2, specials: "ieee" },
} as const;
type FormatName = keyof typeof namedFormats;

/** A format by name or by its sizes, as it was written. */
export interface WrittenFormat {
  readonly name: FormatName | undefined;
  readonly wE: number | undefined;
  readonly wF: number | undefined;
}

const layoutInWords = ({ wE, wF, specials }: Readonly<Record<"wE" | "wF", number>> & { specials: string }) =>
  `${wE} exponent and ${wF} fraction bits, ${specials === "ieee" ? "infinities and NaN" : "NaN but no infinities"}`;

/** Optional, as a format is given either by name or by both sizes; see {@link oneFormat}. */
export const formatName = (of: string) =>
  z
    .enum(Object.keys(namedFormats) as FormatName[])
    .optional()
    .meta({
      description: `${of}, by name; or else its sizes`,
      meanings: Object.fromEntries(
        Object.entries(namedFormats).map(([name, layout]) => [name, `${of} has ${layoutInWords(layout)}`]),
      ),
    });
export const exponentBits = (of: string) =>
  z.int().min(2).max(11).optional().describe(`exponent bits of ${of}`);
export const fractionBits = (of: string) =>
  z.int().min(1).max(52).optional().describe(`fraction bits of ${of}`);

export const subnormals = oneOf("subnormal operands and results are", {
  flush: "flushed to zero",
  keep: "kept, as in IEEE 754",
}).default("flush");
export type Subnormals = z.output<typeof subnormals>;

/**
 * What a result that is too large becomes. Left out, it is what the format has for it: NaN for e4m3, else an infinity.
 * Saturating is defined for the two formats of OFP8 alone.
 */
export const overflow = oneOf("an e4m3 or e5m2 result that is too large becomes", {
  nan: "NaN, as e4m3 has it",
  saturate: "the largest number, as does an infinity",
}).optional();
export type Overflow = z.output<typeof overflow>;

/** What the name of a function says of subnormals and overflow, as the name of a format does not. */
export const flushing = (p: { readonly subnormals: Subnormals; readonly overflow?: Overflow }): string =>
  (p.subnormals === "flush" ? ", subnormals flushed" : "") +
  (p.overflow === "saturate" ? ", saturating" : "");

/** Whether a format can overflow so. */
const canOverflow = (written: WrittenFormat, chosen: Overflow): boolean => {
  if (chosen === undefined) return true;
  if (chosen === "saturate") return written.name === "e4m3" || written.name === "e5m2";
  return resolve(written).specials === "nan";
};

/** The condition that a result's format can overflow as chosen. */
export const overflowFits = <Values>(formatOf: (p: Values) => WrittenFormat) => ({
  holds: (p: Values & { readonly overflow?: Overflow }): boolean => canOverflow(formatOf(p), p.overflow),
  blame: {
    path: ["overflow"],
    error:
      "a result in e4m3 overflows to nan or saturates, one in e5m2 to infinity or saturates, and one in any other format to infinity",
  },
});

/** Whether a format is given in exactly one way. */
export const oneFormat = ({ name, wE, wF }: WrittenFormat): boolean =>
  name === undefined ? wE !== undefined && wF !== undefined : wE === undefined && wF === undefined;

const resolve = ({ name, wE = 0, wF = 0 }: WrittenFormat) =>
  name === undefined ? { wE, wF, specials: "ieee" as const } : namedFormats[name];

/** A written format for the ports and the golden model. */
export function goldenFormat(written: WrittenFormat, chosen: Subnormals, overflows?: Overflow): Float {
  const { wE, wF, specials } = resolve(written);
  const overflow = overflows === "saturate" ? "saturate" : "special";
  return float(wE, wF, { specials, subnormals: chosen, overflow });
}

/** Why sums that saturate have no model for kernels. */
export const saturatingDot =
  "no kernel saturates (overflow=saturate); products of up to 8 bits run by a table, of a multiplier";

/** A written format for matrix kernels. */
export function dotFormat(written: WrittenFormat, chosen: Subnormals): DotFormat {
  const { wE, wF, specials } = resolve(written);
  return { kind: "float", wE, wF, infinities: specials === "ieee", subnormals: chosen === "keep" };
}

/** A written format for the datapath. */
export function layoutOf(written: WrittenFormat, chosen: Subnormals, overflows?: Overflow): FloatLayout {
  const { wE, wF, specials } = resolve(written);
  return {
    ...{ wE, wF, subnormals: chosen === "keep", infinities: specials === "ieee" },
    saturates: overflows === "saturate",
  };
}

/** The `format`, `wE` and `wF` among an operator's parameters. */
export const writtenFormat = (p: {
  readonly format?: FormatName | undefined;
  readonly wE?: number | undefined;
  readonly wF?: number | undefined;
}): WrittenFormat => ({ name: p.format, wE: p.wE, wF: p.wF });

const fits = overflowFits(writtenFormat);

/** The parameters of an operator with a single format. */
export const singleFormat = z
  .strictObject({
    format: formatName("the format"),
    wE: exponentBits("the format"),
    wF: fractionBits("the format"),
    subnormals,
    overflow,
  })
  .refine((p) => oneFormat(writtenFormat(p)), {
    error: "a format is given as format=bfloat16 (or another name) or as wE=8 wF=7",
  })
  .refine(fits.holds, fits.blame);

/** Ports x, y and r of that format. */
export const twoFloats = (p: z.output<typeof singleFormat>) => {
  const format = operandFormat(p);
  return { x: input(format), y: input(format), r: output(singleGolden(p)) };
};

/** That format for the golden model, and its results as they overflow. */
export const singleGolden = (p: z.output<typeof singleFormat>): Float =>
  goldenFormat(writtenFormat(p), p.subnormals, p.overflow);

/** That format as operands have it, which do not overflow. */
export const operandFormat = (p: z.output<typeof singleFormat>): Float =>
  goldenFormat(writtenFormat(p), p.subnormals);

/** That format for the datapath. */
export const singleLayout = (p: z.output<typeof singleFormat>): FloatLayout =>
  layoutOf(writtenFormat(p), p.subnormals, p.overflow);
