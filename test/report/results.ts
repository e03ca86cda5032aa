import type { Figure, Results, Row, Value } from "../../report/results.js";

const area: Figure = {
  field: "area_um2",
  title: "area",
  unit: "µm²",
  measure: "synth",
  place: "table",
  decimals: 1,
  better: "less",
};
const mred: Figure = {
  field: "mred_percent",
  title: "MRED",
  unit: "%",
  measure: "error",
  place: "table",
  decimals: 2,
  better: "less",
  exact: 0,
};
const yosys: Figure = { field: "yosys", title: "Yosys", unit: "", measure: "synth", place: "foot" };
const depth: Figure = {
  field: "depth",
  title: "depth",
  unit: "",
  measure: "synth",
  place: "record",
  decimals: 0,
};

/** One row of results that nobody measured. */
export const someRow = (design: string, figures: Record<string, Value>, more: Partial<Row> = {}): Row => ({
  design,
  operator: design.split(" ")[0] ?? "",
  class: "x·y: unsigned⟨8⟩",
  exact: false,
  parameters: { n: 8 },
  objective: "balanced",
  library: "lib_1",
  command: `tapir generate ${design}`,
  module: design.replaceAll(/\W/g, "_"),
  verilog: `module ${design.replaceAll(/\W/g, "_")}; // <b> & </script>\nendmodule\n`,
  figures: { area_um2: null, mred_percent: null, yosys: null, depth: null, ...figures },
  ...more,
});

/** Results that nobody measured, for what is made of results. */
export const someResults = (designs: Row[]): Results => ({
  tapir: "0.0.0",
  kind: "sweep",
  measures: ["synth", "error"],
  libraries: [{ name: "lib_1", files: ["a.lib"], sha256: "0" }],
  conditions: { seed: 1 },
  columns: [area, mred, yosys, depth],
  designs,
});
