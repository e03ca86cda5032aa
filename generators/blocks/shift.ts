import { v, type Expression, type Module, type Signal } from "../hdl/index.js";

export interface Shifted {
  readonly value: Signal;
  /** A bit that differs from what lies beyond has left on the right. */
  readonly sticky: Signal;
}

export interface ShiftOptions {
  /** Shifted in on the left. */
  readonly fill: Signal;
  /** What the bits beyond the value's right end are, all of them alike. */
  readonly beyond: Expression;
  /** Whether something was lost before the shift. */
  readonly sticky: Expression;
}

/** Shifts right by `amount`, the widest stage first; what leaves is kept in the sticky bit. */
export function shiftRightSticky(m: Module, value: Signal, amount: Signal, options: ShiftOptions): Shifted {
  const { width } = value;
  const { fill, beyond } = options;
  let current = value;
  let sticky = m.wire("sticky", 1, options.sticky);
  for (let stage = amount.width - 1; stage >= 0; stage--) {
    const distance = Math.min(2 ** stage, width);
    const shift = amount.bit(stage);
    const leaving = v`${current.bits(distance - 1, 0)} ^ {${distance}{${beyond}}}`;
    sticky = m.wire(`sticky${2 ** stage}`, 1, v`${sticky} | (${shift} & (|(${leaving})))`);
    const shifted = v`{{${distance}{${fill}}}, ${current.bits(width - 1, distance)}}`;
    current = m.wire(`shift${2 ** stage}`, width, v`${shift} ? ${shifted} : ${current}`);
  }
  return { value: current, sticky };
}
