import { registers } from "./allocate-registers.js";
import { encodeModule, i32, v128, type WasmFunction } from "../../tools/wasm/encode.js";

/**
 * Compiles a function of the blocks `from` … `to` − 1 of a memory. Behind its two parameters it has two i32 locals, then
 * `registers` of v128 (see `locals` of compared-code.ts).
 * @param body its code, which leaves an i32 on the stack
 */
export function rangeFunction(
  memory: WebAssembly.Memory,
  body: number[],
): (from: number, to: number) => number {
  const run: WasmFunction = {
    name: "run",
    parameters: [i32, i32],
    results: [i32],
    locals: [
      [2, i32],
      [registers, v128],
    ],
    body,
  };
  const module = new WebAssembly.Module(encodeModule([run]));
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return exports.run as (from: number, to: number) => number;
}
