import { expect, test } from "vitest";
import { forEachDesign } from "../../cli/work.js";
import { WidthError } from "../../generators/hdl/index.js";
import { parseDesigns } from "../../generators/request.js";

test("a generator that is wrong for one design leaves the others standing", async () => {
  const designs = parseDesigns(["PositMult", "n=3..5"]);
  const outcomes = await forEachDesign("test", designs, ({ spec }) => {
    if (spec === designs[1]?.spec) throw new WidthError("sum cannot have -1 bits");
    return Promise.resolve({ design: spec });
  });
  expect(outcomes).toEqual([
    { design: "PositMult n=3 es=2" },
    {
      design: "PositMult n=4 es=2",
      error: "WidthError: sum cannot have -1 bits; its generator is wrong",
    },
    { design: "PositMult n=5 es=2" },
  ]);
});
