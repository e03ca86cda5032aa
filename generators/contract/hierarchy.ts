import { z } from "zod";

/** Whether a design is printed as one Verilog module, or its decoders, multiplier and encoder as modules of their own. */
export type Hierarchy = z.output<typeof hierarchyParameters.hierarchy>;

/** The parameter of every design that has blocks, beside its operator's. */
export const hierarchyParameters = {
  hierarchy: z
    .enum(["flat", "blocks"])
    .default("flat")
    .describe(
      "flat: one module; blocks: decoders, multiplier, encoder are modules of their own, alike ones the same",
    ),
};

/** What of a hierarchy differs from the default, as it is written. */
export const unusualHierarchy = (hierarchy: Hierarchy = "flat"): [string, string][] =>
  hierarchy === "flat" ? [] : [["hierarchy", hierarchy]];
