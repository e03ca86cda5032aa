import type { Design } from "../../generators/design.js";
import { float } from "../../golden/float.js";
import type { Redo } from "./integer-kernels.js";
import { dyadicOf } from "./schemes/redo-quire.js";
import type { MatrixKernel } from "./kernel.js";
import { simdKernel } from "./run/simd-kernel.js";
import type { FloatFormat } from "./schemes/float-format.js";
import {
  codeFloats,
  floatMitchellScheme,
  hasQuick,
  isQuickRange,
  rangeOf,
  type FloatLogarithms,
} from "./schemes/float-mitchell.js";
import { floatScheme, judgeFloats } from "./schemes/floats.js";

/**
 * Products of floats, exact or by logarithms, added in binary32, in order; the bias is a float32 that is added last.
 * @param logarithms null for exact products
 */
export function floatKernel(
  design: Design,
  format: FloatFormat,
  logarithms: FloatLogarithms | null,
  { roundsProduct, flushes }: { readonly roundsProduct: boolean; readonly flushes: boolean },
): MatrixKernel {
  const products = logarithms === null ? "exact" : wordsOf(format, logarithms);
  const rounded = roundsProduct ? ", each rounded" : "";
  return simdKernel({
    description: `float⟨${format.wE},${format.wF}⟩ products ${products}${rounded}, each sum rounded to binary32, in order`,
    ...(logarithms === null
      ? {
          scheme: floatScheme(format, roundsProduct),
          codeWeights: (weights: Float32Array) => weights.slice(),
          judge: judgeFloats(format, roundsProduct),
        }
      : {
          scheme: floatMitchellScheme(format, logarithms, roundsProduct),
          codeWeights: codeFloats(logarithms),
          judge: judgeFloats(format, roundsProduct, rangeOf(logarithms)),
          ...(hasQuick(logarithms, roundsProduct) && { isQuick: isQuickRange(logarithms) }),
        }),
    roundBias: Math.fround,
    takesNonFinite: false,
    redo: redoFloats(design, format, flushes),
  });
}

const wordsOf = ({ wF }: FloatFormat, { fraction, setLast, correction }: FloatLogarithms): string => {
  const bits = fraction === wF ? "whole significands" : `${fraction + 1} significand bits`;
  const added = correction === 0 ? "" : `, ${correction / 2 ** fraction} added to the logarithm`;
  return `by Mitchell with ${bits}${setLast ? ", the last one set" : ""}${added}`;
};

/** By the golden model, of a multiply-add or of a multiplier. */
function redoFloats(design: Design, { wE, wF, infinities, subnormals }: FloatFormat, flushes: boolean): Redo {
  const specials = infinities ? "ieee" : "nan";
  const operands = float(wE, wF, { specials, subnormals: subnormals ? "keep" : "flush" });
  const sums = float(8, 23, { subnormals: flushes ? "flush" : "keep" });
  const adds = "a" in design.ports || design.machine !== null;
  const pattern = (value: number): bigint => operands.nearest(dyadicOf(value));
  return (activations, weights, bias) => {
    let sum = 0n;
    const step = design.machine?.();
    for (const [k, activation] of activations.entries()) {
      const [x, y] = [pattern(activation), pattern(weights[k] ?? 0)];
      const inputs = { rst: 0n, clear: 0n, en: 1n, x, y, a: sum };
      const { r = 0n } = (step ?? design.golden)(inputs);
      sum = adds ? r : sums.add(sum, sums.round(operands.datum(r)));
    }
    return sums.number(sums.add(sum, patternOf(bias)));
  };
}

const patternOf = (value: number): bigint => BigInt(new Uint32Array(Float32Array.of(value).buffer)[0] ?? 0);
