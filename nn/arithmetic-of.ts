import type { Design } from "../generators/design.js";
import { posit } from "../golden/posit.js";
import { RequestError } from "../tools/errors.js";
import { kernelFor, type Accumulator } from "./kernels/index.js";
import type { Arithmetic } from "./run/arithmetic.js";

/** The least and the largest integer of a format. */
export interface Extent {
  readonly low: number;
  readonly high: number;
}

/** The integers that a design multiplies. */
export interface IntegerOperands {
  readonly activations: Extent;
  readonly weights: Extent;
}

/**
 * How layers compute on a design.
 * @throws {RequestError} there is no matrix product of it
 */
export function arithmeticOf(design: Design, acc: Accumulator | undefined): Arithmetic {
  const kernel = kernelFor(design, acc === undefined ? {} : { acc });
  // Sums of integers are numbers in float32 between layers; the next layer rounds them.
  if (isBinary(design)) return { kernel, isCoded: true, takesPadding: false };
  if (integerOperands(design) !== undefined) return { kernel, isCoded: true };
  const round = (values: Float32Array): void => {
    kernel.round(values);
  };
  return { kernel, isCoded: isNarrow(design), round, fastSigmoidBits: fastSigmoidBits(design) };
}

/** Of a design on posits without exponent bits and without a cap on regimes: their bits. */
function fastSigmoidBits({ core }: Design): number | undefined {
  const format = core.ports.x?.format;
  return format?.regime !== undefined && format === posit(format.width, 0) ? format.width : undefined;
}

/** A format of so few bits has at most 22 significant ones: rounding to odd then keeps its rounding right. */
const mostBits = 22;

function isNarrow({ core }: Design): boolean {
  const format = core.ports.x?.format;
  return format !== undefined && format.width <= mostBits;
}

const isBinary = ({ operator }: Design): boolean => operator.name === "BinaryDot";

/** Undefined for a design on posits or floats, and for one on ±1. */
export function integerOperands(design: Design): IntegerOperands | undefined {
  const { operator, parameters, core } = design;
  if (isBinary(design)) return undefined;
  if (operator.name === "LowBitDot") {
    const { xbits, wbits, signs } = parameters;
    return operands(
      { bits: Number(xbits), isSigned: signs === "signed" },
      { bits: Number(wbits), isSigned: signs !== "unsigned" },
    );
  }
  const [x, y] = [core.ports.x?.format, core.ports.y?.format];
  // Floats ascend as neither, posits have regimes.
  if (x === undefined || y === undefined || x.regime !== undefined || x.ascendsAs === undefined)
    return undefined;
  return operands(
    { bits: x.width, isSigned: x.ascendsAs === "signed" },
    { bits: y.width, isSigned: y.ascendsAs === "signed" },
  );
}

interface Integers {
  readonly bits: number;
  readonly isSigned: boolean;
}

const operands = (activations: Integers, weights: Integers): IntegerOperands => ({
  activations: extentOf(activations),
  weights: extentOf(weights),
});

/** A signed number of one bit is 0 or −1. */
const extentOf = ({ bits, isSigned }: Integers): Extent =>
  isSigned ? { low: -(2 ** (bits - 1)), high: 2 ** (bits - 1) - 1 } : { low: 0, high: 2 ** bits - 1 };

/** @throws {RequestError} a network's weights have both signs */
export function refuseUnsigned({ spec }: Design, operands: IntegerOperands): void {
  if (operands.weights.low < 0) return;
  throw new RequestError(`${spec}: a network's weights have signs, and it multiplies unsigned numbers`);
}
