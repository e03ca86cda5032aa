import { describe, expect, test } from "vitest";
import { catalogue } from "../../generators/operators/catalogue.js";
import { parseDesign } from "../../generators/request.js";
import { layOut } from "../../generators/hdl/layout.js";
import { once } from "../../tools/once.js";

/** Beside each operator's first example, the widest and deepest datapaths: selections, Booth rows, quires, pipelines, prefix adders. */
const large = [
  "PositMult n=16 es=1",
  "PositMult n=32 es=2",
  "MitchwMult n=16 w=6",
  "PositQuireMac n=8 es=0",
  "FloatMac format=bfloat16 acc=binary32",
  "PositMult n=8 es=1 stages=2 handshake=ready",
  "PositMult n=8 es=1 stages=2 ce=true",
  "IntMult n=64",
  "IntMult n=8 objective=delay",
];

/** Formats at which two wires of a datapath mean the same: no exponent bits, a final adder as wide as the product. */
const merged = [
  "PositFpu n=8 es=0",
  "PositMac n=8 es=0",
  "PositQuireAdd n=8 es=0",
  "IntMac n=8 acc=24",
  "IntMult n=32",
];

const specs = [
  ...new Set([...catalogue.map(({ name, examples }) => `${name} ${examples[0]}`), ...large, ...merged]),
];

describe.each(specs)("%s", (spec) => {
  const text = once(() => parseDesign(spec.trim()).verilog());

  test("has no line of more than 100 columns", () => {
    const lines = text().split("\n");
    expect(lines.length).toBeGreaterThan(20);
    expect(lines.filter(({ length }) => length > 100)).toEqual([]);
  });

  test("has no term that a constant decides", () => {
    expect(text().match(/[&|] \d+'b0\b(?! *[<>=])|\d+'b0, \d+'[bd]\d|'b0 [&|]/g) ?? []).toEqual([]);
  });

  test("has no wire that only names a wire which only names another", () => {
    const renames = text().matchAll(/^ *(?:wire|assign) .*?(\w+) =\s+(\w+);/gm);
    const names = new Map(Array.from(renames, ([, name = "", value = ""]) => [name, value]));
    expect([...names].filter(([, value]) => names.has(value))).toEqual([]);
  });
});

test.each([
  ["wire a = b;", 20, ["wire a = b;"]],
  ["wire a = bcd | efg | hij;", 17, ["wire a =", "  bcd | efg |", "  hij;"]],
  ["wire a = (b & c) | (d & e);", 19, ["wire a =", "  (b & c) |", "  (d & e);"]],
  ["wire a = {bcd, efg, hij, kl};", 16, ["wire a = {", "  bcd, efg, hij,", "  kl", "};"]],
  ["wire a = b ? {cd, ef} : {gh, ij};", 18, ["wire a =", "  b ?", "  {cd, ef} :", "  {gh, ij};"]],
  ["  if (enable) state <= next;", 20, ["  if (enable)", "    state <= next;"]],
  ["wire a = ~(bcd | efg | hi);", 15, ["wire a = ~(", "  bcd | efg |", "  hi", ");"]],
])("%s in %i columns", (statement, width, lines) => {
  expect(layOut(statement, width)).toEqual(lines);
});
