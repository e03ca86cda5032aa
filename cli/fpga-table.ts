import { figure } from "../report/numbers.js";
import { hiddenColumn, numberColumn, textColumn, type Column } from "../report/table.js";
import { targetOf } from "../synth/fpga/targets.js";
import type { FpgaResult } from "../synth/fpga/synthesize.js";
import { sortOutcomes, type Failed } from "../library/outcomes.js";
import { failed, table, type Part } from "./forms.js";

/** What `tapir synth --target ice40` prints. */
export function fpgaReport(outcomes: readonly (FpgaResult | Failed)[]): Part[] {
  const { results } = sortOutcomes(outcomes);
  const [first] = results;
  return [
    table(results, columns),
    ...(first === undefined ? [] : [conditions(first, results)]),
    failed(outcomes),
  ];
}

const columns: readonly Column<FpgaResult>[] = [
  textColumn("design", "design", ({ design }) => design),
  numberColumn("LUTs", "luts", 0, ({ luts }) => luts),
  numberColumn("carries", "carries", 0, ({ carries }) => carries),
  numberColumn("DSPs", "dsps", 0, ({ dsps }) => dsps),
  numberColumn("flip-flops", "flip_flops", 0, ({ flip_flops }) => flip_flops),
  {
    ...numberColumn("delay ns", "delay_ns", 2, ({ delay_ns }) => delay_ns),
    cell: ({ delay_ns, no_timing }) => no_timing ?? figure(delay_ns, 2),
  },
  numberColumn("MHz", "frequency_mhz", 1, ({ frequency_mhz }) => frequency_mhz),
  hiddenColumn("target", ({ target }) => target),
  hiddenColumn("device", ({ device }) => device),
  hiddenColumn("yosys", ({ yosys }) => yosys),
];

const conditions = ({ target, yosys, device }: FpgaResult, results: readonly FpgaResult[]): string =>
  `${targetOf(target).family}, ${yosys}: ${[...new Set(results.map(({ synthesis }) => synthesis))].join(" and ")}${device === null ? "" : `; placed and routed by nextpnr on ${device}`}`;
