import { RequestError } from "../tools/errors.js";
import { npyFile } from "../tools/npy.js";
import { littleEndian, littleEndianDoubles } from "./binary.js";
import { entryBytes, integers, isSignedInteger, type Table } from "./table.js";

/**
 * A table as NumPy's `load` reads it: an axis for each input, indexed by its bit pattern. Integers are integers, of all
 * other formats the entries are bit patterns.
 * Source: NumPy's format specification, numpy.lib.format, version 1.0.
 * @param decode entries are the results' values instead, in binary64; NaR is NaN
 * @throws {RequestError} a result's pattern is not one number
 */
export function npy(table: Table, decode: boolean): Uint8Array {
  const shape = table.inputs.map(({ format }) => 2 ** format.width);
  const { name, format } = table.output;
  if (!decode) {
    const bytes = entryBytes(table);
    const kind = `${bytes === 1 ? "|" : "<"}${isSignedInteger(format) ? "i" : "u"}${bytes}`;
    return npyFile(kind, shape, littleEndian(integers(table), bytes));
  }
  const numbers = table.patterns.map((bits) => format.number?.(bits));
  if (numbers.includes(undefined))
    throw new RequestError(
      `${table.design.spec}: ${name} is ${format.name}, not one number; leave out --decode`,
    );
  return npyFile("<f8", shape, littleEndianDoubles(numbers as number[]));
}
