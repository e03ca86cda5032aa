import { expect, test } from "vitest";
import { parseDesigns } from "../../generators/request.js";
import { drawSchematic } from "../../synth/schematic.js";

const draw = (words: string): Promise<string | undefined> => {
  const [design] = parseDesigns(words.split(" "));
  if (design === undefined) throw new Error("no design");
  return drawSchematic(design.verilog(), design.moduleName, 60);
};

test("a small design is drawn with its ports and cells, several at a time too", async () => {
  const [small, other] = await Promise.all([draw("MitchwMult n=4 w=3"), draw("IntMult n=3")]);
  expect(small).toMatch(/^<svg/);
  for (const port of ["x", "y", "r"]) expect(small).toMatch(new RegExp(`>${port}</text>`));
  expect(small).toMatch(/s:type="add"/);
  expect(other).toMatch(/^<svg/);
  expect(other).not.toBe(small);
});

test("a large one is not", async () => {
  expect(await draw("PositMult n=16 es=1")).toBeUndefined();
});
