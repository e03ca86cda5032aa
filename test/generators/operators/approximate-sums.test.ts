import { describe, expect, test } from "vitest";
import { functionClass } from "../../../generators/function-class.js";
import { parseDesign } from "../../../generators/request.js";
import { expectEveryOperand } from "./every-operand.js";
import { rtlDifference } from "../rtl-difference.js";

const words = (bits: number): bigint[] => Array.from({ length: 2 ** bits }, (_, word) => BigInt(word));

describe("every operand", () => {
  test.each([
    "IntMac n=2 acc=5 sum=loa k=4",
    "IntMac n=2 acc=6 signed=false sum=loa k=1 adder=sklansky",
    "IntMac n=3 acc=6 sum=loa k=3 partialProducts=times",
    "MitchwMac n=4 w=3 acc=8 sign=c1 sum=loa k=5",
    "MitchwMac n=4 w=3 acc=8 sign=c2 sum=loa k=3",
    "FloatMult format=e4m3 product=mitchell w=3 compensation=last subnormals=keep",
    "FloatMult format=e5m2 product=lmul overflow=saturate",
    "FloatMult wE=2 wF=5 product=mitchell compensation=both subnormals=keep",
    "FloatMult wE=2 wF=5 product=lmul",
    "FloatMac wE=2 wF=1 wEa=2 wFa=3 subnormals=keep product=lmul",
  ])("%s", (spec) => {
    const design = parseDesign(spec);
    const inputs = Object.values(design.ports).filter(({ direction }) => direction === "input");
    const bits = inputs.reduce((sum, { format }) => sum + format.width, 0);
    expect(rtlDifference(design, words(bits))).toBeNull();
  });

  test("in Icarus too, without a warning", async () => {
    for (const spec of ["IntMac n=2 acc=4 sum=loa k=2", "FloatMult wE=2 wF=1 product=mitchell"])
      await expectEveryOperand(spec, parseDesign(spec));
  });
});

test("adder=loa is another spelling of sum=loa, and other adders are what they were", () => {
  expect(parseDesign("IntMac n=8 acc=24 adder=loa k=9").spec).toBe("IntMac n=8 acc=24 sum=loa k=9");
  expect(parseDesign("MitchwMac n=8 acc=24 adder=exact").spec).toBe("MitchwMac n=8 w=6 acc=24 sum=exact");
  expect(parseDesign("IntMac n=8 acc=24 adder=ripple").chosen).toEqual({ adder: "ripple" });
  expect(() => parseDesign("IntMac n=8 acc=24 adder=loa sum=exact")).toThrow(/sum is given too/);
});

test("approximate ones are in the class of the exact ones", () => {
  for (const [one, other] of [
    ["IntMac n=8 acc=24", "IntMac n=8 acc=24 sum=loa"],
    ["FloatMult format=bfloat16", "FloatMult format=bfloat16 product=lmul"],
  ] as const)
    expect(functionClass(parseDesign(one))).toBe(functionClass(parseDesign(other)));
});

describe("what does not go together is refused", () => {
  test.each([
    ["FloatMult format=bfloat16 w=5", /w says how many bits product=mitchell keeps/],
    ["FloatMult format=bfloat16 product=lmul compensation=last", /compensation is for product=mitchell/],
    ["FloatMult format=e4m3 product=mitchell w=5", /w must not exceed 1 \+ wF/],
    [
      "FloatMac format=bfloat16 acc=binary32 product=mitchell w=4 compensation=constant",
      /need w of 5 or more/,
    ],
    ["FloatMult format=e4m3 product=mitchell compensation=both", /need w of 5 or more/],
    ["IntMac n=8 acc=24 k=5", /k is of sum=loa alone/],
    ["IntMac n=8 acc=24 sum=loa k=24", /less than acc/],
  ])("%s", (spec, message) => {
    expect(() => parseDesign(spec)).toThrow(message);
  });
});
