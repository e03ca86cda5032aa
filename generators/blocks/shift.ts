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
  const { width } = value;
  const { fill, beyond } = options;
  let current = value;
  let sticky = m.wire("sticky", 1, options.sticky);
  for (let level = amount.width - 1; level >= 0; level--) {
    const distance = Math.min(2 ** level, width);
    const shift = amount.bit(level);
    const leaving = v`${current.bits(distance - 1, 0)} ^ {${distance}{${beyond}}}`;
    sticky = m.wire(`sticky${2 ** level}`, 1, v`${sticky} | (${shift} & (|(${leaving})))`);
    const shifted = v`{{${distance}{${fill}}}, ${current.bits(width - 1, distance)}}`;
    current = m.wire(`shift${2 ** level}`, width, v`${shift} ? ${shifted} : ${current}`);
  }
  return { value: current, sticky };
}
