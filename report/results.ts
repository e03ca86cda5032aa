import { z } from "zod";

/** A value in a table; null where there is none. */
const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** What is known of one column, enough to show it in every form. */
const figure = z.object({
  /** Name in JSON and CSV; carries its unit. */
  field: z.string(),
  /** For a person, without its unit. */
  title: z.string(),
  /** Empty where there is none. */
  unit: z.string(),
  /** The measure it comes from. */
  measure: z.string(),
  /** Where people see it: in tables, below them (the same for all designs, mostly), or in JSON and CSV only. */
  place: z.enum(["table", "foot", "record"]),
  /** Of a number, as tables show it. */
  decimals: z.int().min(0).max(20).optional(),
  /** Where one value can be said to be better than another: what fronts are drawn of. */
  better: z.enum(["less", "more"]).optional(),
  /** Its value of a design that is exact, by definition; it is measured of the others only. */
  exact: z.number().optional(),
});

const row = z.object({
  /** As a person writes it. */
  design: z.string(),
  operator: z.string(),
  /** The exact function that it computes or approximates, and its operands' and results' formats. */
  class: z.string(),
  /** Whether it computes that function exactly. */
  exact: z.boolean(),
  /** Choices of architecture made by hand and a pipeline's settings among them. */
  parameters: z.record(z.string(), value),
  objective: z.string(),
  /** The cell library's name; null where no measure depends on it. */
  library: z.string().nullable(),
  /** The command that writes the design's Verilog. */
  command: z.string(),
  module: z.string(),
  verilog: z.string(),
  /** By field; null where a measure says nothing or failed. */
  figures: z.record(z.string(), value),
  /** By measure: why there are no figures. */
  not_applicable: z.record(z.string(), z.string()).optional(),
  /** By measure: what went wrong. */
  failures: z.record(z.string(), z.string()).optional(),
});

/** Of a sweep that several runs share, the part that one of them has done (`--shard 3/8`). */
const part = z.object({
  index: z.int().min(1),
  of: z.int().min(1),
  /** Digest of what the whole sweep asks for. */
  request: z.string(),
  /** Digest of how it was divided. */
  division: z.string(),
  /** Rows of the whole sweep. */
  total: z.int().min(0),
  /** The places of these rows among all, from 0, ascending. */
  places: z.array(z.int().min(0)),
});

/** What a sweep has found. No times and no dates: the same request gives the same document. */
export const resultsSchema = z.object({
  /** The version of the program. */
  tapir: z.string(),
  kind: z.literal("sweep"),
  part: part.optional(),
  measures: z.array(z.string()),
  /** Those that a measure depends on. */
  libraries: z.array(
    z.object({
      name: z.string(),
      files: z.array(z.string()),
      sha256: z.string(),
      /** Names of cells that were not to be used, as `--dont-use` has them. */
      dont_use: z.array(z.string()).optional(),
    }),
  ),
  /** What else the designs were measured with. */
  conditions: z.record(z.string(), value),
  /** The columns after the design's own, in the order of tables. */
  columns: z.array(figure),
  designs: z.array(row),
});

export type Value = z.infer<typeof value>;
export type Figure = z.infer<typeof figure>;
export type Part = z.infer<typeof part>;
export type Row = z.infer<typeof row>;
export type Results = z.infer<typeof resultsSchema>;
