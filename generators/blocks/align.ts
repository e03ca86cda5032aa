import { v, type Module, type Signal } from "../hdl/index.js";
import { bitsFor } from "./widths.js";

export interface Aligned {
  readonly value: Signal;
  /** What was shifted out differs from the bits beyond it. */
  readonly sticky: Signal;
}

export interface AlignOptions {
  /** The value is 0, and leaves nothing behind. */
  readonly isZero: Signal;
  /** The bits beyond the value's right end, all alike. */
  readonly beyond: Signal;
}

/**
 * Shifts a two's complement value right by `distance`, of any width. The narrowest stage comes first, as the low
 * bits of a difference do; whether the distance reaches beyond the value is asked meanwhile and answered last, when
 * all of the value but its sign is sticky.
 */
export function alignRight(m: Module, value: Signal, distance: Signal, options: AlignOptions): Aligned {
  const { isZero, beyond } = options;
  const { width } = value;
  const stages = Math.min(bitsFor(width - 1), distance.width);
  const far = m.wire("far", 1, v`|${distance.bits(distance.width - 1, stages)}`);
  let current = value;
  let sticky = m.wire("sticky", 1, v`${far} & ~${isZero}`);
  for (let stage = 0; stage < stages; stage++) {
    const places = 2 ** stage;
    const shift = distance.bit(stage);
    const leaving = v`${current.bits(places - 1, 0)} ^ {${places}{${beyond}}}`;
    sticky = m.wire(`sticky${places}`, 1, v`${sticky} | (${shift} & (|(${leaving})))`);
    const shifted = v`{{${places}{${value.msb}}}, ${current.bits(width - 1, places)}}`;
    current = m.wire(`shift${places}`, width, v`${shift} ? ${shifted} : ${current}`);
  }
  const shiftedOut = v`{${width}{${value.msb}}}`;
  return { value: m.wire("value", width, v`${far} ? ${shiftedOut} : ${current}`), sticky };
}
