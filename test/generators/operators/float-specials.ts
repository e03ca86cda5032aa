import { expect } from "vitest";
import type { Design } from "../../../generators/design.js";
import type { Float } from "../../../golden/float.js";
import { parseDesigns } from "../../../generators/request.js";
import { layoutOf } from "../../../operands/word.js";
import { rtlDifference } from "../rtl-difference.js";

/** Formats of factors: the standard ones, and two that are given by their sizes. */
export const factors = ["format=e4m3,e5m2,bfloat16,binary16,binary32", "wE=4 wF=3", "wE=2 wF=1"];

type Shape = Pick<Float, "width" | "wF" | "one" | "largest">;

/** Both signs of zero, the ends of the subnormal and normal numbers, one, what follows the largest, and all ones. */
function specialPatterns({ width, wF, one, largest }: Shape): bigint[] {
  const sign = 1n << BigInt(width - 1);
  const positive = [0n, 1n, (1n << BigInt(wF)) - 1n, 1n << BigInt(wF), one, largest, largest + 1n, sign - 1n];
  return positive.flatMap((bits) => [bits, bits | sign]);
}

function specialWords(design: Design): bigint[] {
  const layout = layoutOf(design.ports, "input");
  const tuples = layout.fields.reduce<bigint[][]>(
    (made, { format }) =>
      made.flatMap((tuple) =>
        specialPatterns(format as typeof format & Shape).map((bits) => [...tuple, bits]),
      ),
    [[]],
  );
  return tuples.map((tuple) => layout.join(tuple));
}

/**
 * Expects designs to be their golden models where special values meet: zeros, subnormals, infinities, NaN.
 * @param request designs, each with subnormals flushed and kept
 */
export function expectSpecials(request: string): void {
  for (const design of parseDesigns(`${request} subnormals=flush,keep`.split(" ")))
    expect.soft(rtlDifference(design, specialWords(design))).toBeNull();
}
