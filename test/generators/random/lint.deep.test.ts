import { describe, test } from "vitest";
import { expectClean } from "../operators/linters.js";
import { drawDesigns, singles } from "./plan.js";
import { drawSeed } from "./seed.js";

const { designs } = drawDesigns({ seed: drawSeed, sets: singles("own", "choice"), free: 3 });

describe(`random designs, drawn by TAPIR_DRAW_SEED=${drawSeed}, are free of warnings`, () => {
  test.each(designs.map((design) => [design.spec, design] as const))("%s", (_, design) =>
    expectClean([design]),
  );
});
