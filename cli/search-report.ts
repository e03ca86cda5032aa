import type { Library } from "../liberty/library.js";
import { numberColumn, textColumn, type Column } from "../report/table.js";
import { operatorOf } from "../generators/operators/shared/searched-netlist.js";
import { errorsOfAllPairs } from "../search/errors-of.js";
import { errorFields } from "../search/netlist-file.js";
import type { Member, Plan } from "../search/round.js";
import type { SearchState } from "../search/search.js";
import { table, type Part } from "./forms.js";
import type { NetworkTrial } from "./search-trial.js";

/** A start, or what was found. */
interface Row {
  readonly design: string;
  readonly area: number;
  readonly delay_ns: number;
  readonly mred_percent: number;
  readonly nmed_percent: number;
  readonly wce: number;
  readonly mean_error: number;
  /** Null where there is no trial in a network, or it did not come to that. */
  readonly top1_percent: number | null;
  /** Whether it keeps to the limits. */
  readonly within: boolean;
}

/** What a search found; its field names carry their units. */
export interface SearchDocument {
  readonly file: string;
  readonly seed: number;
  readonly evaluations: number;
  /** Of the errors of `designs`. */
  readonly operands: "uniform" | "weighted";
  /** Null where there is none. */
  readonly network: NetworkFigures | null;
  /** The starts, then what was found. */
  readonly designs: readonly Row[];
  /** Of what was found, with every pair as likely. */
  readonly errors_of_all_pairs: Readonly<Record<string, number>>;
}

/** The network that netlists were tried in. */
interface NetworkFigures {
  readonly name: string;
  readonly float32_top1_percent: number;
  readonly min_top1_percent: number;
  /** Netlists that were tried after the starts. */
  readonly trials: number;
}

export function searchDocument(
  found: SearchState,
  plan: Plan,
  file: string,
  trial: NetworkTrial | undefined,
): SearchDocument {
  const { operands } = plan;
  const [best] = found.members;
  if (best === undefined) throw new RangeError("nothing is found");
  return {
    file,
    seed: plan.seed,
    evaluations: plan.evaluations * plan.chains * plan.rounds,
    operands: operands === undefined ? "uniform" : "weighted",
    network:
      trial === undefined
        ? null
        : {
            name: trial.name,
            float32_top1_percent: percentOf(trial.float32),
            min_top1_percent: percentOf(trial.least),
            trials: found.allowance?.trials ?? 0,
          },
    designs: [
      ...found.starts.map((start) => rowOf(start.design, start, start.within)),
      rowOf(`${operatorOf(plan.shape)} file=${file}`, best, true),
    ],
    errors_of_all_pairs: errorFields(errorsOfAllPairs(best.list, plan, best.errors)),
  };
}

const rowOf = (
  design: string,
  { area, delay, errors, accuracy }: Pick<Member, "area" | "delay" | "errors" | "accuracy">,
  within: boolean,
): Row => {
  const { mred_percent = 0, nmed_percent = 0, wce = 0, mean_error = 0 } = errorFields(errors);
  return {
    ...{ design, area, delay_ns: delay, mred_percent, nmed_percent, wce, mean_error },
    top1_percent: accuracy === undefined ? null : percentOf(accuracy),
    within,
  };
};

const percentOf = (share: number): number => Number((100 * share).toPrecision(6));

export function searchReport(document: SearchDocument, library: Library): Part[] {
  const [area, delay] = library.normalised ? ["area NAND2", "delay FO4"] : ["area µm²", "delay ns"];
  const columns: Column<Row>[] = [
    textColumn("design", "design", (row) => row.design),
    numberColumn(area, "area", 1, (row) => row.area),
    numberColumn(delay, "delay_ns", 3, (row) => row.delay_ns),
    numberColumn("MRED %", "mred_percent", 4, (row) => row.mred_percent),
    numberColumn("NMED %", "nmed_percent", 4, (row) => row.nmed_percent),
    numberColumn("WCE", "wce", 0, (row) => row.wce),
    numberColumn("bias", "mean_error", 2, (row) => row.mean_error),
    ...(document.network === null
      ? []
      : [numberColumn<Row>("top-1 %", "top1_percent", 2, (row) => row.top1_percent)]),
    textColumn("within the limits", "within", (row) => (row.within ? "yes" : "no")),
  ];
  const { mred_percent, nmed_percent, wce, mean_error } = document.errors_of_all_pairs;
  return [
    table(document.designs, columns),
    `${library.name}, areas and delays by ABC; errors over all pairs of operands${document.operands === "uniform" ? "" : `, as often as the operands come. Every pair as likely: MRED ${mred_percent} %, NMED ${nmed_percent} %, WCE ${wce}, bias ${mean_error}`}; seed ${document.seed}, ${document.evaluations.toLocaleString("en-US")} evaluations.`,
  ];
}
