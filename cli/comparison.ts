import type { Design } from "../generators/design.js";
import { isFailed, sortOutcomes, type Failed } from "../library/outcomes.js";
import { figure, quantity, ratio, saved } from "../report/numbers.js";
import type { Cell, Column } from "../report/table.js";
import type { VerifyResult } from "../sim/icarus/verify.js";
import type { SynthesisResult } from "../synth/mapping/result.js";
import { costColumns } from "../synth/mapping/cost.js";
import { referenceResults } from "./reference.js";

/** What a comparison knows of a design. */
export interface Compared {
  readonly design: string;
  readonly verification: VerifyResult;
  readonly synthesis: SynthesisResult;
}

/** A comparison's design with what its ratios are to; null where there is nothing to compare it with. */
export interface Referred extends Compared {
  readonly reference: Compared | null;
}

/** Each result with its reference, and the sentences that say what it is. */
export function refer(
  designs: readonly Design[],
  outcomes: readonly (Compared | Failed)[],
): { readonly outcomes: (Referred | Failed)[]; readonly said: string } {
  const { referenceOf, said } = referenceResults(designs, sortOutcomes(outcomes).results);
  return {
    outcomes: outcomes.map((outcome) =>
      isFailed(outcome) ? outcome : { ...outcome, reference: referenceOf(outcome) ?? null },
    ),
    said,
  };
}

/** A row's figures over its reference's, in JSON and CSV. */
function ratios({ synthesis, reference }: Referred): Record<string, number | null> {
  const quotients = Object.entries(compared).map(([field, value]): [string, number | null] => {
    const [own, base] = [value(synthesis), reference && value(reference.synthesis)];
    return [field, own === null || base === null || base === 0 ? null : own / base];
  });
  const rounded = (value: number | null, decimals: number): number | null =>
    value === null ? null : Number(value.toFixed(decimals));
  return {
    ...Object.fromEntries(quotients.map(([field, over]) => [`${field}_ratio`, rounded(over, 4)])),
    ...Object.fromEntries(
      quotients.map(([field, over]) => [
        `${field}_saved_percent`,
        rounded(over === null ? null : 100 * (1 - over), 2),
      ]),
    ),
  };
}

/** The figures that are compared, each in the units that the library has. */
const compared: Readonly<Record<string, (result: SynthesisResult) => number | null>> = {
  area: (result) => result.nand2_equivalents,
  delay: (result) => result.delay_ns ?? result.delay_fo4,
  period: (result) => result.min_period_ns,
  area_delay: (result) => result.area_delay_product_um2_ns ?? result.area_delay_product_nand2_fo4,
};

/** A design of the JSON. */
export const jsonRecord = (row: Referred | Failed): object =>
  isFailed(row) ? row : { ...row, reference: row.reference?.design ?? null, ...ratios(row) };

/** One flat line of the CSV: the fields of the JSON that hold one value. */
export function csvRecord(row: Referred | Failed): Record<string, Cell> {
  if (isFailed(row)) return { ...row };
  const { design, verification, synthesis, reference } = row;
  const { verdict, vectors, mismatches, exhaustive, simulator } = verification;
  return {
    design,
    verdict,
    vectors,
    mismatches,
    exhaustive,
    area_um2: synthesis.area_um2,
    nand2_equivalents: synthesis.nand2_equivalents,
    delay_ns: synthesis.delay_ns,
    delay_fo4: synthesis.delay_fo4,
    area_delay_product_um2_ns: synthesis.area_delay_product_um2_ns,
    area_delay_product_nand2_fo4: synthesis.area_delay_product_nand2_fo4,
    cells: synthesis.cells,
    logic_depth: synthesis.logic_depth,
    recipe: synthesis.recipe.name,
    library: synthesis.library.name,
    yosys: synthesis.yosys,
    simulator,
    reference: reference?.design ?? null,
    ...ratios(row),
  };
}

/** The columns of a comparison's table. Behind the figures of one kind stand their ratio and what is saved. */
export function comparisonColumns(rows: readonly Referred[]): Column<Referred>[] {
  const costs = costColumns(rows.map(({ synthesis }) => synthesis));
  const kindOf = (title: string): string => title.split(" ")[0] ?? "";
  return [
    { title: "design", align: "left", cell: ({ design }) => design },
    { title: "verdict", align: "left", cell: ({ verification }) => verification.verdict },
    { title: "mismatches", align: "right", cell: ({ verification }) => figure(verification.mismatches, 0) },
    { title: "vectors", align: "right", cell: ({ verification }) => figure(verification.vectors, 0) },
    ...costs.flatMap(({ title, value, decimals }, at): Column<Referred>[] => {
      const own: Column<Referred> = {
        title,
        align: "right",
        cell: ({ synthesis }) => quantity(value(synthesis), decimals),
      };
      const isLast = kindOf(title) !== kindOf(costs[at + 1]?.title ?? "");
      if (!isLast || title === "registers") return [own];
      const base = ({ reference }: Referred): number | null => reference && value(reference.synthesis);
      return [
        own,
        { title: "", align: "right", cell: (row) => ratio(value(row.synthesis), base(row)) },
        { title: "saved %", align: "right", cell: (row) => saved(value(row.synthesis), base(row)) },
      ];
    }),
  ];
}
