import { describe, expect, test } from "vitest";
import { faultOf } from "./fault.js";
import { drawDesigns, missing, singles } from "./plan.js";

const seed = 2;
const effort = { cases: 1500, longest: 10_000, engine: 200, icarus: 8, everyWordBits: 9 };
const { designs } = drawDesigns({ seed, sets: singles("own"), free: 0 });

describe(`random designs, drawn from seed ${seed}, are their golden models`, () => {
  test.each(designs.map((design) => [design.spec, design] as const))("%s", async (_, design) => {
    expect(await faultOf(design, seed, effort)).toBeNull();
  });
});

test("every value of every parameter is drawn", () => {
  expect(missing(designs)).toEqual([]);
});

test("names of modules are bounded, and no two the same", () => {
  const long = designs.filter(({ spec }) => spec.length > 110);
  expect(long.length).toBeGreaterThan(10);
  for (const { moduleName } of designs) expect(moduleName).toMatch(/^[A-Za-z]\w{0,99}$/);
  expect(new Set(designs.map(({ moduleName }) => moduleName)).size).toBe(designs.length);
});
