import { v, type Expression, type Module, type Signal } from "../../hdl/index.js";
import { concatenate } from "../concatenate.js";
import type { Steps } from "../iterate.js";

export interface Root {
  /** The bits behind the point of a root from 1 to 2, cut off. */
  readonly fraction: Signal;
  /** 1 where the root has more bits; of no width where that is not asked for. */
  readonly sticky: Expression;
}

interface Options {
  /** Rows, one for each bit behind the point. */
  readonly bits: number;
  /** Whether a sticky bit is made, too. */
  readonly withSticky: boolean;
}

/**
 * √s of 1 ≤ s < 4, two integer bits and the rest fraction, by restoring digits.
 * Example: √10.01 = 1.1. Each row takes two more bits of s and tries a 1: (2q + 1)² − (2q)² = 4q + 1.
 * Source: I. Koren, Computer Arithmetic Algorithms, 2nd edition, §3.4.
 */
export function rootOfSignificand(m: Module, square: Signal, { bits, withSticky }: Options): Root {
  const top = square.width - 1;
  const pair = (row: number): Expression => {
    const high = top - 2 * row;
    if (high < 0) return v`2'b00`;
    return high === 0 ? v`{${square.bit(0)}, 1'b0}` : square.bits(high, high - 1);
  };
  // the root's leading one leaves s − 1, from 0 to 2
  let remainder = m.wire("remainder0", 2, v`${square.bits(top, top - 1)} + 2'b11`);
  const found: Signal[] = [];
  for (let row = 1; row <= bits; row++) {
    const width = row + 3;
    const taken = m.wire(`taken${row}`, width, v`{${remainder}, ${pair(row)}}`);
    const tried = m.wire(`tried${row}`, width, v`{1'b0, ${concatenate([v`1'b1`, ...found])}, 2'b01}`);
    if (row === bits && !withSticky) {
      found.push(m.wire(`root${row}`, 1, v`${taken} >= ${tried}`));
      break;
    }
    const difference = m.wire(`row${row}`, width, v`${taken} + ~${tried} + 1'b1`);
    const bit = m.wire(`root${row}`, 1, v`~${difference.msb}`);
    found.push(bit);
    const low = v`${bit} ? ${difference.bits(row + 1, 0)} : ${taken.bits(row + 1, 0)}`;
    remainder = m.wire(`remainder${row}`, row + 2, low);
  }
  const sticky = withSticky ? v`|${remainder}` : v`0'b0`;
  return { fraction: m.wire("root", bits, concatenate(found)), sticky };
}

/**
 * The same, some rows in each step: they stand once, between registers that hold what is left of s, the remainder, and the bits
 * found so far behind a leading one. Bits beyond those asked for are dropped, and the remainder then decides nothing but that
 * there are more.
 * @param square s, in the cycle that takes it
 */
export function rootInSteps(m: Module, square: Signal, { bits, withSticky }: Options, steps: Steps): Root {
  const { accept, busy, digits, cycles } = steps;
  const found = digits * cycles;
  // as many bits of s behind the first two as the steps take, zeros behind its last one
  const taken = 2 * found;
  const [rest, root] = [m.register("rest", taken), m.register("root", found + 1)];
  // the remainder's highest bit is of no step, and tells only that there are more bits
  const remainder = m.register("remainder", withSticky ? found + 2 : found + 1);
  const width = found + 3;

  let [left, soFar] = [remainder, root];
  const idle: Expression[] = [];
  for (let row = 0; row < digits; row++) {
    const pair = rest.bits(taken - 1 - 2 * row, taken - 2 - 2 * row);
    const before = m.wire(`taken${row}`, width, v`{${left.bits(found, 0)}, ${pair}}`);
    const tried = m.wire(`tried${row}`, width, v`{${soFar}, 2'b01}`);
    const difference = m.wire(`row${row}`, width, v`${before} + ~${tried} + 1'b1`);
    const bit = m.wire(`root${row}`, 1, v`~${difference.msb}`);
    const kept = row === digits - 1 ? remainder.width : found + 1;
    const low = v`${bit} ? ${difference.bits(kept - 1, 0)} : ${before.bits(kept - 1, 0)}`;
    left = m.wire(`left${row}`, kept, low);
    if (kept < width - 1) idle.push(difference.bit(width - 2));
    soFar = m.wire(`so_far${row}`, found + 1, v`{${soFar.bits(found - 1, 0)}, ${bit}}`);
  }
  if (idle.length > 0) m.unused(concatenate(idle));
  const either = v`${accept} | ${busy}`;
  const top = square.width - 1;
  // the root's leading one leaves s − 1, from 0 to 2
  const first = m.wire("first", 2, v`${square.bits(top, top - 1)} + 2'b11`);
  m.next(remainder, {
    value: v`${accept} ? {${remainder.width - 2}'d0, ${first}} : ${left}`,
    enable: either,
  });
  m.next(root, { value: v`${accept} ? ${found + 1}'d1 : ${soFar}`, enable: either });
  const zeros = v`${taken - (square.width - 2)}'b0`;
  const shifted = taken > 2 * digits ? rest.bits(taken - 2 * digits - 1, 0) : v`0'b0`;
  const next = v`${accept} ? {${square.bits(top - 2, 0)}, ${zeros}} : {${shifted}, ${2 * digits}'d0}`;
  m.next(rest, { value: next, enable: either });

  const beyond = found - bits;
  const more = beyond > 0 ? root.bits(beyond - 1, 0) : v`0'b0`;
  return {
    fraction: m.wire("fraction", bits, root.bits(found - 1, beyond)),
    sticky: withSticky ? v`|{${more}, ${remainder}}` : v`0'b0`,
  };
}
