import { Command } from "commander";
import { parseDesigns } from "../../generators/request.js";
import { figure } from "../../report/numbers.js";
import { tableFor, type Column } from "../../report/table.js";
import { errorStatistics, type ErrorStatistics } from "../../sim/error.js";
import { jsonOption, markdownOption, samplesOption, seedOption } from "../options.js";
import { printResult } from "../output.js";

interface Options {
  readonly samples: number;
  readonly seed: number;
  readonly json?: boolean;
  readonly markdown?: boolean;
}

export const command = new Command("error")
  .description("how far each approximate design is from the exact result, on random operands")
  .argument("<design...>", "for example MitchwMult n=32 w=4,6,8")
  .addOption(samplesOption())
  .addOption(seedOption())
  .addOption(jsonOption())
  .addOption(markdownOption())
  .action((words: string[], { samples, seed, json, markdown }: Options) => {
    const designs = parseDesigns(words).map((design) => errorStatistics(design, { samples, seed }));
    printResult(json === true, { designs }, () => tableFor(markdown)(columns, designs));
  });

const percent = (value: (statistics: ErrorStatistics) => number, title: string): Column<ErrorStatistics> => ({
  title: `${title} %`,
  align: "right",
  cell: (statistics) => figure(value(statistics), 2),
});

const columns: readonly Column<ErrorStatistics>[] = [
  { title: "design", align: "left", cell: ({ design }) => design },
  { title: "samples", align: "right", cell: ({ samples }) => figure(samples, 0) },
  percent((statistics) => statistics.mean_percent, "mean"),
  percent((statistics) => statistics.worst_negative_percent, "worst negative"),
  percent((statistics) => statistics.worst_positive_percent, "worst positive"),
  percent((statistics) => statistics.mred_percent, "MRED"),
];
