import { Command } from "commander";
import type { Operator } from "../../generators/contract/operator.js";
import { catalogue } from "../../generators/operators/catalogue.js";
import { parameterInfo } from "../../generators/parameters.js";
import { findOperator } from "../../generators/request.js";
import { terminalTable } from "../../report/table.js";
import { jsonOption } from "../options.js";
import { print, printResult } from "../output.js";

export const command = new Command("help")
  .description("one operator's parameters, defaults, ranges and source; or these commands")
  .argument("[operator]")
  .addOption(jsonOption())
  .action((name: string | undefined, options: { json?: boolean }) => {
    if (name === undefined) {
      print(usage());
      return;
    }
    const operator = findOperator(name);
    const { summary, source, examples } = operator;
    const parameters = parameterInfo(operator);
    printResult(
      options.json === true,
      { operator: operator.name, summary, source, parameters, examples },
      () => describe(operator),
    );
  });

function describe(operator: Operator): string {
  const parameters = parameterInfo(operator);
  const table = terminalTable(
    [
      { title: "parameter", align: "left", cell: ({ name }) => name },
      { title: "range", align: "left", cell: ({ range }) => range },
      {
        title: "default",
        align: "left",
        cell: (info) =>
          info.default ?? (info.required ? "must be given" : info.kind === "choice" ? "by objective" : ""),
      },
      { title: "meaning", align: "left", cell: ({ description }) => description },
    ],
    parameters,
  );
  return [
    `${operator.name}: ${operator.summary}`,
    "",
    table,
    "",
    `Source: ${operator.source}`,
    "",
    "For example:",
    ...operator.examples.map((example) => `  tapir compare ${operator.name} ${example}`),
  ].join("\n");
}

const usage = (): string => `tapir COMMAND --help tells a command's options:

  tapir list                          the catalogue of operators
  tapir help OPERATOR                 an operator's parameters
  tapir generate DESIGN…              write its Verilog and its manifest
  tapir export DESIGN… --format c     a C model, or every result as a table
  tapir eval DESIGN x=0x50 y=0x48     what the golden model says
  tapir verify DESIGN…                prove it right
  tapir audit DESIGN…                 would its vectors detect faults and mutants?
  tapir error DESIGN…                 how far an approximate one is from the exact result
  tapir synth DESIGN…                 what it costs
  tapir timing DESIGN…                its longest path
  tapir power DESIGN…                 power and energy
  tapir compare DESIGN…               verify and synth of several, side by side
  tapir sweep DESIGN…                 measure hundreds, keep and plot the results
  tapir report RESULTS.json           a sweep's results in other forms
  tapir cache                         the results that are kept
  tapir completion bash|zsh|fish      what makes your shell complete all this

A design is an operator's name and its parameters, for example PositMult n=16 es=1.
A value may be a list or a range, n=8,16 es=0..2, which makes a grid.
Operators: ${catalogue.map(({ name }) => name).join(", ")}
`;
