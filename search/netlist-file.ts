import { stringify } from "yaml";
import {
  digestedWords,
  netlistFormats,
  operatorOf,
  resultsDigest,
} from "../generators/operators/shared/searched-netlist.js";
import { canonical } from "./canonical.js";
import type { GateList } from "./engine/genome.js";
import type { ExactErrors } from "./exact-errors.js";
import type { Shape } from "./engine/shape.js";
import { resultsOfList } from "./table.js";

/** How a netlist was found, for whoever reads its file. */
export interface Found {
  readonly shape: Shape;
  readonly name: string;
  readonly command: string;
  readonly start: string;
  readonly library: string;
  readonly area: number;
  readonly delay: number;
  /** Over all words of operands, each as likely. */
  readonly errors: ExactErrors;
  /** Versions of tapir and Yosys. */
  readonly madeBy: string;
}

/** A netlist as `SearchedMult file=` or `SearchedMac file=` reads it: YAML, the same bytes for the same netlist. */
export function netlistFile(list: GateList, found: Found): string {
  const { shape } = found;
  const { n, acc, signed } = shape;
  const kind = acc === 0 ? "multiplier" : "multiply-add";
  const { gates, outputs } = canonical(list);
  const results = resultsOfList({ gates, outputs }, shape, digestedWords(shape));
  const head = stringify(
    {
      format: netlistFormats[kind],
      name: found.name,
      n,
      ...(acc > 0 && { acc }),
      signed,
      found_by: found.command,
      start: found.start,
      made_by: found.madeBy,
      library: found.library,
      area: rounded(found.area),
      delay_ns: rounded(found.delay),
      errors_of_all_pairs: errorFields(found.errors),
      table_sha256: resultsDigest(results, shape),
    },
    { lineWidth: 0 },
  );
  const lines = gates.map((gate, index) => `  - ${gate.join(" ").padEnd(24)} # g${index}`);
  return [
    `# A ${kind} of gates; 'tapir generate ${operatorOf(shape)} file=…' makes its Verilog.`,
    `${head}gates:`,
    ...(lines.length === 0 ? ["  []"] : lines),
    `outputs: [${outputs.join(", ")}]`,
    "",
  ].join("\n");
}

/** Errors as results and files name them; see docs/error.md. */
export const errorFields = ({ mred, nmed, med, wce, bias }: ExactErrors): Record<string, number> => ({
  mred_percent: rounded(100 * mred),
  nmed_percent: rounded(100 * nmed),
  med: rounded(med),
  wce,
  mean_error: rounded(bias),
});

const rounded = (value: number): number => Number(value.toPrecision(6));
