import { v, type Expression, type Module, type Signal } from "../../../hdl/index.js";
import type { Overflow } from "./decode.js";
import type { Elsewhere } from "./signed.js";

export interface PartsOptions {
  /** Bits of the result. */
  readonly width: number;
  readonly drop: number;
  /** Distance between two places, in bits. */
  readonly step: number;
  /** Bits of the signed value that are below the result in place 0. */
  readonly below: number;
  readonly overflow: Overflow | null;
  readonly elsewhere: Elsewhere;
}

/** The places that reach a bit, and whether it is 1 on overflow. */
interface Reach {
  readonly first: number;
  readonly last: number;
  readonly full: boolean;
}

const isEqual = (one: Reach, other: Reach): boolean =>
  one.first === other.first && one.last === other.last && one.full === other.full;

/** The result, part by part. A part is as many adjacent bits as the same places reach. */
export function partsOf(
  m: Module,
  signed: Signal,
  at: readonly Signal[],
  { width, drop, step, below, overflow, elsewhere }: PartsOptions,
): Expression {
  const places = at.length;
  const reach = (bit: number): Reach => ({
    first: Math.min(places, Math.max(0, Math.ceil((bit + below - (signed.width - 1)) / step))),
    last: Math.min(places - 1, Math.floor((bit + drop) / step)),
    full: overflow !== null && bit >= width - overflow.ones,
  });
  let result = v`0'b0`;
  for (let low = 0; low < width;) {
    const { first, last, full } = reach(low);
    let high = low;
    while (high + 1 < width && isEqual(reach(high + 1), reach(low))) high++;
    const bits = high - low + 1;
    const terms: Expression[] = [];
    for (const [index, chosen] of at.entries()) {
      if (index < first || index > last) continue;
      const from = below - step * index;
      terms.push(v`({${bits}{${chosen}}} & ${signed.bits(high + from, low + from)})`);
    }
    const rest = elsewhere(first, last);
    if (rest) terms.push(v`{${bits}{${rest}}}`);
    if (full && overflow) terms.push(v`{${bits}{${overflow.when}}}`);
    const part = terms.length === 0 ? v`${bits}'b0` : terms.reduce((sum, term) => v`${sum} | ${term}`);
    result = v`{${m.wire(`part${low}`, bits, part)}, ${result}}`;
    low = high + 1;
  }
  return result;
}
