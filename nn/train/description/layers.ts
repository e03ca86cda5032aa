import { z } from "zod";

const expected = (what: string) => ({ error: `must be ${what}` });
const count = z.int(expected("a whole number, 1 or more")).min(1, expected("a whole number, 1 or more"));
const padding = z.int(expected("a whole number, 0 or more")).min(0, expected("a whole number, 0 or more"));

/** Layers as a YAML file writes them. Those without a value are words: `relu`. */
export const layerForms = {
  conv: z.strictObject({
    conv: count,
    kernel: count.default(3),
    stride: count.default(1),
    pad: padding.default(0),
    groups: count.default(1),
  }),
  fc: z.strictObject({ fc: count }),
  pool: z.strictObject({
    pool: count,
    of: z.enum(["maximum", "mean"], expected("maximum or mean")).default("maximum"),
    stride: count.optional(),
  }),
} as const;

export const words = ["relu", "sigmoid", "fast-sigmoid", "bn", "mean-pool"] as const;

export const layerNames: readonly string[] = [...Object.keys(layerForms), ...words];

/** One layer of a description. */
export type LayerForm =
  | z.infer<typeof layerForms.conv>
  | z.infer<typeof layerForms.fc>
  | z.infer<typeof layerForms.pool>
  | (typeof words)[number];

/** LeNet-5 with ReLU and maximum pooling: Y. LeCun et al., "Gradient-based learning applied to document recognition". */
export const lenet5: readonly LayerForm[] = [
  { conv: 6, kernel: 5, stride: 1, pad: 2, groups: 1 },
  "relu",
  { pool: 2, of: "maximum" },
  { conv: 16, kernel: 5, stride: 1, pad: 0, groups: 1 },
  "relu",
  { pool: 2, of: "maximum" },
  { fc: 120 },
  "relu",
  { fc: 84 },
  "relu",
  { fc: 10 },
];
