import { v, type Module, type Signal } from "../hdl/index.js";

/**
 * Anticipates the leading digit of a sum a + b + carry, the first that differs from its sign, beside the
 * addition.
 * The sum is two's complement and does not overflow. Either sign works.
 * Source: Schmookler and Nowka, Leading zero anticipation and detection, ARITH 2001.
 * @param a as wide as `b` and the sum
 * @returns one bit for each bit below the sign. The first 1 is at the leading digit or one place above; for a
 *   sum of 0 or −1 all are 0.
 */
export function anticipate(m: Module, a: Signal, b: Signal, carry: Signal): Signal {
  const { width } = a;
  const top = width - 1;
  // the carry comes in below bit 0, as a place where both bits are equal
  const pass = m.wire("pass", top, v`${a.bits(top, 1)} ^ ${b.bits(top, 1)}`);
  const make = m.wire("make", width, v`{${a.bits(top - 1, 0)} & ${b.bits(top - 1, 0)}, ${carry}}`);
  const kill = m.wire("kill", width, v`~{${a.bits(top - 1, 0)} | ${b.bits(top - 1, 0)}, ${carry}}`);
  const [makes, kills] = [make.bits(top, 1), kill.bits(top, 1)];
  const [makesBelow, killsBelow] = [make.bits(top - 1, 0), kill.bits(top - 1, 0)];
  const ends = v`(${makes} & ~${killsBelow}) | (${kills} & ~${makesBelow})`;
  const begins = v`(${kills} & ~${killsBelow}) | (${makes} & ~${makesBelow})`;
  return m.wire("differs", top, v`(${pass} & (${ends})) | (~${pass} & (${begins}))`);
}
