import type { Port } from "../generators/contract/operator.js";
import { fillingControls } from "../generators/pipeline/protocol.js";
import type { NumberFormat } from "../golden/format.js";
import { RequestError } from "../tools/errors.js";
import { normalSource } from "./normal.js";
import type { Distribution } from "./distributions.js";
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
 * Inputs words of a design without controls, one a clock cycle, operands independent of each other. Normally distributed
 * integers are scaled as in quantised neural networks: the largest is four standard deviations. Unsigned ones are magnitudes.
 * @throws {RequestError} an input is no number that could be normally distributed; too few vectors
 */
export function drawOperands(
  ports: Readonly<Record<string, Port>>,
  { operands, vectors, seed }: OperandOptions,
): bigint[] {
  if (!(vectors >= 2 && vectors <= mostVectors))
    throw new RequestError(
      `${vectors} vectors are asked for; switching is counted on 2 to ${mostVectors} vectors that follow each other`,
    );
  const inputs = layoutOf(ports, "input");
  const random = Random.seeded(seed);
  if (operands === "tenth") return restless(inputs.width, random, vectors);
  const sources = inputs.fields.map(({ name, format }) =>
    operands === "normal" ? normalSource(name, format) : uniformSource(format),
  );
  return Array.from({ length: vectors }, () => inputs.join(sources.map((draw) => draw(random))));
}

/** Products in one sum of an accumulator, before `clear` starts the next. */
const usualSum = 64;

/**
 * Inputs words of any design, one a clock cycle: operands as `drawOperands` draws them, and controls that accept them in every
 * cycle. A new sum starts with every 64th.
 * @throws as `drawOperands`
 */
export function operandCycles(ports: Readonly<Record<string, Port>>, options: OperandOptions): bigint[] {
  const isControl = ({ likelihood }: Port): boolean => likelihood !== undefined;
  const operands = Object.fromEntries(Object.entries(ports).filter(([, port]) => !isControl(port)));
  const drawn = layoutOf(operands, "input");
  const inputs = layoutOf(ports, "input");
  return drawOperands(operands, options).map((word, cycle) => {
    const controls = { ...fillingControls(1), en: 1n, clear: cycle % usualSum === 0 ? 1n : 0n };
    return inputs.pack({ ...controls, ...drawn.unpack(word) });
  });
}

/** More would not fit in memory. */
const mostVectors = 1_000_000;

type Source = (random: Random) => bigint;

const uniformSource =
  ({ width }: NumberFormat): Source =>
  (random) =>
    random.bits(width);

/** Words whose bits each change in a tenth of the steps. */
function restless(width: number, random: Random, vectors: number): bigint[] {
  let word = random.bits(width);
  return Array.from({ length: vectors }, () => {
    const before = word;
    for (let bit = 0; bit < width; bit++) if (random.below(10) === 0) word ^= 1n << BigInt(bit);
    return before;
  });
}
