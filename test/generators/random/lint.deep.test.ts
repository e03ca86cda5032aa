import { describe, test } from "vitest";
import { expectClean } from "../operators/linters.js";
import { drawDesigns, singles } from "./plan.js";

/** TAPIR_DRAW_SEED draws the designs of another run again. */
const given = process.env.TAPIR_DRAW_SEED;
const seed = given === undefined ? Math.floor(Math.random() * 2 ** 32) : Number(given);

const { designs } = drawDesigns({ seed, sets: singles("own", "choice"), free: 3 });

describe(`random designs, drawn by TAPIR_DRAW_SEED=${seed}, are free of warnings`, () => {
  test.each(designs.map((design) => [design.spec, design] as const))("%s", (_, design) =>
    expectClean([design]),
  );
});
