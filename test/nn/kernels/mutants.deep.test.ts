import { afterEach, expect, test, vi } from "vitest";
import type { Design } from "../../../generators/design.js";
import { parseDesign } from "../../../generators/request.js";
import type { Code } from "../../../nn/kernels/code/vector.js";
import { FunctionCode } from "../../../nn/kernels/code/function-code.js";
import { kernelFor } from "../../../nn/kernels/index.js";
import { expectPositSums, sequences } from "./compare.js";
import { expectEveryProduct } from "./every-product.js";
import { draws, expectLowerOrSums } from "./lower-or.js";
import { expectQuickProducts, fewRare, type QuickRange } from "./quick-products.js";
import { macSum, quireSum } from "./machines.js";

/*
 * Kernels of which one constant is another, half as large, or 1 for 0: products of every pair of operands must show it.
 * It is another one in all functions that form sums: which of them runs depends on how many rows there are.
 */

type Constant = number | bigint;
const kinds = ["word", "float", "double", "long"] as const;

/** Makes a constant another one. @returns the constants that functions ask for, as `word 127` */
function mutate(wanted?: string): ReadonlySet<string> {
  const asked = new Set<string>();
  for (const kind of kinds) {
    const constants = FunctionCode.prototype as unknown as Record<typeof kind, (value: Constant) => Code>;
    const original = constants[kind];
    vi.spyOn(constants, kind).mockImplementation(function (this: FunctionCode, value) {
      const name = `${kind} ${String(value)}`;
      const isHere = /^(sums|windows|signs|select)/.test(this.name);
      if (isHere) asked.add(name);
      return original.call(this, isHere && name === wanted ? another(value) : value);
    });
  }
  return asked;
}

function another(value: Constant): Constant {
  if (typeof value === "bigint") return value === 0n ? 1n : value / 2n;
  return value === 0 ? 1 : Number.isInteger(value) ? Math.trunc(value / 2) : value / 2;
}

/** Constants that may as well be half as large, and why. */
const spare = new Map([
  [`word ${-(2 ** 28)}`, "any number between zero's code and the smallest logarithm tells zero"],
  [`word ${(1023 - 250) << 20}`, "doubles below 2^−250 count as zero: there are none, nor below 2^−637"],
  [`word ${-(2 ** 31)}`, "the sign, and whether a magnitude is 2 or more, which rounding leaves as it is"],
  ["long 1", "a bit that a sum in double has lost; sums of 8-bit posits lose none"],
  ["float 32", "below it are sums of products with zero alone: smaller than half of it by far"],
  ["float 15", "the format's largest number: larger products are formed again by the golden model"],
]);

/** Designs with quick products of posits. */
const quick: Readonly<Record<string, QuickRange>> = {
  "PlamMult n=16 es=1": { end: 24, room: 35 },
  "PlamMult n=9 es=3": { end: 24, room: 23 },
};

function compare(design: Design): void {
  const range = quick[design.spec];
  if (range === undefined) expectEveryProduct(design);
  else for (const rare of [fewRare, Infinity]) expectQuickProducts(design, range, rare);
  if (design.parameters.sum === "loa")
    for (const draw of Object.values(draws)) expectLowerOrSums(design, draw);
  if (!/^(Posit|Plam)/.test(design.operator.name)) return;
  const sum = design.operator.name.endsWith("Mult") ? quireSum(design) : macSum(design);
  for (const sequence of sequences) expectPositSums(design, kernelFor(design), sum, sequence);
}

afterEach(() => {
  vi.restoreAllMocks();
});

test.each([
  "PlamMult n=6 es=0",
  ...Object.keys(quick),
  "PositMult n=8 es=1",
  "PositMac n=8 es=1 product=plam",
  "PositQuireMac n=6 es=2 product=plam",
  "PositQuireMac n=6 es=0",
  "PositQuireMac n=6 es=1 rs=3",
  "IntMult n=6 signed=true",
  "MitchwMac n=6 w=6 acc=20 sign=c1",
  "MitchwMult n=6 w=5 compensation=both",
  "FloatMac wE=3 wF=2 acc=binary32",
  "FloatMac wE=6 wF=1 acc=binary32 product=lmul",
  "FloatMult wE=3 wF=3 subnormals=keep",
  "MitchwMac n=6 w=5 acc=24 sign=c2 sum=loa k=7",
])("%s", (spec) => {
  const design = parseDesign(spec);
  const asked = mutate();
  compare(design);
  vi.restoreAllMocks();
  const survivors = [...asked].filter((constant) => {
    mutate(constant);
    try {
      compare(design);
      return true;
    } catch {
      return false;
    } finally {
      vi.restoreAllMocks();
    }
  });
  expect(survivors.filter((constant) => !spare.has(constant))).toEqual([]);
  expect(asked.size).toBeGreaterThan(0);
});
