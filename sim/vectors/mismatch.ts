import type { Design } from "../../generators/design.js";
import type { Port } from "../../generators/contract/operator.js";
import type { Description, NumberFormat } from "../../golden/format.js";
import { expectedWords } from "../../operands/expected.js";
import { unpackVector, vectorLayout } from "../../operands/state.js";
import { layoutOf, type Field } from "../../operands/word.js";

/** A port's bits, and what they mean: in hexadecimal, `0x50`, or in binary where there is an x or a z, `0b01xz`. */
interface Reading extends Description {
  readonly bits: string;
}

/** Readings by port name. */
export type Readings = Readonly<Record<string, Reading>>;

/** A vector whose outputs are not the golden model's. */
export interface Mismatch {
  readonly inputs: Readings;
  readonly expected: Readings;
  readonly actual: Readings;
}

/**
 * @param word inputs, as `vectorLayout` has them
 * @param actual outputs, and the state where it is compared, side by side, as digits 0, 1, x and z
 * @param expected outputs, as `vectorLayout` has them; of a combinational design, what the golden model says of `word`
 */
export function decodeMismatch(
  design: Design,
  word: bigint,
  actual: string,
  expected = expectedWords(design, [word])[0] ?? 0n,
): Mismatch {
  const given = fieldsOf(design, "input", word);
  const compared = fieldsOf(design, "output", expected);
  return {
    inputs: readings(given, digits(word)),
    expected: readings(compared, digits(expected)),
    actual: readings(compared, actual),
  };
}

/** The fields of a vector that are valid: its ports, and its state where it is given. */
function fieldsOf(design: Design, direction: Port["direction"], word: bigint): Field[] {
  const layout = vectorLayout(design, direction);
  const bits = unpackVector(layout, design.state, word);
  return layout.fields.filter(({ name }) => name in bits);
}

/** The inputs of each word, decoded. */
export function decodeInputs({ ports }: Pick<Design, "ports">, words: readonly bigint[]): Readings[] {
  const { fields } = layoutOf(ports, "input");
  return words.map((word) => readings(fields, digits(word)));
}

const digits = (word: bigint): string => word.toString(2);

/** @param word digits, leading zeros left out or not; a bench that looks at ports alone has no others */
function readings(fields: readonly Field[], word: string): Readings {
  return Object.fromEntries(
    fields.map(({ name, format, lsb }) => {
      const all = word.padStart(lsb + format.width, "0");
      const end = all.length - lsb;
      return [name, reading(format, all.slice(end - format.width, end))];
    }),
  );
}

function reading(format: NumberFormat, pattern: string): Reading {
  if (/[xz]/.test(pattern)) return { bits: `0b${pattern}`, value: "undefined", fields: {} };
  const bits = BigInt(`0b${pattern}`);
  const { value, fields } = format.describe(bits);
  return { bits: `0x${bits.toString(16).padStart(Math.ceil(format.width / 4), "0")}`, value, fields };
}
