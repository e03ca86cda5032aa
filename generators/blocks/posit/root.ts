import { v, type Expression, type Module, type Signal } from "../../hdl/index.js";
import { concatenate } from "../concatenate.js";

interface Root {
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
