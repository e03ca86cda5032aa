import { describe, expect, test } from "vitest";
import type { Operator } from "../../generators/contract/operator.js";
import type { Design } from "../../generators/design.js";
import { moduleView } from "../../generators/hdl/index.js";
import { catalogue } from "../../generators/operators/catalogue.js";
import { parameterInfo, type ParameterInfo } from "../../generators/parameters.js";
import { parseDesign } from "../../generators/request.js";
import { headerOf } from "../../generators/verilog.js";

/** The values of a parameter that has a few, a choice of architecture among them. */
const valuesOf = (info: ParameterInfo | undefined): string[] =>
  info === undefined || info.range.includes("..") ? [] : info.range.split(/, | or /);

const finite = (operator: Operator): ParameterInfo[] =>
  parameterInfo(operator).filter((info) => info.kind !== "common" && valuesOf(info).length > 1);

/** An operator's examples, those with small numbers first: they are quickly built. */
const examplesOf = ({ examples }: Operator): string[] =>
  examples.toSorted((one, other) => sizeOf(one) - sizeOf(other));
const sizeOf = (example: string): number =>
  [...example.matchAll(/=(\d+)/g)].reduce((sum, [, digits]) => sum + Number(digits), 0);

/** The example with a parameter set; null where both do not go together. */
function withValue(operator: Operator, example: string, name: string, value: string): Design | null {
  const others = example.split(" ").filter((word) => !word.startsWith(`${name}=`));
  try {
    return parseDesign([operator.name, ...others, `${name}=${value}`].join(" "));
  } catch {
    return null;
  }
}

const bodies = new Map<string, string>();

/** A design's Verilog without its header and name. */
function body(design: Design): string {
  const made = bodies.get(design.spec) ?? JSON.stringify(moduleView(design.module()));
  bodies.set(design.spec, made);
  return made.replaceAll(design.moduleName, "");
}

const headerLine = (design: Design, name: string): string =>
  headerOf(design).find((line) => line.startsWith(`${name} = `)) ?? "";

const everyChoice = catalogue.flatMap((operator) =>
  finite(operator).map((info) => [`${operator.name} ${info.name}`, operator, info] as const),
);

describe.each(everyChoice)("%s", (_, operator, info) => {
  const [usual = "", ...others] = valuesOf(info);

  test("changes what is built, whichever value it takes", () => {
    for (const value of others) {
      const differs = examplesOf(operator).some((example) => {
        const [one, other] = [usual, value].map((set) => withValue(operator, example, info.name, set));
        return one && other && body(one) !== body(other);
      });
      expect(differs, `${value} is the same as ${usual} in every example`).toBe(true);
    }
  });
});

/** Numbers, as RealmMult's segments, are described all alike. */
const namedChoices = everyChoice.filter(([, , info]) => Number.isNaN(Number(valuesOf(info)[0])));

describe.each(namedChoices)("%s", (_, operator, info) => {
  test("is described in the header by what is set, and by nothing else", () => {
    const meanings = Object.values(info.meanings);
    const said = valuesOf(info).map((value) => {
      const made = examplesOf(operator).flatMap((each) => withValue(operator, each, info.name, value) ?? []);
      // a choice that changes nothing in one example may in another
      const lines = made.map((design) => headerLine(design, info.name));
      return lines.find((line) => line !== "" && !line.endsWith("changes nothing in this design")) ?? "";
    });
    for (const [index, value] of valuesOf(info).entries()) {
      const line = said[index] ?? "";
      expect(line).toBe(`${info.name} = ${value}: ${info.meanings[value]}`);
      expect(meanings.filter((meaning) => line.endsWith(`: ${meaning}`))).toEqual([info.meanings[value]]);
    }
    expect(new Set(meanings).size).toBe(valuesOf(info).length);
  });
});

describe("a header", () => {
  const line = (design: string, name: string): string => headerLine(parseDesign(design), name);

  test.each([
    ["IntMult n=4", "signed", /unsigned/],
    ["IntMult n=4 signed=true", "signed", /two's complement/],
    ["MitchwMult n=8 w=5", "compensation", /nothing is done/],
    ["PositQuireAdd n=3 es=0 width=10", "width", /^[^]*: bits of the quire, whose sums wrap around$/],
    ["PositMult n=5 es=1", "es", /: exponent bits of a posit$/],
    ["BinaryDot lanes=4", "acc", /= 0: no accumulator input$/],
    ["BinaryDot lanes=4 acc=8", "acc", /= 8: bits of the accumulator input a$/],
    ["IntMult n=4 objective=delay", "objective", /short delay/],
  ])("of %s describes its %s as it is set", (design, name, expected) => {
    expect(line(design, name)).toMatch(expected);
  });

  test("leaves out choices that change nothing, unless they were made by hand", () => {
    const design = "PositMac n=5 es=1 product=plam";
    expect(line(design, "tree")).toBe("");
    expect(line(`${design} partialProducts=times`, "partialProducts")).toMatch(
      /= times: changes nothing in this design$/,
    );
    expect(line("PositMac n=5 es=1", "tree")).not.toBe("");
  });
});

/** The smallest of a few designs where some choices change nothing. */
const withIdle = [
  "IntMult n=4 partialProducts=times",
  "IntMac n=2 acc=5 partialProducts=times",
  "IntMac n=2 acc=5 partialProducts=times adder=plus",
  "DrumMult n=4 k=3 partialProducts=times",
  "FloatMult wE=2 wF=2 partialProducts=times",
  "FloatMac wE=2 wF=2 wEa=3 wFa=3 partialProducts=times",
  "PositMult n=5 es=0 partialProducts=times",
  "PositMac n=5 es=0",
  "PositMac n=5 es=0 product=plam rounding=discrete",
  "PositQuireAdd n=4 es=0 product=plam",
  "PositQuireMac n=4 es=0 partialProducts=times",
];

test.each(withIdle)("%s is not changed by the choices that are left out", (request) => {
  const { operator, parameters, architecture } = parseDesign(request);
  const idle = operator.architecture?.idle?.(parameters, architecture) ?? [];
  expect(idle).not.toEqual([]);
  const plain = body(parseDesign(request));
  for (const name of idle)
    for (const value of valuesOf(parameterInfo(operator).find((each) => each.name === name)))
      expect(body(parseDesign(`${request} ${name}=${value}`)), `${name}=${value}`).toBe(plain);
});

test.each(["PositMult", "PositMac", "PositQuireMac", "PositQuireAdd"])(
  "%s with Verilog's * multiplies by it",
  (name) => {
    expect(body(parseDesign(`${name} n=8 es=1 partialProducts=times`))).toMatch(
      /=[\s",]*\$signed\(.*\) \* \$signed\(/,
    );
    expect(body(parseDesign(`${name} n=8 es=1`))).not.toContain("*");
  },
);
