import { describe, expect, test } from "vitest";
import { referencesAmong } from "../../cli/reference.js";
import { parseDesigns } from "../../generators/request.js";

const of = (request: string) => {
  const designs = parseDesigns(request.split(" "));
  const { of: references, said } = referencesAmong(designs);
  const short = (spec: string | null): string | null =>
    designs
      .find((design) => design.spec === spec)
      ?.spec.replaceAll(/ (signed|sign|compensation|form)=\w+/g, "") ?? null;
  return {
    references: [...references].map(([design, reference]) => [short(design), short(reference)]),
    said,
  };
};

describe("a design is compared to the first operator", () => {
  test("at the same parameters", () => {
    expect(of("PositMult PlamMult n=8,16 es=0")).toEqual({
      references: [
        ["PositMult n=8 es=0", "PositMult n=8 es=0"],
        ["PositMult n=16 es=0", "PositMult n=16 es=0"],
        ["PlamMult n=8 es=0", "PositMult n=8 es=0"],
        ["PlamMult n=16 es=0", "PositMult n=16 es=0"],
      ],
      said: "Ratios and savings are to the PositMult at the same parameters.",
    });
  });

  test("at those parameters that both have", () => {
    const { references } = of("IntMult n=8,16 MitchwMult n=8,16 w=4,5");
    expect(references.slice(2)).toEqual([
      ["MitchwMult n=8 w=4", "IntMult n=8"],
      ["MitchwMult n=8 w=5", "IntMult n=8"],
      ["MitchwMult n=16 w=4", "IntMult n=16"],
      ["MitchwMult n=16 w=5", "IntMult n=16"],
    ]);
  });

  test("in the same pipeline and under the same objective, where there are several", () => {
    const { references } = of(
      "PositMult n=8 stages=0,2 objective=area,delay PlamMult n=8 stages=2 objective=delay",
    );
    expect(references.at(-1)).toEqual([
      "PlamMult n=8 es=2 objective=delay stages=2",
      "PositMult n=8 es=2 objective=delay stages=2",
    ]);
    expect(references.every(([design, reference], at) => at === 4 || design === reference)).toBe(true);
  });

  test("which has no ratio where there is none, and this is said", () => {
    const { references, said } = of("PositMult n=8 PlamMult n=8,32");
    expect(references.at(-1)).toEqual(["PlamMult n=32 es=2", null]);
    expect(said).toBe(
      "Ratios and savings are to the first row. There is no PositMult at the parameters of PlamMult n=32 es=2.",
    );
  });

  test("whatever the others are, where no parameter tells them apart", () => {
    const { references, said } = of("FloatMac format=e4m3 acc=binary32 IntMac n=8 acc=24 PositMac n=16");
    expect(new Set(references.map(([, reference]) => reference)).size).toBe(1);
    expect(said).toBe("Ratios and savings are to the first row.");
  });
});

test("designs of one operator are compared to the first of them", () => {
  const { references, said } = of("PositMult n=8,16 es=0");
  expect(references).toEqual([
    ["PositMult n=8 es=0", "PositMult n=8 es=0"],
    ["PositMult n=16 es=0", "PositMult n=8 es=0"],
  ]);
  expect(said).toBe("Ratios and savings are to the first row.");
});
