import { describe, expect, test } from "vitest";
import { parseDesigns } from "../../../generators/request.js";
import { rtlDifference } from "../rtl-difference.js";
import { designs } from "./designs.js";
import { expectEveryOperand } from "./every-operand.js";

describe("every operand", () => {
  test.each([
    ...designs("FloatMult FloatAdd wE=2,3 wF=1 subnormals=flush,keep"),
    ...designs("FloatMac wE=2 wF=1 wEa=2 wFa=2 subnormals=flush,keep"),
    ...designs("FloatMac wE=2 wF=1 acc=e4m3 subnormals=flush,keep"),
  ])("%s", expectEveryOperand);
});

test.each(designs("FloatMult wE=2 wF=12"))(
  "where normal numbers have only the exponent 0 there are cases too: %s",
  (_, design) => {
    expect([...design.cases()].length).toBeGreaterThan(1000);
  },
);

describe("every operand of a saturating format", () => {
  test.each(designs("FloatMult FloatAdd format=e4m3,e5m2 subnormals=keep overflow=saturate"))(
    "%s",
    (_, design) => {
      const words = Array.from({ length: 2 ** 16 }, (_, word) => BigInt(word));
      expect(rtlDifference(design, words)).toBeNull();
    },
  );
});

describe("overflow is what the format of the result has", () => {
  test.each([
    "FloatMult format=bfloat16 overflow=saturate",
    "FloatMult wE=4 wF=3 overflow=saturate",
    "FloatAdd format=e5m2 overflow=nan",
    "FloatMac format=e4m3 acc=binary32 overflow=saturate",
  ])("%s is refused", (request) => {
    expect(() => parseDesigns(request.split(" "))).toThrow(/e4m3 overflows to nan or saturates, one in e5m2/);
  });

  test("and to ask for that changes nothing", () => {
    const [usual, asked] = parseDesigns([
      "FloatMult",
      "format=e4m3",
      "FloatMult",
      "format=e4m3",
      "overflow=nan",
    ]);
    const body = (text = ""): string => text.slice(text.indexOf("`default_nettype"));
    const name = (text: string): string => text.replace(/module \w+/, "module m");
    expect(name(body(asked?.verilog()))).toBe(name(body(usual?.verilog())));
  });
});

describe("a format is given by name or by its sizes", () => {
  test.each([
    ["FloatMult", /format=bfloat16 \(or another name\) or as wE=8 wF=7/],
    ["FloatMult wE=8", /or as wE=8 wF=7/],
    ["FloatMult format=bfloat16 wE=8 wF=7", /format=bfloat16 \(or another name\)/],
    ["FloatMac format=bfloat16", /acc=binary32 \(or another name\) or as wEa=8 wFa=23/],
    ["FloatAdd format=posit", /format must be bfloat16, binary16/],
  ])("%s", (request, message) => {
    expect(() => parseDesigns(request.split(" "))).toThrow(message);
  });

  test("and grids take either", () => {
    expect(designs("FloatAdd wE=5,8 wF=2..4").map(([spec]) => spec)).toContain("FloatAdd wE=8 wF=3");
    expect(designs("FloatMac format=bfloat16,e4m3 acc=binary32")).toHaveLength(2);
  });
});
