import { describe, expect, test } from "vitest";
import {
  defineOperator,
  generate,
  input,
  output,
  parseDesign,
  parseDesigns,
  RequestError,
  unsigned,
  z,
} from "../../library/index.js";

const wire = defineOperator({
  name: "Wire",
  summary: "nothing at all",
  source: "test/library",
  examples: ["n=3"],
  parameters: z.strictObject({ n: z.int().min(1).max(8) }),
  ports: ({ n }) => ({ x: input(unsigned(n)), r: output(unsigned(n)) }),
  golden: () => (bits) => ({ r: bits.x }),
  build: (_, bits) => ({ r: bits.x }),
});

describe("designs of operators that are not in the catalogue", () => {
  test("are found among those given, and nowhere else", () => {
    expect(parseDesign("Wire n=5", [wire]).moduleName).toBe("Wire_n5");
    expect(() => parseDesign("Wire n=5")).toThrow(/no operator 'Wire'/);
    expect(() => parseDesign("PositMult n=8", [wire])).toThrow(/no operator 'PositMult'/);
    expect(() => parseDesign("Wires n=8", [wire])).toThrow(/did you mean Wire/);
    expect(parseDesigns(["catalogue"], [wire]).map(({ spec }) => spec)).toEqual(["Wire n=3"]);
  });

  test("do not claim that a command makes them again", () => {
    const [, text] = [...generate(parseDesign("Wire n=3", [wire]))][0] ?? [];
    expect(text).toContain('with: generate(parseDesign("Wire n=3", operators))');
  });
});

test.each(["", "PositMult n=8,16", "PositMult PlamMult n=8"])("'%s' is not one design", (text) => {
  expect(() => parseDesign(text)).toThrow(RequestError);
});
