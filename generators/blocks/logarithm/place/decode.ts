import { v, type Expression, type Module, type Signal } from "../../../hdl/index.js";

/** Where `when` is 1, the result is `ones` ones, then zeros. */
export interface Overflow {
  readonly when: Signal;
  readonly ones: number;
}

export interface DecodeOptions {
  /** Low bits of the amount that do not choose the place. */
  readonly fine: number;
  readonly places: number;
  readonly valid: Signal | null;
  readonly overflow: Overflow | null;
}

/** One bit for each place, 1 where the amount chooses it; none where the result is 0 or overflows. */
export function decodePlaces(
  m: Module,
  amount: Signal,
  { fine, places, valid, overflow }: DecodeOptions,
): Signal[] {
  const count = overflow ? 2 ** (amount.width - fine) : places;
  return Array.from({ length: places }, (_, index) => {
    const here = isNumber(amount, fine, index, count);
    const fits = overflow && index === places - 1 ? v`~${overflow.when}` : v`1'b1`;
    return m.wire(`place${index}`, 1, v`${here} & ${valid ?? v`1'b1`} & ${fits}`);
  });
}

/**
 * Whether the bits of `amount` from `low` up are `index`, given that they are always less than `count`.
 * Example: count = 5, index = 4: only bit 2 needs a look, as 5, 6 and 7 do not occur.
 */
function isNumber(amount: Signal, low: number, index: number, count: number): Expression {
  const bits = Array.from({ length: amount.width - low }, (_, bit) => bit).reverse();
  const looked = bits.filter((bit) => (index >> bit) & 1 || index + 2 ** bit < count);
  if (bits.length === 0) return v`1'b1`;
  if (looked.length === bits.length)
    return v`${amount.bits(amount.width - 1, low)} == ${bits.length}'d${index}`;
  const literal = (bit: number): Expression =>
    (index >> bit) & 1 ? amount.bit(low + bit) : v`~${amount.bit(low + bit)}`;
  return looked.map(literal).reduce((all, one) => v`${all} & ${one}`, v`1'b1`);
}
