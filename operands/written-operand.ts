import { Dyadic } from "../golden/dyadic.js";
import type { NumberFormat } from "../golden/format.js";
import { fromDecimal } from "../golden/from-decimal.js";
import { RequestError } from "../tools/errors.js";

/** An operand as it was written, and the pattern that it means. */
export interface Operand {
  readonly bits: bigint;
  /** What a person should hear of it; undefined where the pattern is just what was written. */
  readonly note?: string;
}

/**
 * Reads an operand: `0x50` and `0b01010000` are bit patterns; whatever else is a number, `1.5`, `-3`, `1e-3`, or a name,
 * `nar`, `-inf`, is a value, rounded to the port's format.
 * @throws {RequestError} it is neither, or does not fit
 */
export function readOperand(name: string, text: string, format: NumberFormat): Operand {
  const { width } = format;
  if (/^0[xbo]/i.test(text) || format.nearest === undefined) return { bits: pattern(name, text, width) };
  const word = names[text.toLowerCase()] ?? text;
  const found = fromDecimal(format, word);
  if (found === undefined)
    throw new RequestError(
      `${name}=${text} is no value and no bit pattern of ${format.name}; write a value as 1.5, a pattern as 0x50 or 0b01010000`,
    );
  const { bits, rounding } = found;
  if (rounding === "exact") return { bits };
  const { value } = format.describe(bits);
  if (rounding === "nearest")
    return { bits, note: `${name}=${text} is no value of ${format.name}: rounded to ${value}` };
  if (isInteger(format))
    throw new RequestError(
      `${name}=${text} does not fit the ${width} bits of ${name}; a value may be ${rangeOf(format, (far) => format.nearest?.(far) ?? bits)}, a bit pattern is written 0x50`,
    );
  return { bits, note: `${name}=${text} is beyond ${format.name}: taken as its last value, ${value}` };
}

/** Other ways to write a value's name. */
const names: Readonly<Record<string, string>> = {
  inf: "Infinity",
  "+inf": "Infinity",
  "-inf": "-Infinity",
};

/** `from -128 to 127`. */
const rangeOf = (format: NumberFormat, nearest: (value: Dyadic) => bigint): string => {
  const beyond = 1n << BigInt(format.width);
  const [lowest, highest] = [-beyond, beyond].map((far) => format.describe(nearest(new Dyadic(far))).value);
  return `from ${lowest} to ${highest}`;
};

const isInteger = (format: NumberFormat): boolean => "isSigned" in format;

function pattern(name: string, text: string, width: number): bigint {
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
