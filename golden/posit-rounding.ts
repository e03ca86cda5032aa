import { Dyadic } from "./dyadic.js";
import { mitchellLog2 } from "./mitchell.js";

/**
 * The pattern of the posit⟨n, es⟩, its regime capped at rs bits, nearest to a positive value, as the standard defines nearest.
 * At or above maxpos it is maxpos, at or below minpos it is minpos. Between a posit U and the next one the
 * border is the posit `U‖1` of n + 1 bits; on the border the even pattern wins.
 *
 * A value's pattern, written out to infinitely many bits and read as a number, is its *place* among the n-bit
 * patterns. The border `U‖1` has the place U + ½. So rounding is rounding the place to the nearest integer.
 * Example in posit⟨8,0⟩: 1 + 1/64 has the place 64.5 and is rounded to 64, which is 1.
 *
 * Source: Posit Standard 2022, section 4.1; for es ≠ 2 the same rule.
 * @throws RangeError unless the value is positive.
 */
export function nearestPosit(value: Dyadic, n: number, es: number, rs = Infinity): bigint {
  // k·2^es + e + f, divided by 2^es: k, and a remainder below 1 that holds exponent and fraction
  const logarithm = mitchellLog2(value).scaled(-es);
  const k = Number(logarithm.floor());
  const most = Math.min(n - 2, rs);
  if (k >= most) return maxpos(n);
  if (k < -most) return minpos;
  const nearest = place(k, logarithm.minus(new Dyadic(BigInt(k))), n, rs).roundHalfEven();
  // with a cap there are fractions beside 0 and beside NaR, too
  return nearest === 0n ? minpos : nearest > maxpos(n) ? maxpos(n) : nearest;
}

const minpos = 1n;

function maxpos(n: number): bigint {
  return (1n << BigInt(n - 1)) - 1n;
}

/**
 * Between two powers of 2^(2^es) the place grows linearly with the remainder.
 * It starts at the pattern whose regime is −k zeros and a one, or k + 1 ones and a zero. It ends at the next
 * such pattern.
 */
function place(k: number, remainder: Dyadic, n: number, rs: number): Dyadic {
  const start = regimeStart(k, n, rs);
  return start.plus(
    regimeStart(k + 1, n, rs)
      .minus(start)
      .times(remainder),
  );
}

/**
 * The pattern 0…01 0… is a power of two; 01…1 0… is 2^(n−1) less a power of two.
 * A run of rs zeros begins at 0, and behind one of rs ones is the end, 2^(n−1).
 */
function regimeStart(k: number, n: number, rs: number): Dyadic {
  if (k === -rs) return Dyadic.zero;
  if (k === rs) return Dyadic.powerOfTwo(n - 1);
  return k < 0 ? Dyadic.powerOfTwo(n - 2 + k) : Dyadic.powerOfTwo(n - 1).minus(Dyadic.powerOfTwo(n - 2 - k));
}
