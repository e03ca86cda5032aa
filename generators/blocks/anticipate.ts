import { v, type Module, type Signal } from "../hdl/index.js";

/**
 * Where a sum a + b + carry, two's complement and without overflow, first differs from its sign, found beside the addition
 * and not behind it (Schmookler and Nowka, Leading zero anticipation and detection, ARITH 2001, for either sign).
 * @param a as wide as `b` and the sum
 * @returns a bit for each of the sum's below the sign: the first one stands where the sum first differs, or one place
 *   above; there is none where the sum is 0 or −1
 */
export function anticipate(m: Module, a: Signal, b: Signal, carry: Signal): Signal {
  const { width } = a;
  const top = width - 1;
  // The carry is a place below the others, where both bits are alike.
  const pass = m.wire("pass", top, v`${a.bits(top, 1)} ^ ${b.bits(top, 1)}`);
  const make = m.wire("make", width, v`{${a.bits(top - 1, 0)} & ${b.bits(top - 1, 0)}, ${carry}}`);
  const kill = m.wire("kill", width, v`~{${a.bits(top - 1, 0)} | ${b.bits(top - 1, 0)}, ${carry}}`);
  const [makes, kills] = [make.bits(top, 1), kill.bits(top, 1)];
  const [makesBelow, killsBelow] = [make.bits(top - 1, 0), kill.bits(top - 1, 0)];
  const ends = v`(${makes} & ~${killsBelow}) | (${kills} & ~${makesBelow})`;
  const begins = v`(${kills} & ~${killsBelow}) | (${makes} & ~${makesBelow})`;
  return m.wire("differs", top, v`(${pass} & (${ends})) | (~${pass} & (${begins}))`);
}
