import { v, type Expression, type Module, type Signal } from "../../hdl/index.js";

export interface ShiftWindow {
  readonly bits: Signal;
  /** 1 where a one was shifted out on the right. */
  readonly sticky: Signal;
}

/**
 * Bits `low` + `width` − 1 … `low` of `value` >> `amount`, and whether there are ones below them. There must
 * be none above. The widest level is first; each keeps only what can still reach the window.
 */
export function shiftRightInto(
  m: Module,
  value: Signal,
  amount: Signal,
  { width, low }: { readonly width: number; readonly low: number },
): ShiftWindow {
  let current = m.wire("unshifted", value.width - low, value.bits(value.width - 1, low));
  const lost: Expression[] = [v`|${value.bits(low - 1, 0)}`];
  for (let level = amount.width - 1; level >= 0; level--) {
    const distance = 2 ** level;
    const shift = amount.bit(level);
    // bits higher than later levels can bring down are zero
    const reach = Math.min(width + distance - 1, Math.max(current.width, width));
    const leaving = current.bits(Math.min(distance, current.width) - 1, 0);
    lost.push(m.wire(`lost${distance}`, 1, v`${shift} & (|${leaving})`).all);
    current = m.wire(
      `shift${distance}`,
      reach,
      v`${shift} ? ${part(current, distance, reach)} : ${part(current, 0, reach)}`,
    );
  }
  return {
    bits: current,
    sticky: m.wire(
      "sticky",
      1,
      lost.reduce((any, one) => v`${any} | ${one}`),
    ),
  };
}

/** `width` bits from bit `from` up, zeros beyond the end. */
function part(value: Signal, from: number, width: number): Expression {
  const high = Math.min(value.width, from + width);
  const has = Math.max(0, high - from);
  return has === 0 ? v`${width}'b0` : v`{${width - has}'b0, ${value.bits(high - 1, from)}}`;
}
