import { withSigns, type SignMode } from "./signs.js";

/**
 * The static-segment multiplier (S. Narayanamoorthy et al., IEEE Trans. VLSI 23(6), 2015). Of a magnitude of w bits, w = n or
 * under c1 n − 1, the upper m bits are taken where any of the upper w − m is 1, else the lower m. The two segments are
 * multiplied exactly, and the product goes back to its place.
 *
 * `cross` adds half of what a segment leaves out of the other: where the highest bit cut off of one operand is 1, half the other's
 * segment. The two halves, cut to integers, are OR-ed, not added: one row more in the array (the idea of correcting by the
 * highest bits cut off is from A. G. M. Strollo et al., IEEE Trans. Circuits and Systems I 69(6), 2022; the row is as here).
 *
 * Example with n = 8, m = 5: 183 = 10110|111 becomes 22·8, so 183·27 gives 22·27·8 = 4752 in place of 4941. With `cross`, the
 * highest bit cut off is 1 and half of 27 is 13: (22·27 + 13)·8 = 4856.
 * @param m at least half of w, and less than w
 * @returns 2n bits from n and n bits
 */
export function staticSegment(n: number, m: number, sign: SignMode, correction: "none" | "cross") {
  const w = sign === "c1" ? n - 1 : n;
  const cut = 2n ** BigInt(w - m);
  const segment = (u: bigint): { value: bigint; unit: bigint; next: boolean } => {
    const isUpper = u >= 2n ** BigInt(m);
    return {
      value: isUpper ? u / cut : u,
      unit: isUpper ? cut : 1n,
      next: isUpper && u % cut >= cut / 2n,
    };
  };
  return withSigns(n, sign, (u, v) => {
    const [a, b] = [segment(u), segment(v)];
    const halves = (a.next ? b.value / 2n : 0n) | (b.next ? a.value / 2n : 0n);
    return (a.value * b.value + (correction === "cross" ? halves : 0n)) * a.unit * b.unit;
  });
}
