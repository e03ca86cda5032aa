import type { Design } from "../generators/design.js";
import { signed } from "../golden/integer.js";
import type { NumberFormat } from "../golden/format.js";
import { layoutOf, type Field } from "../operands/word.js";
import { RequestError } from "../tools/errors.js";

/** Every result of a design, by its operands. */
export interface Table {
  readonly design: Design;
  /** In the order of their declaration; the last one varies fastest. */
  readonly inputs: readonly Field[];
  readonly output: Field;
  /** Result patterns; an entry's index is the concatenation of the input patterns, the first on top. */
  readonly patterns: readonly bigint[];
}

/** 65,536 entries: two operands of 8 bits. */
const mostInputBits = 16;
const mostOutputBits = 64;

/**
 * Tabulates a design's golden model.
 * @throws {RequestError} it has registers, more than 16 input bits, or not one output of up to 64 bits
 */
export function tabulate(design: Design): Table {
  const { spec, ports, machine } = design;
  const inputs = layoutOf(ports, "input");
  const { fields } = layoutOf(ports, "output");
  const [output, ...others] = fields;
  const refuse = (why: string): never => {
    throw new RequestError(`${spec} has no table: ${why}. --format c makes a model of any design`);
  };
  if (machine !== null) return refuse("it has registers, and its results depend on more than its operands");
  if (output === undefined || others.length > 0)
    return refuse(`a table is of one result, and it has ${fields.map(({ name }) => name).join(", ")}`);
  if (inputs.width > mostInputBits)
    return refuse(`its inputs have ${inputs.width} bits in all, and a table has room for ${mostInputBits}`);
  if (output.format.width > mostOutputBits)
    return refuse(`${output.name} has ${output.format.width} bits, and an entry up to ${mostOutputBits}`);
  const patterns = Array.from(
    { length: 2 ** inputs.width },
    (_, index) => design.golden(inputs.unpack(BigInt(index)))[output.name] ?? 0n,
  );
  return { design, inputs: inputs.fields, output, patterns };
}

/** Whether a format's patterns are integers in two's complement. */
export const isSignedInteger = ({ name, width }: NumberFormat): boolean => name === signed(width).name;

/** Bytes of the smallest integer that holds a table's results: 1, 2, 4 or 8. */
export const entryBytes = ({ output }: Table): 1 | 2 | 4 | 8 =>
  ([1, 2, 4, 8] as const).find((bytes) => output.format.width <= 8 * bytes) ?? 8;

/** A table's entries as integers: values of formats in two's complement, patterns of all others. */
export const integers = ({ output: { format }, patterns }: Table): bigint[] =>
  patterns.map((bits) => (isSignedInteger(format) ? BigInt.asIntN(format.width, bits) : bits));
