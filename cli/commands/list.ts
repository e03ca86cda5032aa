import { Command } from "commander";
import { catalogue } from "../../generators/operators/catalogue.js";
import { parameterInfo } from "../../generators/parameters.js";
import { terminalTable } from "../../report/table.js";
import { jsonOption } from "../options.js";
import { printResult } from "../output.js";

export const command = new Command("list")
  .description("the catalogue of operators")
  .addOption(jsonOption())
  .action((options: { json?: boolean }) => {
    const operators = catalogue.map((operator) => ({
      name: operator.name,
      parameters: parameterInfo(operator)
        .filter(({ kind }) => kind === "own")
        .map(({ name }) => name),
      summary: operator.summary,
    }));
    printResult(options.json === true, { operators }, () =>
      terminalTable(
        [
          { title: "operator", align: "left", cell: ({ name }) => name },
          { title: "parameters", align: "left", cell: ({ parameters }) => parameters.join(" ") },
          { title: "computes", align: "left", cell: ({ summary }) => summary },
        ],
        operators,
      ),
    );
  });
