import { expect, test } from "vitest";
import type { Design } from "../../../generators/design.js";
import type { Float } from "../../../golden/float.js";
import { parseDesigns } from "../../../generators/request.js";
import { layoutOf } from "../../../operands/word.js";
import { rtlDifference } from "../rtl-difference.js";

const factors = ["format=e4m3,e5m2,bfloat16,binary16,binary32", "wE=4 wF=3", "wE=2 wF=1"];
const accumulators = ["acc=e4m3,e5m2,bfloat16,binary16,binary32", "wEa=4 wFa=3", "wEa=2 wFa=1"];

const requests = [
  ...factors.flatMap((format) => accumulators.map((acc) => `FloatMac ${format} ${acc}`)),
  ...factors.map((format) => `FloatMult FloatAdd ${format}`),
  ...["format=e4m3,e5m2", "wE=4 wF=3"].map((format) => `FloatMac ${format} acc=e4m3,e5m2 overflow=saturate`),
];

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

// An infinity of a factor has no counterpart in an accumulator without infinities: the sum is NaN there.
test.each(requests)("special values meet in every combination of formats: %s", (request) => {
  for (const design of parseDesigns(`${request} subnormals=flush,keep`.split(" ")))
    expect.soft(rtlDifference(design, specialWords(design))).toBeNull();
});
