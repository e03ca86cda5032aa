import { figure } from "../report/numbers.js";
import { tableFor, type Column } from "../report/table.js";
import { targetOf } from "../synth/fpga/targets.js";
import type { FpgaResult } from "../synth/fpga/synthesize.js";
import { sortOutcomes, type Failed } from "../library/outcomes.js";

/** What `tapir synth --target ice40` prints for a person. */
export function fpgaText(outcomes: readonly (FpgaResult | Failed)[], markdown?: boolean): string {
  const { results, failures } = sortOutcomes(outcomes);
  const [first] = results;
  const tables = first === undefined ? [] : [tableFor(markdown)(columns, results), conditions(first)];
  return [...tables, ...failures].join(markdown === true ? "\n\n" : "\n");
}

const count = (title: string, value: (result: FpgaResult) => number): Column<FpgaResult> => ({
  title,
  align: "right",
  cell: (result) => figure(value(result), 0),
});

const columns: readonly Column<FpgaResult>[] = [
  { title: "design", align: "left", cell: ({ design }) => design },
  count("LUTs", ({ luts }) => luts),
  count("carries", ({ carries }) => carries),
  count("DSPs", ({ dsps }) => dsps),
  count("flip-flops", ({ flip_flops }) => flip_flops),
  { title: "delay ns", align: "right", cell: ({ delay_ns, no_timing }) => no_timing ?? figure(delay_ns, 2) },
  { title: "MHz", align: "right", cell: ({ frequency_mhz }) => figure(frequency_mhz, 1) },
];

const conditions = ({ target, synthesis, yosys, device }: FpgaResult): string =>
  `${targetOf(target).family}, ${yosys}: ${synthesis}${device === null ? "" : `; placed and routed by nextpnr on ${device}`}`;
