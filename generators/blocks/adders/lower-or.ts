import { v, type Module, type Signal } from "../../hdl/index.js";
import { add, type Adder } from "./add.js";

/**
 * a + b modulo 2^width, approximately: the lower-part OR adder of Mahdiani et al. (2010). The lower `k` bits are OR-ed, and one
 * AND gate carries into the upper part, which is exact.
 * @param k at least 1, less than the width of the operands
 */
export function addLowerOr(
  m: Module,
  name: string,
  a: Signal,
  b: Signal,
  { k, adder }: { readonly k: number; readonly adder: Adder },
): Signal {
  const { width } = a;
  const part = m.scope(name);
  part.section(
    `The lower ${k} bits of the sum are OR-ed; the uppermost of them also carry into the exact part`,
  );
  const low = part.wire("low", k, v`${a.bits(k - 1, 0)} | ${b.bits(k - 1, 0)}`);
  const carryIn = part.wire("carry", 1, v`${a.bit(k - 1)} & ${b.bit(k - 1)}`);
  const first = part.wire("first", width - k, a.bits(width - 1, k));
  const second = part.wire("second", width - k, b.bits(width - 1, k));
  const high = add(part, "high", width - k, first, second, { adder, carryIn });
  return m.wire(name, width, v`{${high}, ${low}}`);
}
