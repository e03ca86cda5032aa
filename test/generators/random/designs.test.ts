import { describe, expect, test } from "vitest";
import { faultOf } from "./fault.js";
import { drawDesigns, missing, singles } from "./plan.js";

const seed = 2;
const { designs } = drawDesigns({ seed, sets: singles("own"), free: 1 });

describe(`random designs, drawn from seed ${seed}, are their golden models`, () => {
  test.each(designs.map((design) => [design.spec, design] as const))("%s", async (_, design) => {
    expect(await faultOf(design, seed, { engine: 400, icarus: 16, everyWordBits: 10 })).toBeNull();
  });
});

test("every value of every parameter is drawn", () => {
  expect(missing(designs)).toEqual([]);
});
