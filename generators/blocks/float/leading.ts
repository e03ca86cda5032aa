import { v, type Expression, type Module, type Signal } from "../../hdl/index.js";
import { concatenate } from "../concatenate.js";
import { bitsFor } from "../widths.js";

/**
 * The position of a value's highest 1; 0 if there is none above bit 0, which need not be looked at.
 * @param above the value without bit 0, at least one bit
 */
export function leadingOnePosition(m: Module, above: Signal): Signal {
  const number: Expression[] = [];
  let current = above;
  for (let level = bitsFor(above.width) - 1; level >= 0; level--) {
    const half = 2 ** level;
    const top = current.width - 1;
    const upper = m.wire(`upper${half}`, 1, v`|${current.bits(top, half - 1)}`);
    number.push(upper.all);
    const high = v`{${2 * half - 2 - top}'b0, ${current.bits(top, half)}}`;
    current = m.wire(`half${half}`, half - 1, v`${upper} ? ${high} : ${current.bits(half - 2, 0)}`);
  }
  return m.wire("leading", number.length, concatenate(number));
}
