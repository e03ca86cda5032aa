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
  /** Where it was tried: the network and images, and the accuracy there, 0 to 1. */
  readonly trial?: { readonly network: string; readonly accuracy: number } | undefined;
}

/**
 * A netlist as `SearchedMult file=` or `SearchedMac file=` reads it: YAML, the same bytes for the same netlist.
 * @param found undefined: the file says nothing of it
 */
export function netlistFile(list: GateList, shape: Shape, found?: Found): string {
  const { n, acc, signed } = shape;
  const kind = acc === 0 ? "multiplier" : "multiply-add";
  const { gates, outputs } = canonical(list);
  const results = resultsOfList({ gates, outputs }, shape, digestedWords(shape));
  const head = stringify(
    {
      format: netlistFormats[kind],
      ...(found && { name: found.name }),
      n,
      ...(acc > 0 && { acc }),
      signed,
      ...(found && describe(found)),
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

const describe = ({ command, start, madeBy, library, area, delay, trial, errors }: Found) => ({
  found_by: command,
  start,
  made_by: madeBy,
  library,
  area: rounded(area),
  delay_ns: rounded(delay),
  ...(trial && { network: trial.network, top1_percent: rounded(100 * trial.accuracy) }),
  errors_of_all_pairs: errorFields(errors),
});

/** Errors as results and files name them; see docs/error.md. */
export const errorFields = ({ mred, nmed, med, wce, bias }: ExactErrors): Record<string, number> => ({
  mred_percent: rounded(100 * mred),
  nmed_percent: rounded(100 * nmed),
  med: rounded(med),
  wce,
  mean_error: rounded(bias),
});

const rounded = (value: number): number => Number(value.toPrecision(6));
