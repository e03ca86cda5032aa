import { describe, expect, test } from "vitest";
import { accuracyChart } from "../../report/charts/accuracy-points.js";
import { areaChart } from "../../report/charts/area-bars.js";
import { bitFieldsChart } from "../../report/charts/bit-fields.js";
import { pathChart } from "../../report/charts/path-bars.js";
import { divergingColour } from "../../report/charts/colours.js";
import { heatmapChart } from "../../report/charts/heatmap.js";
import { histogramChart } from "../../report/charts/histogram.js";
import { roundTicks, tickText } from "../../report/charts/scale.js";

test("ticks are round numbers within the axis", () => {
  expect(roundTicks(-11.2, 0.3, 6).map(tickText)).toEqual(["−10", "−8", "−6", "−4", "−2", "0"]);
  expect(roundTicks(0, 1, 5).map(tickText)).toEqual(["0", "0.2", "0.4", "0.6", "0.8", "1"]);
  expect(tickText(-0.1 * 3)).toBe("−0.3");
});

test("blue is below zero, red above, and what is beyond is as the end", () => {
  expect(divergingColour(-1)).toBe("rgb(33,102,172)");
  expect(divergingColour(7)).toBe(divergingColour(1));
  expect(divergingColour(0)).not.toBe(divergingColour(0.01));
});

const axis = (name: string) => ({
  name,
  format: "unsigned⟨1⟩",
  bins: 2,
  ticks: [
    { at: 0, value: "0" },
    { at: 1, value: "1" },
  ],
});

describe("charts are well-formed, stand alone and name their axes", () => {
  const heatmap = heatmapChart("A<B n=1", "all 4 operands", {
    x: axis("x"),
    y: axis("y"),
    mean_percent: [
      [-3, null],
      [0, 5],
    ],
  });
  const histogram = histogramChart(`Long ${"name=value ".repeat(20)}`, "all 4 operands", {
    edges_percent: [-10, 0, 10],
    share_percent: [25, 50],
    below_percent: 25,
    above_percent: 0,
    correct_percent: 50,
  });

  test.each([
    ["heatmap", heatmap, ["x, unsigned⟨1⟩", "y, unsigned⟨1⟩", "error, %", "A&lt;B n=1"]],
    ["histogram", histogram, ["relative error, %", "share of operands, %", "25.00 % beyond the axis"]],
  ])("%s", (_, svg, texts) => {
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(svg).not.toMatch(/NaN|undefined|href|<script|url\(/);
    for (const text of texts) expect(svg).toContain(text);
    const open = svg.match(/<(text|g|style|title|desc|svg)\b/g)?.length;
    expect(svg.match(/<\/(text|g|style|title|desc|svg)>/g)?.length).toBe(open);
  });

  test("a cell is drawn for each mean, none where there is none, with blue, grey and red", () => {
    const fills = [...heatmap.matchAll(/fill="(rgb[^"]*)"[^>]*d="M(\d+)/g)].filter(
      ([, , x]) => Number(x) < 600,
    );
    expect(fills.map(([, fill]) => fill)).toEqual([-0.6, 0, 1].map(divergingColour));
  });

  test("a long name is broken into lines that fit", () => {
    const lines = [...histogram.matchAll(/class="quiet"[^>]*>([^<]*)</g)].map(([, line]) => line ?? "");
    expect(lines.length).toBeGreaterThan(3);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(90);
  });
});

