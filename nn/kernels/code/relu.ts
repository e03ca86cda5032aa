import type { FunctionCode, Local } from "./function-code.js";
import { f32x4, type Code } from "./vector.js";

/**
 * ReLU of four numbers, as ONNX has it: NaN stays, and −0 becomes 0 by the addition. These are two instructions; `f32x4.max` is
 * several on most processors.
 */
export const relu = (f: FunctionCode, x: Local): Code =>
  f32x4.add(f32x4.greater(x.get, f.word(0)), f.word(0));
