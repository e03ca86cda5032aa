import { v, type Module, type Signal } from "../hdl/index.js";
import { bitsFor } from "./widths.js";

export interface Aligned {
  readonly value: Signal;
  /** 1 where a bit shifted out differs from the bits beyond it. */
  readonly sticky: Signal;
}

export interface AlignOptions {
  /** 1 where the value is 0; it then leaves no sticky bit. Null: it never is. */
  readonly isZero: Signal | null;
  /** The bits beyond the value's right end, all equal. */
  readonly beyond: Signal;
}

/**
 * Shifts a two's complement value right by `distance`, of any width.
 * The narrowest level comes first, as the low bits of a difference arrive first.
 * Whether the distance exceeds the value is found meanwhile; then all of the value but its sign is sticky.
 */
export function alignRight(m: Module, value: Signal, distance: Signal, options: AlignOptions): Aligned {
  const { isZero, beyond } = options;
  const { width } = value;
  const levels = Math.min(bitsFor(width - 1), distance.width);
  const far = m.wire("far", 1, v`|${distance.bits(distance.width - 1, levels)}`);
  let current = value;
  let sticky = m.wire("sticky", 1, isZero ? v`${far} & ~${isZero}` : far.all);
  for (let level = 0; level < levels; level++) {
    const places = 2 ** level;
    const shift = distance.bit(level);
    const leaving = v`${current.bits(places - 1, 0)} ^ {${places}{${beyond}}}`;
    sticky = m.wire(`sticky${places}`, 1, v`${sticky} | (${shift} & (|(${leaving})))`);
    const shifted = v`{{${places}{${value.msb}}}, ${current.bits(width - 1, places)}}`;
    current = m.wire(`shift${places}`, width, v`${shift} ? ${shifted} : ${current}`);
  }
  const shiftedOut = v`{${width}{${value.msb}}}`;
  return { value: m.wire("value", width, v`${far} ? ${shiftedOut} : ${current}`), sticky };
}