test("bars of areas end where their parts do, and the parts are said beneath", () => {
  const chart = areaChart(
    "µm²",
    ["osu"],
    [
      { design: "A n=8", parts: { decode: 30, core: 50, encode: 20, registers: 0 }, note: "" },
      { design: "B n=8", parts: { decode: 30, core: 10, encode: 10, registers: 0 }, note: "50.0 % saved" },
    ],
  );
  const bars = [...chart.matchAll(/fill="#\w+"[^>]*d="M([\d.]+) ([\d.]+)h([\d.]+)v26/g)].map((bar) =>
    bar.slice(1).map(Number),
  );
  // 712 pixels are the larger area: 30 % of it, then 50 %, then 20 %.
  expect(bars.map(([x]) => x)).toEqual([24, 237.6, 593.6, 24, 237.6, 308.8]);
  expect(bars.map(([, , width]) => width)).toEqual([213.6, 356, 142.4, 213.6, 71.2, 71.2]);
  for (const text of [
    "A n=8: 100 µm²",
    "B n=8: 50.0 µm², 50.0 % saved",
    "decode 60 % · core 20 % · encode 20 %",
  ])
    expect(chart).toContain(text);
  expect(chart).not.toContain("registers");
});

test("areas: below them stand other figures, a bar each, with their ratio to the first design's", () => {
  const bars = [
    { design: "A n=8", parts: { decode: 100 }, note: "" },
    { design: "B n=8", parts: { decode: 50 }, note: "" },
  ];
  const chart = areaChart("µm²", ["osu"], bars, [
    {
      ...{ title: "Delay, ns", decimals: 2 },
      bars: [
        { design: "A n=8", value: 4 },
        { design: "B n=8", value: 1 },
      ],
    },
  ]);
  const widths = [...chart.matchAll(/d="M[\d.]+ [\d.]+h([\d.]+)v16/g)].map(([, width]) => Number(width));
  expect(widths).toHaveLength(2);
  expect((widths[1] ?? 0) / (widths[0] ?? 0)).toBeCloseTo(0.25, 2);
  for (const text of ["Delay, ns", ">4.00<", ">1.00, 0.25×<"]) expect(chart).toContain(text);
});

test("accuracies: a point each, on the part of the axis where they lie, two standard errors to each side", () => {
  const chart = accuracyChart(
    "lenet5",
    ["1,000 images"],
    [
      { name: "float32", percent: 90, standardError: 1, note: "" },
      { name: "A n=8", percent: 99.5, standardError: 1, note: "80 % agreement" },
    ],
  );
  const marks = [...chart.matchAll(/d="M([\d.]+) [\d.]+h([\d.]+)v(\d+)/g)].map((mark) =>
    mark.slice(1).map(Number),
  );
  const [lineA = [], pointA = [], lineB = [], pointB = []] = marks;
  // The axis is from 88 to 100 %, 300 pixels: 25 a point. Nothing is beyond 100 %.
  expect(lineA[1]).toBeCloseTo(100, 1);
  expect((pointB[0] ?? 0) - (pointA[0] ?? 0)).toBeCloseTo(9.5 * 25, 1);
  expect(lineB[1]).toBeCloseTo(2.5 * 25, 1);
  for (const text of ["90.00 %", "99.50 %, 80 % agreement", "top-1, %"]) expect(chart).toContain(text);
});

test("bit fields: what is said of a pattern stands in and under its boxes", () => {
  const chart = bitFieldsChart("A n=8", [
    {
      ...{ name: "x", format: "posit⟨8,0⟩", bits: "0xb0", value: "-1.5" },
      fields: { sign: "-", regime: "10 (k=0)", fraction: "10000" },
    },
    {
      ...{ name: "code", format: "packed", bits: "0x5", value: "+ -" },
      fields: { lane0: "+1", lane1: "-1" },
    },
  ]);
  const texts = [...chart.matchAll(/class="ink"[^>]*>([^<]*)</g)].map(([, text]) => text);
  expect(texts.slice(1, 9)).toEqual([
    "x",
    "1",
    "sign −",
    "10",
    "regime k=0",
    "10000",
    "fraction",
    "= −1.5, 0xb0, posit⟨8,0⟩",
  ]);
  expect(texts.slice(9)).toEqual(["code", "0x5", "bits", "= + −, 0x5, packed"]);
  expect(chart).toContain("those of its magnitude");
  expect(chart.match(/fill="#/g)).toHaveLength(4);
});

test("a path's bars follow each other, each as long as its cell takes", () => {
  const chart = pathChart("A", ["ends"], "ns", [
    { name: "DFF", arrival: 0.5, increment: 0.5 },
    { name: "NAND2 ~sum[3]", arrival: 2, increment: 1.5 },
  ]);
  const bars = [...chart.matchAll(/class="bar"[^>]*d="M([\d.]+) [\d.]+h([\d.]+)/g)].map(([, x, width]) => [
    Number(x),
    Number(width),
  ]);
  const [[begin = 0, first] = [], [second, last] = []] = bars;
  expect([first, second, last]).toEqual([105, begin + 105, 315]);
});
