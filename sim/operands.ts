import type { Port } from "../generators/operator.js";
import { fromDouble } from "../golden/double.js";
import type { NumberFormat } from "../golden/format.js";
import type { Integer } from "../golden/integer.js";
import type { Packed } from "../golden/packed.js";
import { RequestError } from "../tools/errors.js";
import type { Distribution } from "./operand-distributions.js";
import { Random } from "./random.js";
import { layoutOf } from "./word.js";

export interface OperandOptions {
  readonly operands: Distribution;
  /** How many, 2 or more. */
  readonly vectors: number;
  /** 0 to 2^32 − 1. */
  readonly seed: number;
}

/**
 * Inputs words of a combinational design, a clock cycle each, operands independent of each other. Of normally
 * distributed numbers those of integer formats are scaled, as those of quantised neural networks are: signed integers
 * reach four standard deviations, and unsigned ones are magnitudes that do.
 * @throws {RequestError} an input is no number that could be normally distributed; too few vectors
 */
export function drawOperands(
  ports: Readonly<Record<string, Port>>,
  { operands, vectors, seed }: OperandOptions,
): bigint[] {
  if (!(vectors >= 2 && vectors <= mostVectors))
    throw new RequestError(
      `switching is counted on 2 to ${mostVectors} vectors, one after the other; not on ${vectors}`,
    );
  const inputs = layoutOf(ports, "input");
  const random = Random.seeded(seed);
  if (operands === "tenth") return restless(inputs.width, random, vectors);
  const sources = inputs.fields.map(({ name, format }) =>
    operands === "normal" ? normalSource(name, format) : uniformSource(format),
  );
  return Array.from({ length: vectors }, () => inputs.join(sources.map((draw) => draw(random))));
}

/** More would not fit in memory. */
const mostVectors = 1_000_000;

type Source = (random: Random) => bigint;

const uniformSource =
  ({ width }: NumberFormat): Source =>
  (random) =>
    random.bits(width);

/** Patterns of normally distributed numbers, one independent of the other where a port holds several. */
function normalSource(port: string, format: NumberFormat): Source {
  if (isPacked(format)) {
    const lane = normalSource(port, format.element);
    return (random) => format.join(Array.from({ length: format.lanes }, () => lane(random)));
  }
  if (format.nearest === undefined)
    throw new RequestError(
      `operands cannot be normal: ${port} is ${format.name}, which is not one number; take uniform ones`,
    );
  const nearest = (value: number): bigint => format.nearest?.(fromDouble(value)) ?? 0n;
  if (!isInteger(format)) return (random) => nearest(normal(random));
  const deviation = format.isSigned ? 2 ** (format.width - 3) : 2 ** (format.width - 2);
  return (random) => {
    const value = deviation * normal(random);
    return nearest(format.isSigned ? value : Math.abs(value));
  };
}

const isInteger = (format: NumberFormat): format is Integer => "isSigned" in format;
const isPacked = (format: NumberFormat): format is Packed => "lanes" in format;

/** One number of the standard normal distribution, by G. E. P. Box and M. E. Muller's transform (1958). */
function normal(random: Random): number {
  const above0 = (random.word() + 1) / 2 ** 32;
  return Math.sqrt(-2 * Math.log(above0)) * Math.cos((2 * Math.PI * random.word()) / 2 ** 32);
}

/** Words whose bits each change in a tenth of the steps. */
function restless(width: number, random: Random, vectors: number): bigint[] {
  let word = random.bits(width);
  return Array.from({ length: vectors }, () => {
    const before = word;
    for (let bit = 0; bit < width; bit++) if (random.below(10) === 0) word ^= 1n << BigInt(bit);
    return before;
  });
}
