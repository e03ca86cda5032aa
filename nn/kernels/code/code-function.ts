import type { WasmFunction } from "../../../tools/wasm/encode.js";
import { FunctionCode } from "./function-code.js";
import { header, type Scheme } from "./scheme.js";
import { bits, f32x4, i32, i32x4, load, store } from "./vector.js";

/**
 * Scales, rounds and scales floats in place. Arguments: their address, and their number divided by 4.
 * Used for weights and biases, and where activations are rounded once before many products take them.
 */
export function roundFunction(scheme: Scheme): WasmFunction {
  const f = new FunctionCode("round", 2);
  const [from, count] = [f.parameter(0), f.parameter(1)];
  const x = f.local();
  const scale = f.let(load(i32.constant(header.activationScale)));
  const back = f.let(load(i32.constant(header.floatScale)));
  f.loop(count, () => {
    f.set(x, f32x4.mul(load(from.get), scale.get));
    f.emit(store(from.get, f32x4.mul(scheme.round(f, x), back.get)));
    f.advance(from, 16);
  });
  return f.encoded();
}

/**
 * Scales activations in place, rounds them unless they are numbers of the format already, and codes them.
 * Arguments: addresses of activations and of codes, and the number of activations divided by 4.
 * It also finds the largest and the smallest magnitude but zero.
 */
export function codeFunction(scheme: Scheme, rounds: boolean): WasmFunction {
  const f = new FunctionCode(rounds ? "roundAndCode" : "code", 3);
  const [from, to, count] = [f.parameter(0), f.parameter(1), f.parameter(2)];
  const [x, magnitude] = [f.local(), f.local()];
  const scale = f.let(load(i32.constant(header.activationScale)));
  const largest = f.let(load(i32.constant(header.largest)));
  const smallest = f.let(load(i32.constant(header.smallest)));
  f.loop(count, () => {
    f.set(x, f32x4.mul(load(from.get), scale.get));
    f.set(magnitude, bits.and(x.get, f.word(0x7fffffff)));
    f.set(largest, i32x4.max(largest.get, magnitude.get));
    // zero becomes the largest unsigned number
    f.set(smallest, i32x4.minUnsigned(smallest.get, i32x4.sub(magnitude.get, f.word(1))));
    if (rounds) f.set(x, scheme.round(f, x));
    f.emit(store(from.get, x.get));
    for (const [index, code] of scheme.encode(f, x).entries()) f.emit(store(to.get, code, index * 16));
    f.advance(from, 16);
    f.advance(to, 4 * scheme.codeBytes);
  });
  f.emit(store(i32.constant(header.largest), largest.get));
  f.emit(store(i32.constant(header.smallest), smallest.get));
  return f.encoded();
}
