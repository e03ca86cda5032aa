import type { Design } from "../generators/design.js";
import type { Description, NumberFormat } from "../golden/format.js";
import { expectedWords } from "./expected.js";
import { layoutOf, type WordLayout } from "./word.js";

/** A port's bits in hexadecimal, `0x50`, or in binary with digits x and z, `0b01xz`, and what they mean. */
export interface Reading extends Description {
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
 * @param word the inputs side by side
 * @param actual the outputs side by side, as digits 0, 1, x and z
 * @param expected the outputs side by side; of a combinational design, what the golden model says of `word`
 */
export function decodeMismatch(
  design: Design,
  word: bigint,
  actual: string,
  expected = expectedWords(design, [word])[0] ?? 0n,
): Mismatch {
  const inputs = layoutOf(design.ports, "input");
  const outputs = layoutOf(design.ports, "output");
  return {
    inputs: readings(inputs, digits(word, inputs.width)),
    expected: readings(outputs, digits(expected, outputs.width)),
    actual: readings(outputs, actual),
  };
}

/** What each word gives to a design's inputs. */
export function decodeInputs({ ports }: Pick<Design, "ports">, words: readonly bigint[]): Readings[] {
  const inputs = layoutOf(ports, "input");
  return words.map((word) => readings(inputs, digits(word, inputs.width)));
}

const digits = (word: bigint, width: number) => word.toString(2).padStart(width, "0");

function readings({ width, fields }: WordLayout, word: string): Readings {
  return Object.fromEntries(
    fields.map(({ name, format, lsb }) => {
      const end = width - lsb;
      return [name, reading(format, word.slice(end - format.width, end))];
    }),
  );
}

function reading(format: NumberFormat, pattern: string): Reading {
  if (/[xz]/.test(pattern)) return { bits: `0b${pattern}`, value: "undefined", fields: {} };
  const bits = BigInt(`0b${pattern}`);
  const { value, fields } = format.describe(bits);
  return { bits: `0x${bits.toString(16).padStart(Math.ceil(format.width / 4), "0")}`, value, fields };
}
