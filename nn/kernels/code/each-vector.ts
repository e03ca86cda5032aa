import type { FunctionCode, Local } from "./function-code.js";
import { i32 } from "./vector.js";

/** Vectors that one turn of a loop computes: fewer turns, less counting. */
const aTurn = 4;

/**
 * Runs the body for each of `count` vectors, which may be none; pointers advance by a vector for each.
 * @param body gets an offset to the pointers, in bytes
 */
export function eachVector(
  f: FunctionCode,
  count: Local,
  pointers: readonly Local[],
  body: (offset: number) => void,
): void {
  const [turns, rest] = [f.integer(), f.integer()];
  f.set(turns, i32.shr(count.get, Math.log2(aTurn)));
  f.set(rest, i32.and(count.get, aTurn - 1));
  for (const [left, together] of [
    [turns, aTurn],
    [rest, 1],
  ] as const)
    f.unlessZero(left, () => {
      f.loop(left, () => {
        for (let vector = 0; vector < together; vector++) body(16 * vector);
        for (const pointer of pointers) f.advance(pointer, 16 * together);
      });
    });
}
