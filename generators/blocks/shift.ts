import { v, type Expression, type Module, type Signal } from "../hdl/index.js";

export interface Shifted {
  readonly value: Signal;
  /** 1 where a bit shifted out differs from the bits beyond. */
  readonly sticky: Signal;
}

export interface ShiftOptions {
  /** Shifted in on the left. */
  readonly fill: Signal;
  /** The bits beyond the value's right end, all equal. */
  readonly beyond: Expression;
  /** The sticky bit before the shift. */
  readonly sticky: Expression;
}

/** Shifts right by `amount`, the widest level first; the sticky bit gathers the bits shifted out. */
export function shiftRightSticky(m: Module, value: Signal, amount: Signal, options: ShiftOptions): Shifted {
  let shifted = { value, sticky: m.wire("sticky", 1, options.sticky) };
  for (let level = amount.width - 1; level >= 0; level--) {
    const { places, sticky, moved } = shiftOnce(m, shifted, level, amount, options);
    const kept = v`${amount.bit(level)} ? ${moved} : ${shifted.value}`;
    shifted = { value: m.wire(`shift${places}`, value.width, kept), sticky };
  }
  return shifted;
}

/**
 * The same, the narrowest level first. Where `far` is 1 all bits are `fill`, which the last level sees to: `far` may be late, and
 * the sticky bit is then don't-care.
 */
export function shiftRightOrFill(
  m: Module,
  value: Signal,
  amount: Signal,
  options: ShiftOptions & { readonly far: Signal },
): Shifted {
  const { width } = value;
  const { far, fill } = options;
  let shifted = { value, sticky: m.wire("sticky", 1, options.sticky) };
  for (let level = 0; level < amount.width; level++) {
    const { places, sticky, moved } = shiftOnce(m, shifted, level, amount, options);
    const shift = amount.bit(level);
    const stays = shifted.value;
    const chosen =
      level < amount.width - 1
        ? v`${shift} ? ${moved} : ${stays}`
        : v`({${width}{${shift} & ~${far}}} & ${moved}) | ({${width}{~(${shift} | ${far})}} & ${stays}) | {${width}{${far} & ${fill}}}`;
    shifted = { value: m.wire(`shift${places}`, width, chosen), sticky };
  }
  return shifted;
}

/** A level of a shifter: the value `places` further right, and the sticky bit whether it is taken or not. */
function shiftOnce(
  m: Module,
  { value, sticky }: Shifted,
  level: number,
  amount: Signal,
  { fill, beyond }: ShiftOptions,
) {
  const { width } = value;
  const places = Math.min(2 ** level, width);
  const leaving = v`${value.bits(places - 1, 0)} ^ {${places}{${beyond}}}`;
  return {
    places: 2 ** level,
    sticky: m.wire(`sticky${2 ** level}`, 1, v`${sticky} | (${amount.bit(level)} & (|(${leaving})))`),
    moved: v`{{${places}{${fill}}}, ${value.bits(width - 1, places)}}`,
  };
}
