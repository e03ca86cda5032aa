import { describe, expect, test } from "vitest";
import { signed, unsigned } from "../../golden/integer.js";
import { allPatterns } from "./arbitrary.js";

test("a signed pattern's value is what a typed array of that width reads", () => {
  const bytes = new Int8Array(Uint8Array.from(allPatterns(8), Number).buffer);
  expect(allPatterns(8).map((bits) => signed(8).value(bits))).toEqual(Array.from(bytes, BigInt));
  const [word] = new BigInt64Array(BigUint64Array.of(0xfedc_ba98_7654_3210n).buffer);
  expect(signed(64).value(0xfedc_ba98_7654_3210n)).toBe(word);
});

test("an unsigned pattern is its value", () => {
  expect(allPatterns(8).map((bits) => unsigned(8).value(bits))).toEqual(allPatterns(8));
});

test.each([
  { format: unsigned(8), integer: 256n, expected: 0n },
  { format: unsigned(8), integer: -1n, expected: 255n },
  { format: signed(8), integer: 128n, expected: 128n },
  { format: signed(8), integer: -129n, expected: 127n },
])("wraps modulo 2^width: $integer in $format.name", ({ format, integer, expected }) => {
  expect(format.wrap(integer)).toBe(expected);
});

test("describes a pattern by its digits and its exact value", () => {
  expect(unsigned(4).describe(0b0101n)).toEqual({ fields: { integer: "0101" }, value: "5" });
  expect(signed(4).describe(0b1101n)).toEqual({ fields: { integer: "1101" }, value: "-3" });
  expect(unsigned(64).describe(2n ** 64n - 1n).value).toBe("18446744073709551615");
  expect([unsigned(8).name, signed(8).name]).toEqual(["unsigned⟨8⟩", "signed⟨8⟩"]);
});

describe("corners", () => {
  test("of 4 unsigned bits", () => {
    const all = [0n, 1n, 2n, 3n, 4n, 5n, 7n, 8n, 9n, 10n, 15n];
    expect(unsigned(4).corners()).toEqual(all);
  });

  test("of 5 signed bits add the negatives", () => {
    const integers = [0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 15, -16, -15, -11, -9, -8, -7, -5, -4, -3, -2, -1];
    expect(signed(5).corners()).toEqual(integers.map((integer) => BigInt(integer & 31)));
  });

  test("of one bit are both patterns", () => {
    expect([unsigned(1).corners(), signed(1).corners()]).toEqual([
      [0n, 1n],
      [0n, 1n],
    ]);
  });
});

test.each([0, 1.5, -3, 65537])("refuses a width of %d", (width) => {
  expect(() => unsigned(width)).toThrow(
    new RangeError(`the width of unsigned⟨${width}⟩ is ${width}; it must be an integer from 1 to 65536`),
  );
  expect(() => signed(width)).toThrow(RangeError);
});

test("refuses a pattern out of range", () => {
  expect(() => signed(4).value(16n)).toThrow(
    new RangeError("16 is no pattern of signed⟨4⟩; it must be an integer from 0 to 15"),
  );
  expect(() => unsigned(4).describe(-1n)).toThrow(RangeError);
});
