import { mitchellExp2, mitchellLog2 } from "./mitchell.js";
import type { Posit } from "./posit.js";

/*
 * Division and square root in Mitchell's logarithms, L(2^s·(1 + f)) = s + f, as in PLAM's product.
 * Source: R. Murillo et al., CoNGA 2023; rounding: Posit Standard (2022), section 4.1.
 */

/**
 * x / y with the magnitude's logarithm L(|x|) − L(|y|). For example 3 / 3 = 1 and 2 / 3 = 0.75.
 * NaR if an operand is NaR or y is zero.
 */
export function plamDivide(format: Posit, x: bigint, y: bigint): bigint {
  if (format.isNaR(x) || format.isNaR(y) || y === 0n) return format.nar;
  if (x === 0n) return 0n;
  const [valueX, valueY] = [format.value(x), format.value(y)];
  const logarithm = mitchellLog2(valueX.magnitude()).minus(mitchellLog2(valueY.magnitude()));
  const magnitude = mitchellExp2(logarithm);
  return format.round(valueX.sign() === valueY.sign() ? magnitude : magnitude.negated());
}

/** √x with the logarithm L(x) / 2. For example √3 = 1.75, as L(3)/2 = 0.75. NaR if x is NaR or negative. */
export function plamSquareRoot(format: Posit, x: bigint): bigint {
  if (format.isNaR(x)) return format.nar;
  const value = format.value(x);
  if (value.sign() < 0) return format.nar;
  return value.isZero() ? 0n : format.round(mitchellExp2(mitchellLog2(value).scaled(-1)));
}
