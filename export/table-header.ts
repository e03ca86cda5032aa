import { ascii } from "../generators/verilog.js";
import { renderTemplate } from "../tools/template.js";
import { version } from "../tools/version.js";
import { entryBytes, integers, isSignedInteger, type Table } from "./table.js";

/** The C header of a table: an array with a dimension for each input. */
export function tableHeader(table: Table): string {
  const { design, inputs, output } = table;
  const name = `${design.moduleName}_table`;
  const names = inputs.map((input) => input.name);
  const isSigned = isSignedInteger(output.format);
  return renderTemplate("export/table.h.hbs", {
    name,
    guard: `${name.toUpperCase()}_H`,
    spec: design.spec,
    version,
    command: `tapir export ${design.spec} --format header${design.name === null ? "" : ` --name ${design.name}`}`,
    inputs: inputs.map((input) => ({ name: input.name, format: ascii(input.format.name) })),
    output: { name: output.name, format: ascii(output.format.name) },
    isSigned,
    access: name + names.map((each) => `[${each}]`).join(""),
    operands: names.join(", "),
    type: `${isSigned ? "" : "u"}int${8 * entryBytes(table)}_t`,
    dimensions: inputs.map(({ format }) => `[${2 ** format.width}]`).join(""),
    rows: rows(table),
  });
}

const perLine = 16;

/** The entries, a few to a line; braces around those that share the patterns of all inputs but the last. */
function rows(table: Table): string[] {
  const entries = integers(table).map((entry) => literal(entry, 8 * entryBytes(table)));
  const lengths = table.inputs.map(({ format }) => 2 ** format.width);
  return nested(entries, lengths);
}

function nested(entries: readonly string[], [length = 1, ...inner]: readonly number[]): string[] {
  if (inner.length === 0) return lines(entries);
  const size = entries.length / length;
  return Array.from({ length }, (_, index) => {
    const part = nested(entries.slice(index * size, (index + 1) * size), inner);
    return ["{", ...part, "},"];
  }).flat();
}

/** INT64_MIN has no literal of its own: its digits alone are too large. */
function literal(entry: bigint, bits: number): string {
  if (bits < 64) return entry.toString();
  if (entry === -(2n ** 63n)) return "(-INT64_C(9223372036854775807) - 1)";
  return entry < 0n ? `-INT64_C(${-entry})` : entry < 2n ** 63n ? `INT64_C(${entry})` : `UINT64_C(${entry})`;
}

const lines = (texts: readonly string[]): string[] =>
  Array.from({ length: Math.ceil(texts.length / perLine) }, (_, line) =>
    texts
      .slice(line * perLine, (line + 1) * perLine)
      .map((text) => `${text},`)
      .join(" "),
  );
