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

/** What the name of a function says of subnormals, as the name of a format does not. */
export const flushing = (p: { readonly subnormals: Subnormals }): string =>
  p.subnormals === "flush" ? ", subnormals flushed" : "";

/** Whether a format is given in exactly one way. */
export const oneFormat = ({ name, wE, wF }: WrittenFormat): boolean =>
  name === undefined ? wE !== undefined && wF !== undefined : wE === undefined && wF === undefined;

const resolve = ({ name, wE = 0, wF = 0 }: WrittenFormat) =>
  name === undefined ? { wE, wF, specials: "ieee" as const } : namedFormats[name];

/** A written format for the ports and the golden model. */
export function goldenFormat(written: WrittenFormat, chosen: Subnormals): Float {
  const { wE, wF, specials } = resolve(written);
  return float(wE, wF, { specials, subnormals: chosen });
}

/** A written format for matrix kernels. */
export function dotFormat(written: WrittenFormat, chosen: Subnormals): DotFormat {
  const { wE, wF, specials } = resolve(written);
  return { kind: "float", wE, wF, infinities: specials === "ieee", subnormals: chosen === "keep" };
}

/** A written format for the datapath. */
export function layoutOf(written: WrittenFormat, chosen: Subnormals): FloatLayout {
  const { wE, wF, specials } = resolve(written);
  return { wE, wF, subnormals: chosen === "keep", infinities: specials === "ieee" };
}

/** The `format`, `wE` and `wF` among an operator's parameters. */
export const writtenFormat = (p: {
  readonly format?: FormatName | undefined;
  readonly wE?: number | undefined;
  readonly wF?: number | undefined;
}): WrittenFormat => ({ name: p.format, wE: p.wE, wF: p.wF });

/** The parameters of an operator with a single format. */
export const singleFormat = z
  .strictObject({
    format: formatName("the format"),
    wE: exponentBits("the format"),
    wF: fractionBits("the format"),
    subnormals,
  })
  .refine((p) => oneFormat(writtenFormat(p)), {
    error: "a format is given as format=bfloat16 (or another name) or as wE=8 wF=7",
  });

/** Ports x, y and r of that format. */
export const twoFloats = (p: z.output<typeof singleFormat>) => {
  const format = singleGolden(p);
  return { x: input(format), y: input(format), r: output(format) };
};

/** That format for the golden model. */
export const singleGolden = (p: z.output<typeof singleFormat>): Float =>
  goldenFormat(writtenFormat(p), p.subnormals);

/** That format for the datapath. */
export const singleLayout = (p: z.output<typeof singleFormat>): FloatLayout =>
  layoutOf(writtenFormat(p), p.subnormals);
