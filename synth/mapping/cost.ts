import type { SynthesisResult } from "./result.js";

/** A figure of a synthesis result under its title, unit included. */
export interface Cost {
  readonly title: string;
  /** Its name in JSON and CSV. */
  readonly field: string;
  readonly decimals: number;
  readonly value: (result: SynthesisResult) => number | null;
}

const costs: readonly Cost[] = [
  { title: "area µm²", field: "area_um2", decimals: 1, value: (result) => result.area_um2 },
  {
    title: "area NAND2",
    field: "nand2_equivalents",
    decimals: 1,
    value: (result) => result.nand2_equivalents,
  },
  { title: "delay ns", field: "delay_ns", decimals: 3, value: (result) => result.delay_ns },
  { title: "delay FO4", field: "delay_fo4", decimals: 1, value: (result) => result.delay_fo4 },
  { title: "period ns", field: "min_period_ns", decimals: 3, value: (result) => result.min_period_ns },
  {
    title: "registers",
    field: "registers",
    decimals: 0,
    value: ({ registers }) => (registers > 0 ? registers : null),
  },
  {
    title: "ADP µm²·ns",
    field: "area_delay_product_um2_ns",
    decimals: 0,
    value: (result) => result.area_delay_product_um2_ns,
  },
  {
    title: "ADP NAND2·FO4",
    field: "area_delay_product_nand2_fo4",
    decimals: 0,
    value: (result) => result.area_delay_product_nand2_fo4,
  },
];

/** The figures that the results' library can give; ADP in its physical units where it has them. */
export function costColumns(results: readonly SynthesisResult[]): Cost[] {
  const given = costs.filter(({ value }) => results.some((result) => value(result) !== null));
  const physical = given.some(({ title }) => title === "ADP µm²·ns");
  return given.filter(({ title }) => !(physical && title === "ADP NAND2·FO4"));
}

/** In which library a netlist was made, and by what; who measured its delays, where the library knows them. */
export const madeBy = (result: SynthesisResult): string =>
  [
    result.library.name,
    result.yosys,
    ...(result.delay_ns !== null || result.delay_fo4 !== null ? [`delays by ${result.delay_source}`] : []),
  ].join(", ");
