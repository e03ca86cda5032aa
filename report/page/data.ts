/** What the page is given beside what it shows without a script. Written by `report/page.ts`. */
export interface PageData {
  /** Every column with its values, those that the table does not show included. */
  readonly columns: readonly PageColumn[];
  readonly rows: readonly PageRow[];
  /** An array of each row's `Sources`, as JSON, deflated, in base64: most of a page's bytes. */
  readonly sources: string;
}

export interface PageColumn {
  readonly field: string;
  /** With its unit. */
  readonly title: string;
  /** Where one value can be said to be better than another. */
  readonly better?: "less" | "more";
}

export interface PageRow {
  readonly design: string;
  /** The operator, or the library too where there are several: what points are coloured by. */
  readonly series: string;
  readonly command: string;
  /** By field; null where there is none. */
  readonly values: Readonly<Record<string, string | number | boolean | null>>;
  /** As tables show them, by field. */
  readonly texts: Readonly<Record<string, string>>;
}

/** What is looked at one design at a time. */
export interface Sources {
  readonly verilog: string;
  /** An SVG; left out where none was drawn. */
  readonly schematic?: string;
}
