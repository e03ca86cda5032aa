import { Command } from "commander";
import { catalogue } from "../../generators/operators/catalogue.js";
import { parameterInfo } from "../../generators/parameters.js";
import { textColumn } from "../../report/table.js";
import { printForms, table, type FormOptions } from "../forms.js";
import { csvOption, jsonOption, markdownOption } from "../options.js";

export const command = new Command("list")
  .description("the catalogue of operators")
  .addOption(jsonOption())
  .addOption(csvOption())
  .addOption(markdownOption())
  .action((options: FormOptions) => {
    const operators = catalogue.map((operator) => ({
      name: operator.name,
      parameters: parameterInfo(operator)
        .filter(({ kind }) => kind === "own")
        .map(({ name }) => name),
      summary: operator.summary,
    }));
    printForms(options, { operators }, () => [
      table(operators, [
        textColumn("operator", "operator", ({ name }) => name),
        textColumn("parameters", "parameters", ({ parameters }) => parameters.join(" ")),
        textColumn("computes", "summary", ({ summary }) => summary),
      ]),
    ]);
  });
