import type { Design } from "../../generators/design.js";
import { float } from "../../golden/float.js";
import type { Redo } from "./integer-kernels.js";
import { dyadicOf } from "./schemes/redo-quire.js";
import type { MatrixKernel } from "./kernel.js";
import { simdKernel } from "./run/simd-kernel.js";
import type { FloatFormat } from "./schemes/float-format.js";
import { floatScheme, judgeFloats } from "./schemes/floats.js";

/** Products of short floats added in binary32, in order; the bias is a float32 that is added last. */
export const floatKernel = (
  design: Design,
  format: FloatFormat,
  { roundsProduct, flushes }: { readonly roundsProduct: boolean; readonly flushes: boolean },
): MatrixKernel =>
  simdKernel({
    description: `float⟨${format.wE},${format.wF}⟩ products ${roundsProduct ? "each rounded" : "exact"}, each sum rounded to binary32, in order`,
    scheme: floatScheme(format, roundsProduct),
    codeWeights: (weights) => weights.slice(),
    roundBias: Math.fround,
    takesNonFinite: false,
    judge: judgeFloats(format, roundsProduct),
    redo: redoFloats(design, format, flushes),
  });

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
