import { unsigned } from "../golden/integer.js";
import { RequestError } from "../tools/errors.js";
import { littleEndian } from "./binary.js";
import type { Table } from "./table.js";

/**
 * A table as TFApprox reads it (`mul_map_file`): 256 × 256 unsigned 16-bit integers, little-endian, at index
 * 256 · activation + weight; x is the activation.
 * Source: github.com/ehw-fit/tf-approximate, tf2/src/approx_ops_types.h.
 * @throws {RequestError} the design is no multiplier of unsigned 8-bit integers
 */
export function tfapprox({ design, inputs, output, patterns }: Table): Uint8Array {
  const isFit =
    inputs.length === 2 &&
    inputs.every(({ format }) => format.name === unsigned(8).name) &&
    output.format.width <= 16;
  if (!isFit)
    throw new RequestError(
      `${design.spec} is nothing for TFApprox, which multiplies unsigned 8-bit integers to 16 bits; for example 'IntMult n=8' is`,
    );
  return littleEndian(patterns, 2);
}
