import type { Design } from "../generators/design.js";
import { expectedWords } from "../operands/expected.js";
import { layoutOf } from "../operands/word.js";
import { renderTemplate } from "../tools/template.js";

/**
 * A combinational design's golden model written out as a Verilog look-up table, one for each output bit; as a
 * decision diagram, as neither Yosys nor ABC gets through an array of thousands of constants in useful time.
 * @throws {RangeError} the golden model's results do not fit the ports
 */
export function lookUpTable(design: Design): string {
  const inputs = layoutOf(design.ports, "input");
  const outputs = layoutOf(design.ports, "output");
  const words = expectedWords(
    design,
    Array.from({ length: 2 ** inputs.width }, (_, word) => BigInt(word)),
  );
  const table = new Table(inputs.fields.flatMap(({ name, format }) => bitsOf(name, format.width)));
  const column = (bit: number) => words.map((word) => ((word >> BigInt(bit)) & 1n ? "1" : "0")).join("");
  return renderTemplate("formal/look-up-table.v.hbs", {
    spec: design.spec,
    top: design.moduleName,
    ports: Object.entries(design.ports)
      .map(([name, { direction, format }]) => `${direction} [${format.width - 1}:0] ${name}`)
      .join(", "),
    outputs: outputs.fields.map(({ name, format, lsb }) => {
      const bits = Array.from({ length: format.width }, (_, i) => table.enter(column(lsb + i)));
      return { name, bits: `{${bits.reverse().join(", ")}}` };
    }),
    entries: table.entries,
  });
}

/** `x[7]` down to `x[0]`: the order in which they are in a word. */
const bitsOf = (name: string, width: number) =>
  Array.from({ length: width }, (_, i) => `${name}[${width - 1 - i}]`);

interface Entry {
  readonly [field: string]: string;
  readonly name: string;
  readonly bit: string;
  readonly high: string;
  readonly low: string;
}

class Table {
  readonly entries: Entry[] = [];
  readonly #known = new Map<string, string>();

  /** @param bits of the inputs, from the top of a word */
  constructor(private readonly bits: readonly string[]) {}

  /**
   * Enters a column, a digit for each value of the bits from `depth` on, value 0 first.
   * @returns the name of its entry, or a constant
   */
  enter(column: string, depth = 0): string {
    if (!column.includes("1")) return "1'b0";
    if (!column.includes("0")) return "1'b1";
    const known = this.#known.get(column);
    if (known !== undefined) return known;
    const half = column.length / 2;
    const low = this.enter(column.slice(0, half), depth + 1);
    const high = this.enter(column.slice(half), depth + 1);
    const name = low === high ? low : this.#write(this.bits[depth] ?? "", high, low);
    this.#known.set(column, name);
    return name;
  }

  #write(bit: string, high: string, low: string): string {
    const name = `entry_${this.entries.length}`;
    this.entries.push({ name, bit, high, low });
    return name;
  }
}
