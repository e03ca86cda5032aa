import { describe, expect, test } from "vitest";
import { posit } from "../../golden/posit.js";

describe("a posit taken apart", () => {
  test.each([
    // Gustafson and Yonemoto (2017), figure 5: 256^−3 · 2^5 · (1 + 221/256)
    [
      16,
      3,
      0b0_0001_101_11011101n,
      { sign: "+", regime: "0001 (k=-3)", exponent: "101 (e=5)", fraction: "11011101" },
      "3.55393e-6",
    ],
    // π to the nearest posit⟨16,1⟩, 12868/4096
    [
      16,
      1,
      0x5922n,
      { sign: "+", regime: "10 (k=0)", exponent: "1 (e=1)", fraction: "100100100010" },
      "3.1416015625",
    ],
    // the two's complement of a negative posit is taken apart: −3 is the pattern of 3, negated
    [8, 0, 0b1001_1000n, { sign: "-", regime: "110 (k=1)", fraction: "1000" }, "-3"],
    [8, 2, 0b0100_0000n, { sign: "+", regime: "10 (k=0)", exponent: "00 (e=0)", fraction: "000" }, "1"],
    // one exponent bit of two has room, and stands for 2
    [8, 2, 0b0111_1101n, { sign: "+", regime: "111110 (k=4)", exponent: "1 (e=2)" }, "262144"],
    [8, 2, 0b0111_1110n, { sign: "+", regime: "1111110 (k=5)" }, "1048576"],
    [8, 2, 0b0111_1111n, { sign: "+", regime: "1111111 (k=6)" }, "16777216"],
    [8, 2, 0b0000_0001n, { sign: "+", regime: "0000001 (k=-6)" }, "5.96046e-8"],
    // es > n − 3
    [4, 4, 0b0101n, { sign: "+", regime: "10 (k=0)", exponent: "1 (e=8)" }, "256"],
    [3, 6, 0b001n, { sign: "+", regime: "01 (k=-1)" }, "5.42101e-20"],
    [8, 2, 0n, {}, "0"],
    [8, 2, 0x80n, {}, "NaR"],
  ] as const)("posit⟨%i,%i⟩ %i", (n, es, bits, fields, value) => {
    const described = posit(n, es).describe(bits);
    expect(described).toEqual({ fields, value });
    expect(Object.keys(described.fields)).toEqual(Object.keys(fields));
  });
});

describe("a posit format", () => {
  test("has a name, a width and its special patterns", () => {
    const { name, width, nar, one, minpos, maxpos } = posit(16, 1);
    expect({ name, width, nar, one, minpos, maxpos }).toEqual({
      name: "posit⟨16,1⟩",
      width: 16,
      nar: 0x8000n,
      one: 0x4000n,
      minpos: 0x0001n,
      maxpos: 0x7fffn,
    });
    expect([posit(16, 1).isNaR(0x8000n), posit(16, 1).isNaR(0n)]).toEqual([true, false]);
  });

  test("is one object for one pair of parameters", () => {
    expect(posit(16, 1)).toBe(posit(16, 1));
    expect(posit(16, 1)).not.toBe(posit(16, 2));
  });

  test.each([
    [2, 0, "n of posit⟨2,0⟩ is 2; it must be an integer from 3 to 64"],
    [65, 0, "n of posit⟨65,0⟩ is 65; it must be an integer from 3 to 64"],
    [8.5, 0, "n of posit⟨8.5,0⟩ is 8.5; it must be an integer from 3 to 64"],
    [8, -1, "es of posit⟨8,-1⟩ is -1; it must be an integer from 0 to 6"],
    [8, 7, "es of posit⟨8,7⟩ is 7; it must be an integer from 0 to 6"],
  ])("refuses ⟨%d,%d⟩", (n, es, message) => {
    expect(() => posit(n, es)).toThrow(new RangeError(message));
  });

  const format = posit(8, 0);
  test.each<[string, (bits: bigint) => unknown]>([
    ["value", (bits) => format.value(bits)],
    ["negate", (bits) => format.negate(bits)],
    ["isNaR", (bits) => format.isNaR(bits)],
    ["describe", (bits) => format.describe(bits)],
    ["multiply", (bits) => format.multiply(1n, bits)],
    ["plam", (bits) => format.plam(bits, 1n)],
    ["add", (bits) => format.add(1n, bits)],
    ["fma", (bits) => format.fma(1n, 1n, bits)],
  ])("%s refuses a pattern out of range", (_, operation) => {
    expect(() => operation(256n)).toThrow(
      new RangeError("256 is no pattern of posit⟨8,0⟩; it must be an integer from 0 to 255"),
    );
    expect(() => operation(-1n)).toThrow(RangeError);
  });

  test("has no value for NaR", () => {
    expect(() => format.value(0x80n)).toThrow(new RangeError("NaR, pattern 128 of posit⟨8,0⟩, has no value"));
  });
});
