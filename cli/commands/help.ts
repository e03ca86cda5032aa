import { Command } from "commander";
import type { Operator } from "../../generators/contract/operator.js";
import { catalogue } from "../../generators/operators/catalogue.js";
import { parameterInfo, type ParameterInfo } from "../../generators/parameters.js";
import { textColumn, type Column } from "../../report/table.js";
import { RequestError } from "../../tools/errors.js";
import { noSuch } from "../../tools/suggestion.js";
import { printForms, table, type FormOptions, type Part } from "../forms.js";
import { guides, overview } from "../guide.js";
import { csvOption, jsonOption, markdownOption } from "../options.js";
import { print } from "../output.js";

export const command = new Command("help")
  .description("an operator's parameters, defaults, ranges and source; a command's options; or all commands")
  .argument("[name]", "of an operator or a command")
  .addOption(jsonOption())
  .addOption(csvOption())
  .addOption(markdownOption())
  .action((name: string | undefined, options: FormOptions) => {
    if (name === undefined) {
      print(overview());
      return;
    }
    const operator = operatorNamed(name);
    const { summary, source, examples } = operator;
    const parameters = parameterInfo(operator);
    printForms(
      options,
      { operator: operator.name, summary, source, parameters, examples },
      () => describe(operator),
      "\n",
    );
  });

function operatorNamed(name: string): Operator {
  const operator = catalogue.find((each) => each.name === name);
  if (operator !== undefined) return operator;
  const names = [
    ...catalogue.map((each) => each.name),
    ...Object.values(guides).flatMap((group) => Object.keys(group)),
  ];
  throw new RequestError(
    noSuch(
      `there is no operator '${name}', nor a command`,
      name,
      names,
      "'tapir list' and 'tapir help' show them all",
    ),
  );
}

const columns: readonly Column<ParameterInfo>[] = [
  textColumn("parameter", "parameter", ({ name }) => name),
  textColumn("range", "range", ({ range }) => range),
  textColumn(
    "default",
    "default",
    (info) =>
      info.default ?? (info.required ? "must be given" : info.kind === "choice" ? "by objective" : ""),
    (info) => info.default,
  ),
  textColumn("meaning", "meaning", ({ description }) => description),
];

const describe = (operator: Operator): Part[] => [
  `${operator.name}: ${operator.summary}\n`,
  table(parameterInfo(operator), columns),
  `\nSource: ${operator.source}\n`,
  ["For example:", ...operator.examples.map((example) => `  tapir compare ${operator.name} ${example}`)].join(
    "\n",
  ),
];
