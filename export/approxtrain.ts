import { unsigned } from "../golden/integer.js";
import { RequestError } from "../tools/errors.js";
import type { Design } from "../generators/design.js";
import { littleEndian } from "./binary.js";
import type { Table } from "./table.js";

/** ApproxTrain's name for a table ends in the bits of a mantissa; it reads them from there. */
export const approxtrainName = (table: Table): string =>
  `${table.design.moduleName}_approxtrain_${mantissaBits(table)}.bin`;

/**
 * A table as ApproxTrain's AMsimulator reads it: the products of m-bit mantissas, one byte each at index 2^m · a + b.
 * Bit 7 says that 1.a × 1.b is 2 or more, the lowest m bits are the product's mantissa, truncated. The mantissas come
 * from a multiplier of unsigned integers of m + 1 bits, whose operands are the significands.
 * Source: github.com/AaronJing/ApproxTrain, lut/lut_gen.cc and cuda/AMsimulator.inl.
 * @throws {RequestError} the design is no such multiplier, or a product lies outside 1 to 4
 */
export function approxtrain(table: Table): Uint8Array {
  const m = mantissaBits(table);
  const one = 1n << BigInt(2 * m);
  const length = 2 ** m;
  const entries = Array.from({ length: length ** 2 }, (_, index) => {
    const [a, b] = [length + Math.floor(index / length), length + (index % length)];
    const product = table.patterns[a * 2 * length + b] ?? 0n;
    if (product < one)
      throw new RequestError(
        `${table.design.spec}: ${a} × ${b} is ${product}, less than its leading ones alone; ApproxTrain cannot say that`,
      );
    const carries = product >= 2n * one;
    const mantissa = BigInt.asUintN(m, product >> BigInt(carries ? m + 1 : m));
    return (carries ? 0x80n : 0n) | mantissa;
  });
  return littleEndian(entries, 1);
}

/** @throws {RequestError} the design is no multiplier of unsigned integers of 2 to 8 bits */
function mantissaBits({ design, inputs, output }: Table): number {
  const n = output.format.width / 2;
  const isFit = inputs.length === 2 && inputs.every(({ format }) => format.name === significand(n));
  if (!isFit || n < 2 || n > 8) throw unfit(design);
  return n - 1;
}

const significand = (n: number): string => (Number.isInteger(n) ? unsigned(n).name : "");

const unfit = ({ spec }: Design): RequestError =>
  new RequestError(
    `${spec} is nothing for ApproxTrain, whose tables come from multipliers of unsigned integers of 2 to 8 bits, the significands; for example 'MitchwMult n=8 w=8 sign=unsigned' is one`,
  );
