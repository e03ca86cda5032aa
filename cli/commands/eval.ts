import { Command } from "commander";
import type { NumberFormat } from "../../golden/format.js";
import type { Design } from "../../generators/design.js";
import { parameterInfo } from "../../generators/parameters.js";
import { findOperator, parseDesigns } from "../../generators/request.js";
import { terminalTable } from "../../report/table.js";
import { RequestError } from "../../tools/errors.js";
import { jsonOption } from "../options.js";
import { printResult } from "../output.js";

export const command = new Command("eval")
  .description("what the golden model says of one set of operands")
  .argument("<words...>", "one design and its operands, for example PositMult n=8 es=0 x=0x50 y=0x48")
  .addOption(jsonOption())
  .action((words: string[], { json }: { json?: boolean }) => {
    const { design, operands } = read(words);
    const bits = { ...operands, ...design.golden(operands) };
    const ports = Object.entries(design.ports).map(([name, { direction, format }]) => ({
      name,
      direction,
      ...reading(format, bits[name] ?? 0n),
    }));
    printResult(json === true, { design: design.spec, ports }, () =>
      [
        design.spec,
        terminalTable(
          [
            { title: "port", align: "left", cell: ({ name }) => name },
            { title: "bits", align: "left", cell: (port) => port.bits },
            { title: "value", align: "right", cell: ({ value }) => value },
            {
              title: "fields",
              align: "left",
              cell: ({ fields }) =>
                Object.entries(fields)
                  .map(([name, text]) => `${name} ${text}`)
                  .join("  "),
            },
          ],
          ports,
        ),
      ].join("\n"),
    );
  });

function reading(format: NumberFormat, bits: bigint) {
  return { bits: hex(bits, format.width), format: format.name, ...format.describe(bits) };
}

const hex = (bits: bigint, width: number): string =>
  `0x${bits.toString(16).padStart(Math.ceil(width / 4), "0")}`;

/** Splits the words into a design and the operands of its inputs: the pairs that are no parameters. */
function read(words: readonly string[]): { design: Design; operands: Record<string, bigint> } {
  const keyOf = (word: string): string | undefined => /^([^=]*)=/.exec(word)?.[1];
  const operator = findOperator(words.find((word) => keyOf(word) === undefined) ?? "");
  const parameters = new Set(parameterInfo(operator).map(({ name }) => name));
  const isOperand = (word: string): boolean =>
    !parameters.has(keyOf(word) ?? operator.name) && word !== operator.name;

  const designs = parseDesigns(words.filter((word) => !isOperand(word)));
  // A pipeline's registers decide when a result comes, not which.
  const design = designs[0]?.core;
  if (design === undefined || designs.length > 1)
    throw new RequestError(`eval takes one design, not ${designs.length}`);
  const written = new Map(words.filter(isOperand).map((word) => word.split("=") as [string, string]));
  const inputs = Object.entries(design.ports).filter(([, { direction }]) => direction === "input");
  const names = inputs.map(([name]) => name).join(", ");
  for (const name of written.keys())
    if (!inputs.some(([input]) => input === name))
      throw new RequestError(
        `${design.spec} has neither a parameter nor an input '${name}'; its inputs are ${names}`,
      );
  const operands = inputs.map(([name, { format }]) => {
    const text = written.get(name);
    if (text === undefined)
      throw new RequestError(`${design.spec} needs a bit pattern for each of ${names}; ${name} has none`);
    return [name, pattern(name, text, format)];
  });
  return { design, operands: Object.fromEntries(operands) as Record<string, bigint> };
}

function pattern(name: string, text: string, { width }: NumberFormat): bigint {
  let bits: bigint;
  try {
    bits = BigInt(text);
  } catch {
    throw new RequestError(`${name}=${text} is no bit pattern; write it as 0x50, 0b01010000 or 80`);
  }
  if (bits < 0n || bits >> BigInt(width) !== 0n)
    throw new RequestError(`${name}=${text} does not fit the ${width} bits of ${name}`);
  return bits;
}
