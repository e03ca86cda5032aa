import { describe, expect, test } from "vitest";
import { faultOf, thorough } from "./fault.js";
import { drawDesigns, missing, pairs, singles } from "./plan.js";
import { drawSeed } from "./seed.js";

console.info(`these designs are drawn again by TAPIR_DRAW_SEED=${drawSeed}`);

const { designs } = drawDesigns({
  seed: drawSeed,
  sets: (choices) => [...pairs(choices), ...singles("own", "choice")(choices)],
  free: 5,
});

describe(`random designs, drawn by TAPIR_DRAW_SEED=${drawSeed}, are their golden models`, () => {
  test.each(designs.map((design) => [design.spec, design] as const))("%s", async (_, design) => {
    expect(await faultOf(design, drawSeed, thorough)).toBeNull();
  });
});

test("every value of every parameter is drawn, and every format with every accumulator", () => {
  expect(missing(designs)).toEqual([]);
  const formats = ["bfloat16", "binary16", "binary32", "binary64", "e4m3", "e5m2"];
  const wanted = formats.flatMap((format) => formats.map((acc) => ({ format, acc })));
  expect(
    wanted.filter(
      ({ format, acc }) => !designs.some(({ parameters: p }) => p.format === format && p.acc === acc),
    ),
  ).toEqual([]);
});
