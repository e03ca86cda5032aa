import { mitchellExp2, mitchellLog2 } from "./mitchell.js";
import type { Posit } from "./posit.js";

/*
 * Division and square root in Mitchell's logarithms, L(2^s·(1 + f)) = s + f, as PLAM multiplies.
 * Source: R. Murillo et al., CoNGA 2023; rounding as in the Posit Standard (2022), section 4.1.
 */

/** x / y: the magnitude's logarithm is L(|x|) − L(|y|); NaR where an operand is, or where y is zero. */
export function plamDivide(format: Posit, x: bigint, y: bigint): bigint {
  if (format.isNaR(x) || format.isNaR(y) || y === 0n) return format.nar;
  if (x === 0n) return 0n;
  const [valueX, valueY] = [format.value(x), format.value(y)];
  const logarithm = mitchellLog2(valueX.magnitude()).minus(mitchellLog2(valueY.magnitude()));
  const magnitude = mitchellExp2(logarithm);
  return format.round(valueX.sign() === valueY.sign() ? magnitude : magnitude.negated());
}

/** √x: its logarithm is L(x) / 2; NaR where x is NaR or negative. */
export function plamSquareRoot(format: Posit, x: bigint): bigint {
  if (format.isNaR(x)) return format.nar;
  const value = format.value(x);
  if (value.sign() < 0) return format.nar;
  return value.isZero() ? 0n : format.round(mitchellExp2(mitchellLog2(value).scaled(-1)));
}
