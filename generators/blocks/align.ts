import { v, type Expression, type Module, type Signal } from "../hdl/index.js";
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
  /** Where a distance that exceeds the value is seen to. */
  readonly tooFar: TooFar;
}

/** Where a summand that is too far below the other is replaced by its sign. */
export const tooFarMeanings = {
  behind: "by a multiplexer behind the last level of its shifter",
  within: "within the last level of its shifter",
} as const;
export type TooFar = keyof typeof tooFarMeanings;

/**
 * Shifts a two's complement value right by `distance`, of any width.
 * The narrowest level comes first, as the low bits of a difference arrive first.
 * Whether the distance exceeds the value is found meanwhile; then all of the value but its sign is sticky.
 */
export function alignRight(m: Module, value: Signal, distance: Signal, options: AlignOptions): Aligned {
  const { isZero, beyond, tooFar } = options;
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
    if (tooFar === "within" && level === levels - 1)
      return { value: m.wire("value", width, lastLevel(current, places, { shift, far })), sticky };
    const shifted = v`{{${places}{${value.msb}}}, ${current.bits(width - 1, places)}}`;
    current = m.wire(`shift${places}`, width, v`${shift} ? ${shifted} : ${current}`);
  }
  const shiftedOut = v`{${width}{${value.msb}}}`;
  return { value: m.wire("value", width, v`${far} ? ${shiftedOut} : ${current}`), sticky };
}

/** A shift by `places` or, if `far`, by all: either leaves nothing but the sign in the uppermost `places` bits. */
function lastLevel(
  value: Signal,
  places: number,
  { shift, far }: { readonly shift: Expression; readonly far: Signal },
): Expression {
  const { width, msb } = value;
  const below = width - places;
  const high = v`(${shift} | ${far}) ? {${places}{${msb}}} : ${value.bits(width - 1, below)}`;
  const near = v`${shift} ? ${value.bits(width - 1, places)} : ${value.bits(below - 1, 0)}`;
  return v`{${high}, ${far} ? {${below}{${msb}}} : ${near}}`;
}
