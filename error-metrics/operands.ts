import type { NumberFormat } from "../golden/format.js";
import { cornerVectors, type Operands } from "../operands/corners.js";
import { normalSource } from "../operands/normal.js";
import { Random } from "../operands/random.js";

/** The kinds of operands that errors are measured on; `docs/error.md` defines each. */
export const operandKinds = ["uniform", "normal", "corners"] as const;
export type OperandKind = (typeof operandKinds)[number];

/** Operands to measure errors on. */
export interface OperandSet {
  /** Whether this is every operand, each once. */
  readonly exhaustive: boolean;
  /** Whether they were drawn at random, each independently. Only then is there a confidence interval. */
  readonly drawn: boolean;
  readonly operands: Iterable<Operands>;
  /** Further operands, searched for the worst errors only. */
  readonly search: Iterable<Operands>;
}

/** Up to this many input bits, `uniform` is every operand: about a million at most. */
const exhaustiveBits = 20;

/**
 * @param fields the inputs, in port order
 * @param samples how many to draw where not all are tried
 * @param seed 0 to 2^32 − 1
 * @throws {RequestError} normally distributed values cannot be rounded to a format
 */
export function operandSet(
  kind: OperandKind,
  fields: readonly { readonly name: string; readonly format: NumberFormat }[],
  samples: number,
  seed: number,
): OperandSet {
  const formats = fields.map(({ format }) => format);
  const random = Random.seeded(seed);
  const width = formats.reduce((total, format) => total + format.width, 0);
  if (kind === "corners")
    return {
      exhaustive: false,
      drawn: false,
      operands: cornerVectors(formats, random, samples),
      search: [],
    };
  if (kind === "normal") {
    const draws = fields.map(({ name, format }) => normalSource(name, format));
    const draw = (): Operands => draws.map((one) => one(random));
    return { exhaustive: false, drawn: true, operands: times(samples, draw), search: [] };
  }
  if (width <= exhaustiveBits)
    return { exhaustive: true, drawn: false, operands: everyOperands(formats, width), search: [] };
  const uniform = (): Operands => formats.map((format) => random.bits(format.width));
  // Low bits that are all ones or all zeros: truncation then drops the most or the least.
  const ending = (): Operands => {
    const share = random.below(32) / 32;
    const ones = random.below(2) === 1;
    return formats.map((format) =>
      endingInRun(random.bits(format.width), Math.floor(share * format.width), ones),
    );
  };
  return {
    exhaustive: false,
    drawn: true,
    operands: times(samples, uniform),
    search: times(samples, ending),
  };
}

function* times(count: number, draw: () => Operands): Generator<Operands, void> {
  for (let drawn = 0; drawn < count; drawn++) yield draw();
}

/** Every tuple of operands. The last operand counts fastest. */
function* everyOperands(formats: readonly NumberFormat[], width: number): Generator<Operands, void> {
  let above = width;
  const fields = formats.map((format) => ({ width: format.width, lsb: BigInt((above -= format.width)) }));
  for (let word = 0n; word < 1n << BigInt(width); word++)
    yield fields.map((field) => BigInt.asUintN(field.width, word >> field.lsb));
}

/** The pattern with its low `length` bits all ones or all zeros. */
function endingInRun(bits: bigint, length: number, ones: boolean): bigint {
  const run = (1n << BigInt(length)) - 1n;
  return ones ? bits | run : bits & ~run;
}
