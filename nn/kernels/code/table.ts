import {
  encodeModule,
  f32 as f32Type,
  f64 as f64Type,
  op,
  unsigned,
  type WasmFunction,
} from "../../../tools/wasm/encode.js";
import { FunctionCode, type Local } from "./function-code.js";
import { i32, type Code } from "./vector.js";

/** Rows whose sums are held in registers at the same time. */
export const tableRows = 4;

/**
 * Sums of products that are looked up. Arguments: addresses of activations, weights and sums; pixels; groups of rows; the
 * depth.
 *
 * Products are floats, whatever their sums are: a table of doubles would be twice as large, and leave the caches earlier.
 * An activation is the address of its line of the table; a weight is an offset in a line. Both are 32-bit integers. Weights
 * stand as group, k, row.
 */
function tableFunction(type: "f32" | "f64"): WasmFunction {
  const f = new FunctionCode("sums", 6);
  const [activations, weights, sumsAt, pixels, groups, depth] = Array.from({ length: 6 }, (_, index) =>
    f.parameter(index),
  ) as [Local, Local, Local, Local, Local, Local];
  const [a, w, k, group, line] = Array.from({ length: 5 }, () => f.integer()) as [
    Local,
    Local,
    Local,
    Local,
    Local,
  ];
  const size = type === "f32" ? 4 : 8;
  const sums = Array.from({ length: tableRows }, () => f.local(type === "f32" ? f32Type : f64Type));
  const zero: Code = type === "f32" ? [...op.f32Const, 0, 0, 0, 0] : [...op.f64Const, 0, 0, 0, 0, 0, 0, 0, 0];
  const loadProduct = (address: Code): Code => [
    ...[...address, ...op.f32Load, 2, 0],
    ...(type === "f32" ? [] : op.f64PromoteF32),
  ];
  const add = type === "f32" ? op.f32Add : op.f64Add;
  f.loop(pixels, () => {
    f.set(group, groups.get);
    f.set(w, weights.get);
    f.loop(group, () => {
      f.set(a, activations.get);
      f.set(k, depth.get);
      for (const sum of sums) f.set(sum, zero);
      f.loop(k, () => {
        f.set(line, i32.load(a.get));
        for (const [row, sum] of sums.entries())
          f.set(sum, [...sum.get, ...loadProduct(i32.add(line.get, i32.load(w.get, 4 * row))), ...add]);
        f.advance(a, 4);
        f.advance(w, 4 * tableRows);
      });
      for (const [row, sum] of sums.entries())
        f.emit(
          sumsAt.get,
          sum.get,
          type === "f32" ? op.f32Store : op.f64Store,
          [type === "f32" ? 2 : 3],
          unsigned(row * size),
        );
      f.advance(sumsAt, size * tableRows);
    });
    f.set(activations, a.get);
  });
  return f.encoded();
}

export const tableModule = (type: "f32" | "f64"): WebAssembly.Module =>
  new WebAssembly.Module(encodeModule([tableFunction(type)]));
