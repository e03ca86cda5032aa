import { Command } from "commander";
import type { NumberFormat } from "../../golden/format.js";
import type { Design } from "../../generators/design.js";
import { parameterInfo } from "../../generators/parameters.js";
import { findOperator, parseDesigns } from "../../generators/request.js";
import { textColumn } from "../../report/table.js";
import { RequestError } from "../../tools/errors.js";
import { writeAndPrint, writeWholeTexts } from "../files.js";
import { checkPlot } from "../plot.js";
import { bitFieldsChart } from "../../report/charts/bit-fields.js";
import { coloured, plain } from "../fields.js";
import { printForms, table, type FormOptions } from "../forms.js";
import { readOperand, type Operand } from "../../operands/written-operand.js";
import { csvOption, jsonOption, markdownOption } from "../options.js";

export const command = new Command("eval")
  .description("what the golden model says of one set of operands")
  .argument(
    "<words...>",
    "one design and its operands: values, x=1.5, x=-3, x=nar, or bit patterns, x=0x50, x=0b01010000",
  )
  .option("--plot <file>", "write the patterns field by field as SVG")
  .addOption(jsonOption())
  .addOption(csvOption())
  .addOption(markdownOption())
  .action(async (words: string[], options: FormOptions & { readonly plot?: string }) => {
    const { plot } = options;
    checkPlot(plot);
    const { design, operands } = read(words);
    const inputs = Object.fromEntries(Object.entries(operands).map(([name, { bits }]) => [name, bits]));
    const bits = { ...inputs, ...design.golden(inputs) };
    const ports = Object.entries(design.ports).map(([name, { direction, format }]) => ({
      name,
      direction,
      ...reading(format, bits[name] ?? 0n),
      ...(operands[name]?.note !== undefined && { rounded: operands[name].note }),
    }));
    const notes = Object.values(operands).flatMap(({ note }) => note ?? []);
    const chart = plot === undefined ? [] : [[plot, bitFieldsChart(design.spec, ports)] as const];
    await writeAndPrint(
      () => writeWholeTexts(new Map(chart)),
      () => {
        printForms(
          options,
          { design: design.spec, ports },
          () => [
            design.spec,
            table(ports, [
              textColumn("port", "port", ({ name }) => name),
              textColumn("bits", "bits", (port) => port.bits),
              { ...textColumn("value", "value", ({ value }) => value), align: "right" },
              textColumn(
                "fields",
                "fields",
                ({ fields }) => coloured(fields),
                ({ fields }) => plain(fields),
              ),
            ]),
            ...notes,
          ],
          "\n",
        );
      },
    );
  });

function reading(format: NumberFormat, bits: bigint) {
  return { bits: hex(bits, format.width), format: format.name, ...format.describe(bits) };
}

const hex = (bits: bigint, width: number): string =>
  `0x${bits.toString(16).padStart(Math.ceil(width / 4), "0")}`;

/** Splits the words into a design and the operands of its inputs: the pairs that are no parameters. */
function read(words: readonly string[]): { design: Design; operands: Record<string, Operand> } {
  const keyOf = (word: string): string | undefined => /^([^=]*)=/.exec(word)?.[1];
  const operator = findOperator(words.find((word) => keyOf(word) === undefined) ?? "");
  // Former ones too: they are refused with what to write instead.
  const parameters = new Set([
    ...parameterInfo(operator).map(({ name }) => name),
    ...Object.keys(operator.formerly ?? {}),
  ]);
  const isOperand = (word: string): boolean =>
    !parameters.has(keyOf(word) ?? operator.name) && word !== operator.name;

  const designs = parseDesigns(words.filter((word) => !isOperand(word)));
  // A pipeline's registers decide when a result comes, not which.
  const design = designs[0]?.core;
  if (design === undefined || designs.length > 1)
    throw new RequestError(`eval takes one design, not ${designs.length}`);
  const written = new Map<string, string>();
  for (const word of words.filter(isOperand)) {
    const name = keyOf(word) ?? "";
    if (written.has(name))
      throw new RequestError(`${name} is given twice; eval takes one value of each input`);
    written.set(name, word.slice(name.length + 1));
  }
  const inputs = Object.entries(design.ports).filter(([, { direction }]) => direction === "input");
  const names = inputs.map(([name]) => name).join(", ");
  for (const name of written.keys())
    if (!inputs.some(([input]) => input === name))
      throw new RequestError(
        `${design.spec} has neither a parameter nor an input '${name}'; its inputs are ${names}`,
      );
  const operands = inputs.map(([name, { format }]): [string, Operand] => {
    const text = written.get(name);
    if (text === undefined)
      throw new RequestError(
        `${design.spec} needs a value or a bit pattern for each of ${names}; ${name} has none`,
      );
    return [name, readOperand(name, text, format)];
  });
  return { design, operands: Object.fromEntries(operands) };
}
