import type { WasmFunction } from "../../../tools/wasm/encode.js";
import { FunctionCode, type Local } from "./function-code.js";
import { bits, i32x4, load, store } from "./vector.js";

/**
 * Finds groups of codes with one that is, without sign, above a number and below its limit. Arguments: addresses of codes, of
 * limits, and of results, which are 16 bytes a group, not all zero if there is such a code; groups; vectors of a group; bytes
 * from a group's codes to those of the next, the same for limits; bytes from a vector's limits to those of the next.
 */
export function rareFunction(above: number): WasmFunction {
  const f = new FunctionCode("rare", 8);
  const [codes, limits, results, groups, vectors, codesApart, limitsApart, step] = Array.from(
    { length: 8 },
    (_, index) => f.parameter(index),
  ) as [...[Local, Local, Local, Local], ...[Local, Local, Local, Local]];
  const [code, limit, count] = [f.integer(), f.integer(), f.integer()];
  const [any, magnitude] = [f.local(), f.local()];
  f.loop(groups, () => {
    f.set(code, codes.get);
    f.set(limit, limits.get);
    f.set(count, vectors.get);
    f.set(any, f.word(0));
    f.loop(count, () => {
      f.set(magnitude, bits.and(load(code.get), f.word(0x7fffffff)));
      const isAbove = i32x4.less(f.word(above), magnitude.get);
      const isBelow = i32x4.less(magnitude.get, load(limit.get));
      f.set(any, bits.or(any.get, bits.and(isAbove, isBelow)));
      f.advance(code, 16);
      f.advance(limit, step.get);
    });
    f.emit(store(results.get, any.get));
    f.advance(results, 16);
    f.advance(codes, codesApart.get);
    f.advance(limits, limitsApart.get);
  });
  return f.encoded();
}
