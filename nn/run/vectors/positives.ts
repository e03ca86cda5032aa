import { op } from "../../../tools/wasm/encode.js";
import type { FunctionCode, Local } from "../../kernels/code/function-code.js";
import { f32x4, type Code } from "../../kernels/code/vector.js";

/* ReLU as training has it: the larger of a number and 0. NaN stays NaN, and −∞ becomes NaN, as −∞ times 0 is. */

/** Of four numbers. The lesser of x and 0 is x where that is NaN: this takes one instruction, the minimum takes several. */
export const positives = (f: FunctionCode, x: Local): Code =>
  f32x4.add(f32x4.greater(f.word(0), x.get), f32x4.mul(f32x4.lesser(x.get, f.word(0)), f.word(0)));

/** Of one. */
export function positive(x: Local): Code {
  const zero = [...op.f32Const, 0, 0, 0, 0];
  const nothing = [...zero, ...x.get, ...op.f32Min, ...zero, ...op.f32Mul];
  return [...zero, ...x.get, ...op.f32Max, ...nothing, ...op.f32Add];
}
