import type { PackedTexts } from "../packed-texts.js";

/** What the page is given beside what it shows without a script. Written by `report/page.ts`. */
export interface PageData {
  /** Every column with its values, those that the table does not show included. */
  readonly columns: readonly PageColumn[];
  /** The table's columns by field, in their order. */
  readonly shown: readonly string[];
  readonly rows: readonly PageRow[];
  /** What points are coloured by: the operators. */
  readonly series: readonly string[];
  /** The designs that could replace each other, in the order in which they first appear. */
  readonly groups: readonly PageGroup[];
  /** What is usually plotted; the first is shown first. */
  readonly plots: readonly PagePlot[];
  /** `Sources` as JSON, deflated, in base64. */
  readonly sources: string;
}

export interface PageColumn {
  readonly field: string;
  /** Without its unit. */
  readonly name: string;
  /** With its unit. */
  readonly title: string;
  /** Where one value can be said to be better than another, and some are known: it can be an axis. */
  readonly better?: "less" | "more";
}

/** Designs of one class in one library. */
export interface PageGroup {
  /** A, B, C… */
  readonly letter: string;
  /** The exact function: `x·y`. */
  readonly function: string;
  /** Its operands' and results' formats, and the library where there are several. */
  readonly formats: string;
}

/** The fields of two axes. */
export interface PagePlot {
  readonly x: string;
  readonly y: string;
  /** `MRED over area` */
  readonly title: string;
}

type PageValue = string | number | boolean | null;

export interface PageRow {
  /** The design, and the library where there are several; unique. */
  readonly name: string;
  readonly design: string;
  /** An index of `series`. */
  readonly series: number;
  /** An index of `groups`. */
  readonly group: number;
  readonly command: string;
  /** By field; null where there is none. */
  readonly values: Readonly<Record<string, PageValue>>;
  /** As tables show them, by field. */
  readonly texts: Readonly<Record<string, string>>;
}

/** What is looked at one design at a time, by row. */
export interface Sources {
  readonly verilog: PackedTexts;
  /** SVG; empty where none was drawn. */
  readonly diagrams: PackedTexts;
}
