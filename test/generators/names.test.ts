import { describe, expect, test } from "vitest";
import { z } from "zod";
import { catalogue } from "../../generators/operators/catalogue.js";
import { everyArchitecture } from "../../generators/contract/architecture.js";
import { objectives } from "../../generators/contract/architecture.js";
import { defineOperator, input, output } from "../../generators/contract/operator.js";
import type { Design } from "../../generators/design.js";
import { makeDesign, renamed, writtenValues } from "../../generators/make-design.js";
import { parameterInfo } from "../../generators/parameters.js";
import { parseDesign, parseDesigns } from "../../generators/request.js";
import { unsigned } from "../../golden/integer.js";

describe("names leave out what is at its default", () => {
  test.each([
    ["FloatMac format=bfloat16 acc=binary32", "FloatMac_formatbfloat16_accbinary32"],
    ["FloatMac format=bfloat16 acc=binary32 subnormals=flush", "FloatMac_formatbfloat16_accbinary32"],
    [
      "FloatMac format=bfloat16 acc=binary32 subnormals=keep",
      "FloatMac_formatbfloat16_accbinary32_subnormalskeep",
    ],
    ["IntMult n=8 signed=false objective=balanced stages=0", "IntMult_n8"],
    ["IntMac n=8 acc=24 signed=false form=sequential", "IntMac_n8_acc24_signedfalse_formsequential"],
    ["PositQuireMac n=8 width=standard", "PositQuireMac_n8_es2"],
    // sizes are always there: who reads PositMult_n8 does not know its exponent
    ["PositMult n=8", "PositMult_n8_es2"],
    ["RealmMult n=16 w=8", "RealmMult_n16_w8_segments8"],
    ["LowBitDot lanes=8", "LowBitDot_lanes8_xbits4_wbits4"],
    // chosen by hand, though the objective would choose the same
    ["IntMult n=4 adder=plus", "IntMult_n4_adderplus"],
  ])("%s: %s", (request, name) => {
    const design = parseDesign(request);
    expect(design.moduleName).toBe(name);
    expect(parseDesign(design.spec)).toMatchObject({
      spec: design.spec,
      parameters: design.parameters,
      chosen: design.chosen,
    });
  });

  test("an operator of a script's own decides which of its defaults are shown", () => {
    const wire = defineOperator({
      name: "Wire",
      summary: "x again",
      source: "here",
      examples: ["n=4"],
      parameters: z.strictObject({
        n: z.int().default(4).describe("bits").meta({ alwaysShown: true }),
        kind: z.enum(["plain", "fancy"]).default("plain").describe("no matter"),
      }),
      ports: ({ n }) => ({ x: input(unsigned(n)), r: output(unsigned(n)) }),
      golden:
        () =>
        ({ x }) => ({ r: x }),
      build: (_, { x }) => ({ r: x }),
    });
    expect(parseDesign("Wire", [wire]).moduleName).toBe("Wire_n4");
    expect(parseDesign("Wire kind=fancy", [wire]).spec).toBe("Wire n=4 kind=fancy");
  });
});

test.each(catalogue.map((operator) => [operator.name, operator] as const))(
  "different designs of %s have different names, on file systems too that ignore case",
  (_, operator) => {
    const seen = new Map<string, Design>();
    for (const design of differing(operator)) {
      const key = design.moduleName.toLowerCase();
      const other = seen.get(key);
      expect(other === undefined || same(other, design), `${other?.spec} and ${design.spec}`).toBe(true);
      seen.set(key, design);
    }
    expect(seen.size).toBeGreaterThan(5);
  },
);

const same = (one: Design, other: Design): boolean =>
  JSON.stringify([writtenValues(one)]) === JSON.stringify([writtenValues(other)]);

/** Of an operator's examples: every choice, one at a time and two at a time, with pipelines. */
function* differing(operator: (typeof catalogue)[number]): Generator<Design> {
  const choices = parameterInfo(operator).flatMap(({ name, range }) =>
    range
      .split(/, | or /)
      .map((value) => (value === "standard" ? value : value.replace(/^(\d+)\.\..*$/, "$1")))
      .filter((value) => value !== "")
      .map((value) => ({ [name]: value })),
  );
  for (const example of operator.examples.slice(0, 1)) {
    const given = Object.fromEntries(example.split(" ").map((pair) => pair.split("=") as [string, string]));
    for (const [at, one] of choices.entries())
      for (const other of choices.slice(at))
        try {
          yield makeDesign(operator, { ...given, ...one, ...other });
        } catch {
          // Not every pair of values goes together.
        }
  }
  for (const architecture of everyArchitecture(operator.architecture?.choices).slice(0, 20))
    for (const objective of objectives)
      yield makeDesign(operator, { ...pairsOf(operator.examples[0]), ...architecture, objective });
}

const pairsOf = (example: string): Record<string, string> =>
  Object.fromEntries(example.split(" ").map((pair) => pair.split("=") as [string, string]));

describe("a name that was asked for", () => {
  test.each(["PositMult n=8 es=1", "PlamMult n=8 stages=2", "IntMac n=4 acc=9 form=sequential"])(
    "is that of the module, %s, and in its command",
    (spec) => {
      const plain = parseDesign(spec);
      const design = renamed(plain, "mul_16");
      expect(design).toMatchObject({ moduleName: "mul_16", spec: plain.spec });
      expect(design.verilog()).toContain(`\nmodule mul_16 (`);
      expect(design.verilog()).toContain(`tapir generate ${plain.spec} --name mul_16\n`);
      expect(design.verilog()).not.toContain(plain.moduleName);
    },
  );

  test.each([
    ["16mul", /letters, digits and _/],
    ["mul-16", /letters, digits and _/],
    ["mul$", /letters, digits and _/],
    ["", /letters, digits and _/],
    ["mül", /letters, digits and _/],
    ["../mul", /letters, digits and _/],
    ["module", /word of Verilog/],
    ["always_comb", /word of Verilog/],
    ["m".repeat(101), /at most 100 characters/],
  ])("is refused where tools would not take it: %s", (name, message) => {
    const [design] = parseDesigns(["PositMult", "n=8"]);
    expect(() => design && renamed(design, name)).toThrow(message);
  });
});

test.each([
  ["IntMac n=8 acc=24 form=sequential frequency=500", /no frequency=.*--clock 500.*form=combinational/],
  ["IntMac n=8 acc=24 form=sequential stages=2", /no stages=.*form=combinational/],
  ["PositQuireMac n=8 frequency=100", /no frequency=.*objective=delay.*--clock 100/],
])("%s is refused, with what helps", (request, message) => {
  expect(() => parseDesign(request)).toThrow(message);
});
