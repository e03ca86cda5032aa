import { Dyadic } from "./dyadic.js";
import { mitchellExp2, mitchellLog2 } from "./mitchell.js";
import type { Compensation } from "./mitchw.js";

/** A product of two numbers, exact or not. It is zero where a factor is, and has the exact one's sign. */
export type Product = (x: Dyadic, y: Dyadic) => Dyadic;

/**
 * Mitch-w on floating-point significands: of each factor's significand, `w` bits are kept, the leading one among them.
 * The product is 2^L, where L is the sum of Mitchell's logarithms.
 *
 * Example with w = 3: 1.0111 and 1.1001 in binary are cut to 1.01 and 1.10. L = 0.01 + 0.10 = 0.11, so that the product
 * is 1.11. A subnormal factor has a leading one too: 0.00101 is 2^−3·1.01.
 *
 * Compensation is what it is for integers: see `mitchw`. The constant needs a w of 5 or more.
 * @returns the product before it is rounded to a format; it has w − 1 fraction bits
 */
export function mitchellSignificands(w: number, compensation: Compensation): Product {
  const setsLast = compensation === "last" || compensation === "both";
  const constant =
    compensation === "constant" || compensation === "both" ? Dyadic.powerOfTwo(-4) : Dyadic.zero;
  return byLogarithms((value) => mitchellLog2(leadingBits(value, w, setsLast)), constant);
}

/**
 * L-Mul: Mitchell's product of whole significands, with 2^−l(m) added to the logarithm, m the bits of fraction.
 * l(m) = m up to 3, then 3 for 4, and 4 beyond. A subnormal factor's fraction is what follows its leading one.
 *
 * Example with m = 3: 1.001·1.100 has L = 0.001 + 0.100 + 0.001 = 0.110, so that the product is 1.110.
 * The paper's formula, (1 + f + g + 2^−l)·2^e, and the addition of patterns that it is made by, differ where the fractions
 * carry. As in the paper's program the carry goes into the exponent: 1.100·1.100 has L = 1.001 and gives 10.01.
 *
 * Source: H. Luo, W. Sun, "Addition is all you need for energy-efficient language models", arXiv 2410.00907, 2024, §2.
 */
export function lmulSignificands(m: number): Product {
  const offset = m <= 3 ? m : m === 4 ? 3 : 4;
  return byLogarithms(mitchellLog2, Dyadic.powerOfTwo(-offset));
}

/** 2^(log x + log y + constant) with the sign of x·y. */
function byLogarithms(log: (magnitude: Dyadic) => Dyadic, constant: Dyadic): Product {
  return (x, y) => {
    if (x.isZero() || y.isZero()) return Dyadic.zero;
    const magnitude = mitchellExp2(log(x.magnitude()).plus(log(y.magnitude())).plus(constant));
    return x.sign() === y.sign() ? magnitude : magnitude.negated();
  };
}

/** A positive number cut to its first bits; the last of them is set on request. */
function leadingBits(value: Dyadic, bits: number, setsLast: boolean): Dyadic {
  const unit = value.floorLog2() - (bits - 1);
  const kept = value.scaled(-unit).floor();
  return new Dyadic(setsLast ? kept | 1n : kept, unit);
}
