import type { Design } from "../../generators/design.js";
import { lowerOrSum } from "../../golden/lower-or.js";
import type { Redo } from "./integer-kernels.js";
import type { MatrixKernel } from "./kernel.js";
import type { Layer, Trust } from "./run/plan.js";
import { simdKernel } from "./run/simd-kernel.js";
import { most } from "./schemes/integer-format.js";
import { codeDoublePatterns, codeFloatPatterns, codeNudgedPatterns } from "./schemes/integer-mitchell.js";
import type { IntegerProducts } from "./schemes/integers.js";
import { lowerOrScheme, mostSumBits, type LowerOr } from "./schemes/lower-or.js";
import { roundHalfEven } from "./schemes/round-half-even.js";

/**
 * Integer products, added up in order of k by a lower-part OR adder, modulo 2^bits. The bias is an integer that the adder takes
 * last.
 */
export function lowerOrKernel(
  design: Design,
  products: IntegerProducts,
  { sum, words }: { readonly sum: LowerOr; readonly words: string },
): MatrixKernel {
  const lanes = isNarrow(products, sum) ? 32 : 64;
  const { logarithms } = products;
  const code = {
    32: logarithms === null ? (weights: Float32Array) => weights.slice() : codeFloatPatterns(logarithms),
    64:
      logarithms === null
        ? (weights: Float32Array) => new Float64Array(weights)
        : logarithms.complement === "ones"
          ? codeNudgedPatterns(logarithms)
          : codeDoublePatterns(logarithms),
  };
  return simdKernel({
    description: words,
    scheme: lowerOrScheme(products, sum, lanes),
    codeWeights: code[lanes],
    takesNonFinite: false,
    roundBias: roundHalfEven,
    judge: judgeLowerOr(sum),
    redo: redoLowerOr(design, sum),
  });
}

/** Whether products are integers that a float holds, and sums are of 32 bits. One's complement needs doubles. */
function isNarrow({ operands, logarithms }: IntegerProducts, { bits, signed }: LowerOr): boolean {
  if (logarithms?.complement === "ones") return false;
  const product = most(operands) ** 2 * (logarithms === null ? 1 : 4);
  return product < 2 ** 24 && bits <= (signed ? 32 : 31);
}

/** Biases are integers of at most 51 bits, and so are sums unless they wrap around below. Each addition is off by 2^(low − 1). */
function judgeLowerOr({ bits, low }: LowerOr) {
  const room = 2 ** mostSumBits;
  return ({ weights, bias, depth }: Layer): ((largest: number) => Trust) => {
    const largestBias = bias.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
    if (bits <= mostSumBits) return () => (largestBias < room ? "right" : "wrong");
    const sum = weights.reduce((total, weight) => total + Math.abs(weight), 0);
    const off = (depth + 1) * 2 ** (low - 1);
    return (largest) => (largest * sum * 4 + off + largestBias < room ? "right" : "wrong");
  };
}

/** By the golden model of a multiply-add, step by step. */
function redoLowerOr(design: Design, { bits, signed, low }: LowerOr): Redo {
  const add = lowerOrSum(bits, low);
  const { x, y } = design.ports;
  const pattern = (value: number, width = 64): bigint => BigInt.asUintN(width, BigInt(value));
  return (activations, weights, bias) => {
    let sum = 0n;
    const step = design.machine?.() ?? design.golden;
    for (const [k, activation] of activations.entries()) {
      const factors = {
        x: pattern(activation, x?.format.width),
        y: pattern(weights[k] ?? 0, y?.format.width),
      };
      sum = step({ rst: 0n, clear: 0n, en: 1n, ...factors, a: sum }).r ?? 0n;
    }
    const total = add(sum, pattern(bias, bits));
    return Number(signed ? BigInt.asIntN(bits, total) : total);
  };
}
