import { describe, expect, test } from "vitest";
import { posit } from "../../golden/posit.js";
import { allPatterns } from "./arbitrary.js";

const number = (n: number, es: number, rs: number, bits: bigint): number => posit(n, es, rs).number(bits);

test("the bounded posit: a range of 2^±192, with fractions at its ends", () => {
  const bounded = posit(16, 5, 6);
  // regime 111111 (k = 5), exponent 11111, fraction 1111
  expect(bounded.number(0x7fffn)).toBe(2 ** (5 * 32 + 31) * (1 + 15 / 16));
  // regime 000000 (k = −6), exponent 00000, fraction 0001
  expect(bounded.number(1n)).toBe(2 ** -192 * (1 + 1 / 16));
  // 111110 ends with a 0 (k = 4), 000001 with a 1 (k = −5); exponent 3
  expect(bounded.number(0b0_111110_00011_1000n)).toBe(2 ** (4 * 32 + 3) * 1.5);
  expect(bounded.number(0b0_000001_00011_1000n)).toBe(2 ** (-5 * 32 + 3) * 1.5);
  expect(bounded.number(bounded.one)).toBe(1);
  expect(bounded.number(bounded.negate(1n))).toBe(-(2 ** -192) * (1 + 1 / 16));
});

test.each([7, 8, 64])("with rs = %i the 8-bit posit is the ordinary one", (rs) => {
  expect(posit(8, 1, rs)).toBe(posit(8, 1));
});

describe.each([
  [0, 2],
  [0, 5],
  [1, 3],
  [2, 4],
  [3, 6],
])("posit⟨8,%i,rs=%i⟩", (es, rs) => {
  const positive = allPatterns(8).filter((bits) => bits > 0n && bits < 128n);

  /** Of a pattern, by arithmetic on its integer: the run of its first bits is at most rs long. */
  function byHand(bits: number): number {
    const sevenBits = bits.toString(2).padStart(7, "0");
    const first = sevenBits[0];
    let run = 1;
    while (run < rs && sevenBits[run] === first) run++;
    const used = run === rs ? run : run + 1;
    const behind = `${sevenBits.slice(used)}${"0".repeat(16)}`;
    const exponent = es === 0 ? 0 : parseInt(behind.slice(0, es), 2);
    const fraction = parseInt(behind.slice(es, es + 8), 2) / 256;
    return 2 ** ((first === "1" ? run - 1 : -run) * 2 ** es + exponent) * (1 + fraction);
  }

  test("values", () => {
    for (const bits of positive) expect(number(8, es, rs, bits)).toBe(byHand(Number(bits)));
  });

  test("numbers between two posits are rounded at the posit of one bit more, ties to even", () => {
    const format = posit(8, es, rs);
    for (const bits of positive) {
      const between = (eighths: bigint) => format.round(posit(11, es, rs).value(8n * bits + eighths));
      const above = bits === format.maxpos ? bits : bits + 1n;
      expect([0n, 3n, 4n, 5n].map(between)).toEqual([bits, bits, bits % 2n === 0n ? bits : above, above]);
    }
  });

  test("nothing is rounded to 0 or NaR", () => {
    const format = posit(8, es, rs);
    const [least, most] = [format.value(1n), format.value(format.maxpos)];
    for (const places of [1, 2, 100]) {
      expect(format.round(least.scaled(-places))).toBe(1n);
      expect(format.round(most.scaled(places))).toBe(format.maxpos);
      expect(format.round(most.scaled(places).negated())).toBe(format.negate(format.maxpos));
    }
  });
});
