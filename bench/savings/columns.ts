import type { Library } from "../../liberty/library.js";
import { figure } from "../../report/numbers.js";
import type { Column } from "../../report/table.js";
import type { Field, Row } from "./costs.js";
import type { Pair } from "./pairs.js";

/** Of one library: both costs of a pair, and what is saved. */
export function columnsOfCosts({ normalised }: Library): Column<Row>[] {
  const kinds: readonly (readonly [Field, string, number])[] = normalised
    ? [
        ["area", "area NAND2", 0],
        ["delay", "delay FO4", 1],
      ]
    : [
        ["area", "area µm²", 0],
        ["power", "power µW", 1],
        ["glitching", "with glitches µW", 1],
        ["delay", "delay ns", 3],
      ];
  return [
    { title: "approximate", align: "left", cell: ({ pair }) => pair.approximate },
    { title: "exact", align: "left", cell: ({ pair }) => pair.exact },
    ...kinds.flatMap(([field, title, decimals]): Column<Row>[] => [
      { title, align: "right", cell: ({ approximate }) => figure(approximate[field], decimals) },
      { title: "exact", align: "right", cell: ({ exact }) => figure(exact[field], decimals) },
      { title: "saved", align: "right", cell: (row) => saved(row, field) },
    ]),
  ];
}

/** A pair in several libraries, in their order; undefined where it was not measured. */
export interface PairRow {
  readonly pair: Pair;
  readonly costs: readonly (Row | undefined)[];
}

/** Of several libraries: what is saved of one cost, and what the papers say. */
export const columnsOfLibraries = (libraries: readonly Library[], field: Field): Column<PairRow>[] => [
  { title: "approximate", align: "left", cell: ({ pair }) => pair.approximate },
  { title: "exact", align: "left", cell: ({ pair }) => pair.exact },
  ...libraries.map(({ name }, index): Column<PairRow> => ({
    title: name,
    align: "right",
    cell: ({ costs }) => {
      const row = costs[index];
      return row === undefined ? "–" : saved(row, field);
    },
  })),
  { title: "paper", align: "right", cell: ({ pair }) => paperFigure(pair, field) ?? "" },
];

/** `−72.9 %`; a dash where the library says nothing of it. */
function saved({ approximate, exact }: Row, field: Field): string {
  const [own, other] = [approximate[field], exact[field]];
  return own === null || other === null ? "–" : percent(100 * (own / other - 1), 1);
}

/** The papers do not tell power with glitches from power without. */
function paperFigure({ paper }: Pair, field: Field): string | undefined {
  const value = paper?.[field === "glitching" ? "power" : field];
  return value === undefined ? undefined : percent(value, Number.isInteger(value) ? 0 : 2);
}

const percent = (value: number, decimals: number): string =>
  `${figure(value, decimals)
    .replace("-", "−")
    .replace(/^(?=\d)/, "+")} %`;
