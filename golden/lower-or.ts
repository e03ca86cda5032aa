/**
 * The lower-part OR adder of two `width`-bit patterns (Mahdiani et al., IEEE Trans. Circuits and Systems I 57(4), 2010).
 * The lower `k` bits of the sum are those of either operand, OR-ed. One AND gate, of the uppermost of them, carries 1 into
 * the upper part, which is added exactly and wraps around.
 *
 * Example with k = 2: 0011 + 0110 has the lower bits 11 | 10 = 11, a carry of 1, and 00 + 01 + 1 = 10 above: 1011, that is
 * 11 in place of 9. Adding 0 is exact.
 * @param k 1 to `width` − 1
 */
export function lowerOrSum(width: number, k: number): (a: bigint, b: bigint) => bigint {
  const unit = 2n ** BigInt(k);
  const half = unit / 2n;
  return (a, b) => {
    const [low, other] = [a % unit, b % unit];
    const carry = low >= half && other >= half ? 1n : 0n;
    return BigInt.asUintN(width, (a / unit + b / unit + carry) * unit + (low | other));
  };
}
