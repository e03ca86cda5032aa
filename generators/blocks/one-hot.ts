import { v, type Expression, type Module, type Signal } from "../hdl/index.js";
import { concatenate } from "./concatenate.js";
import { bitsFor } from "./widths.js";

/**
 * The first one among the `tests` most significant bits, as a one-hot vector of `tests` + 1 bits. The last
 * bit is 1 where there is none. With `like` it is the first bit that differs from that one.
 */
export function firstOne(m: Module, name: string, value: Signal, tests: number, like?: Signal): Signal {
  const top = value.width - 1;
  const bits = Array.from({ length: tests + 1 }, (_, place) => {
    const own = place < tests ? value.bit(top - place) : null;
    const above = place === 0 ? v`0'b0` : value.bits(top, top - place + 1);
    if (like) return own ? firstUnlike(own, v`{${like}, ${above}}`) : allAlike(v`{${like}, ${above}}`);
    if (place === 0) return own ?? v`1'b1`;
    const none = v`~(|${above})`;
    return own ? v`${own} & ${none}` : none;
  });
  return m.wire(name, bits.length, concatenate(bits));
}

/** Whether all bits are ones or all are zeros. */
export const allAlike = (bits: Expression): Expression => v`(&${bits}) | ~(|${bits})`;

/**
 * Whether the bits above are alike and `own` differs. Each is asked both ways, as nothing then waits for one bit that all
 * others are compared with.
 */
const firstUnlike = (own: Expression, above: Expression): Expression =>
  v`((&${above}) & ~${own}) | (~(|${above}) & ${own})`;

/** Selects the choice whose bit is 1; the first choice belongs to the most significant bit. */
export function selectBy(oneHot: Signal, choices: readonly Expression[]): Expression {
  return choices
    .map((choice, place) => v`({${choice.width}{${oneHot.bit(oneHot.width - 1 - place)}}} & ${choice})`)
    .reduce((all, one) => v`${all} | ${one}`);
}

/** The number of bits before the 1 (`fromTop`) or behind it: 0 … `oneHot.width` − 1. */
export function positionIn(oneHot: Signal, fromTop: boolean): Expression {
  const last = oneHot.width - 1;
  const bits = Array.from({ length: bitsFor(last) }, (_, bit) =>
    Array.from({ length: oneHot.width }, (_, position) => position)
      .filter((position) => (position >> bit) & 1)
      .map((position) => oneHot.bit(fromTop ? last - position : position))
      .reduce((any, one) => v`${any} | ${one}`),
  );
  return concatenate(bits.toReversed());
}
