import type { Design } from "../generators/design.js";
import { RequestError } from "../tools/errors.js";
import { kernelFor, type Accumulator } from "./kernels/index.js";
import type { Arithmetic } from "./run/arithmetic.js";

/** The integers that a design multiplies. */
export interface IntegerOperands {
  /** Largest magnitude of an activation and of a weight, as an integer. */
  readonly largest: { readonly activations: number; readonly weights: number };
  readonly isSigned: { readonly activations: boolean; readonly weights: boolean };
}

/**
 * How layers compute on a design.
 * @throws {RequestError} there is no matrix product of it
 */
export function arithmeticOf(design: Design, acc: Accumulator | undefined): Arithmetic {
  const kernel = kernelFor(design, acc === undefined ? {} : { acc });
  if (integerOperands(design) !== undefined) return { kernel, isCoded: true };
  const round = (values: Float32Array): void => {
    kernel.round(values);
  };
  return { kernel, isCoded: isNarrow(design), round };
}

/** A format of so few bits has at most 22 significant ones: rounding to odd then keeps its rounding right. */
const mostBits = 22;

function isNarrow({ core }: Design): boolean {
  const format = core.ports.x?.format;
  return format !== undefined && format.width <= mostBits;
}

/** Undefined for a design on posits or floats, and for one on ±1. */
export function integerOperands(design: Design): IntegerOperands | undefined {
  const { operator, parameters, core } = design;
  if (operator.name === "BinaryDot") return undefined;
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
  largest: { activations: largestOf(activations), weights: largestOf(weights) },
  isSigned: { activations: activations.isSigned, weights: weights.isSigned },
});

/** A signed number of one bit is 0 or −1. */
const largestOf = ({ bits, isSigned }: Integers): number => Math.max(1, 2 ** (bits - (isSigned ? 1 : 0)) - 1);

/** @throws {RequestError} a network's weights have both signs */
export function refuseUnsigned({ spec }: Design, operands: IntegerOperands): void {
  if (operands.isSigned.weights) return;
  throw new RequestError(`${spec}: a network's weights have signs, and it multiplies unsigned numbers`);
}
