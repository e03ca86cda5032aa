import { describe, expect, test } from "vitest";
import type { PageColumn, PageRow } from "../../report/page/data.js";
import { FilterError, readFilter } from "../../report/page/filter.js";

const columns: PageColumn[] = [
  { field: "design", name: "design", title: "design" },
  { field: "n", name: "n", title: "n" },
  { field: "objective", name: "objective", title: "objective" },
  { field: "area_um2", name: "area", title: "area µm²", better: "less" },
  { field: "nand2_equivalents", name: "area", title: "area NAND2", better: "less" },
  { field: "mred_percent", name: "MRED", title: "MRED %", better: "less" },
];

const row = (n: number, area: number, objective: string, mred: number | null): PageRow => ({
  name: `Mult n=${n} objective=${objective}`,
  design: `Mult n=${n} objective=${objective}`,
  series: 0,
  group: 0,
  command: "",
  values: { design: "Mult", n, objective, area_um2: area, nand2_equivalents: area / 10, mred_percent: mred },
  texts: { objective },
});
const rows = [
  row(8, 400, "area", 5),
  row(8, 1500, "delay", null),
  row(12, 500, "balanced", 0),
  row(16, 3000, "area", 2),
];

const left = (text: string): number[] => {
  const { holds } = readFilter(text, columns);
  return rows.flatMap((each, index) => (holds(each) ? [index] : []));
};

describe("a filter", () => {
  test.each([
    ["", [0, 1, 2, 3]],
    ["n=8", [0, 1]],
    ["n = 8", [0, 1]],
    ["n=8,16", [0, 1, 3]],
    ["n = 8, 16  objective=area", [0, 3]],
    ["n=9..16", [2, 3]],
    ["n!=8", [2, 3]],
    ["N≠8 n≤12", [2]],
    ["area_um2<500", [0]],
    ["area_um2 <= 500", [0, 2]],
    ["area µm² <= 500", [0, 2]],
    ["area  µm²≥1,500", [1, 3]],
    ["AREA NAND2>149 n=8", [1]],
    ["MRED<3", [2, 3]],
    ["mred % > 0", [0, 3]],
    ["objective=bal", [2]],
    ["mult DELAY", [1]],
    ['"n=8 objective=area"', [0]],
    ["nothing", []],
  ])("%s leaves %j", (text, expected) => {
    expect(left(text)).toEqual(expected);
  });

  test.each([
    ["front=yes", true],
    ["front = no", false],
    ["front!=yes n=8", false],
    ["n=8", undefined],
  ])("%s asks for the front: %s", (text, expected) => {
    expect(readFilter(text, columns).front).toBe(expected);
  });

  test.each([
    [
      "aera_um2<500",
      /no column 'aera_um2'; did you mean area_um2\? There are design, n, .*mred_percent, front/,
    ],
    ["n=8 power mw < 3", /no column 'mw'/],
    ["area<500", /area is area_um2 or nand2_equivalents/],
    ["n<", /a value is missing after n</],
    ["n<eight", /n < 'eight': that is no number/],
    ["<500", /no column before '<500'/],
    ["front=maybe", /front=yes or front=no/],
  ])("%s is refused with what would be right", (text, message) => {
    expect(() => left(text)).toThrow(FilterError);
    expect(() => left(text)).toThrow(message);
  });
});
