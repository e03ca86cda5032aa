import { describe, expect, test } from "vitest";
import { catalogue } from "../../generators/operators/catalogue.js";
import { parseDesigns } from "../../generators/request.js";

const specs = (text: string): string[] => parseDesigns(text.split(" ")).map(({ spec }) => spec);

describe("designs as they are written", () => {
  test.each([
    ["PositMult n=16 es=1", ["PositMult n=16 es=1"]],
    ["PositMult n=16", ["PositMult n=16 es=2"]],
    ["PositMult es=0 n=8", ["PositMult n=8 es=0"]],
    [
      "PositMult n=8,16 es=0..1",
      ["n=8 es=0", "n=8 es=1", "n=16 es=0", "n=16 es=1"].map((p) => `PositMult ${p}`),
    ],
    ["PositMult n=8 PlamMult n=16 es=1", ["PositMult n=8 es=2", "PlamMult n=16 es=1"]],
    ["PositMult PlamMult n=8", ["PositMult n=8 es=2", "PlamMult n=8 es=2"]],
    ["PositMult n=8,8", ["PositMult n=8 es=2"]],
    ["PlamMult n=8 objective=area", ["PlamMult n=8 es=2 objective=area"]],
  ])("%s", (text, expected) => {
    expect(specs(text)).toEqual(expected);
  });

  test("the word catalogue stands for every operator at its typical parameters", () => {
    const typical = catalogue.map(({ name, examples: [example] }) => specs(`${name} ${example}`));
    expect(specs("catalogue")).toEqual(typical.flat());
  });

  test("every design has a module name of its own", () => {
    const designs = parseDesigns(
      "PositMult PlamMult n=8,16 es=0..6 objective=area,balanced,delay".split(" "),
    );
    expect(new Set(designs.map(({ moduleName }) => moduleName)).size).toBe(84);
  });
});

describe("what cannot be meant is refused with what would be right", () => {
  test.each([
    ["PositMul n=8", /no operator 'PositMul'; did you mean PositMult/],
    ["PositMult", /needs n=3\.\.64/],
    ["PositMult n=2", /n must be 3\.\.64/],
    ["PositMult n=65", /n must be 3\.\.64/],
    ["PositMult n=8 es=7", /es must be 0\.\.6/],
    ["PositMult n=eight", /n must be 3\.\.64/],
    ["PositMult n=", /is no value/],
    ["PositMult n=8 en=1", /no parameter 'en'; did you mean/],
    ["PositMult n=8 n=9", /n is given twice/],
    ["PositMult n=16..8", /is empty; write 8\.\.16/],
    ["PositMult n=8 objective=speed", /objective must be area, balanced or delay/],
    [
      "PositMult n=3..64 es=0..6 objective=area,balanced,delay PlamMult n=3..64 es=0..6 objective=area,delay",
      /more than 2000/,
    ],
    ["PositMult n=1..999999999", /more than 2000/],
    ["n=8", /stands before any operator/],
  ])("%s", (text, message) => {
    expect(() => specs(text)).toThrow(message);
  });

  test("a design in quotes", () => {
    expect(() => parseDesigns(["PositMult n=8"])).toThrow(
      "'PositMult n=8' is one word; write its parts apart",
    );
  });

  test("nothing at all", () => {
    expect(() => parseDesigns([])).toThrow(/no design was given/);
  });
});
