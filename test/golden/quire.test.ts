import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Dyadic } from "../../golden/dyadic.js";
import { mitchellProduct } from "../../golden/mitchell.js";
import { posit } from "../../golden/posit.js";
import type { ProductKind } from "../../golden/posit-product.js";
import { quire, quireMac, standardQuireWidth } from "../../golden/quire.js";
import { allPatterns, formatsOfWidths } from "./arbitrary.js";

const products: [ProductKind, (x: Dyadic, y: Dyadic) => Dyadic, "multiply" | "plam"][] = [
  ["exact", (x, y) => x.times(y), "multiply"],
  ["plam", mitchellProduct, "plam"],
];

describe("the format", () => {
  test.each([8, 16, 32, 64])("is 16n bits for posit⟨%i,2⟩, as the standard has it", (n) => {
    expect(quire(n, 2).width).toBe(16 * n);
  });

  test.each(formatsOfWidths(3, 12))(
    "of posit⟨%i,%i⟩ has minpos² as its last bit and room for 2^31 maxpos²",
    (n, es) => {
      const [format, held] = [posit(n, es), quire(n, es)];
      const square = (bits: bigint) => format.value(bits).times(format.value(bits));
      expect(held.value(1n).compare(square(format.minpos))).toBe(0);
      expect(held.value(held.nar - 1n).compare(square(format.maxpos).scaled(31))).toBe(-1);
      expect(held.value(held.nar).compare(square(format.maxpos).scaled(31).negated())).toBe(0);
    },
  );

  test("refuses what is no multiple of its last bit", () => {
    expect(() => quire(8, 0).wrap(Dyadic.powerOfTwo(-13))).toThrow(/no multiple/);
  });
});

describe("with a cap on regimes", () => {
  test.each([
    // posit⟨8,1,rs=3⟩: minpos 0 000 0 001 is 2^−6·(1 + 1/8), maxpos 0 111 1 111 just below 2^6
    { n: 8, es: 1, rs: 3, fractionBits: 2 * (6 + 3), integerBits: 12 },
    // posit⟨8,5,rs=6⟩: one of five exponent bits has room; minpos 0 000000 1 is 2^(−192 + 16) = 1/maxpos
    { n: 8, es: 5, rs: 6, fractionBits: 2 * 176, integerBits: 2 * 176 },
  ])("posit⟨$n,$es⟩ rs=$rs", ({ n, es, rs, fractionBits, integerBits }) => {
    const held = quire(n, es, undefined, rs);
    expect(held.fractionBits).toBe(fractionBits);
    expect(held.width).toBe(32 + fractionBits + integerBits);
  });

  test("of n − 1 bits and more it is the ordinary quire", () => {
    expect(quire(8, 1, undefined, 7)).toEqual(quire(8, 1));
    expect(quire(8, 1, undefined, 6).width).not.toBe(quire(8, 1).width);
  });
});

describe.each(products)("one %s product", (product, exactly, rounded) => {
  const capped = formatsOfWidths(4, 6).flatMap(([n, es]) => [2, 3].map((rs) => [n, es, rs] as const));
  test.each([...formatsOfWidths(3, 5).map(([n, es]) => [n, es, Infinity] as const), ...capped])(
    "of any two posit⟨%i,%i⟩ rs=%s is held exactly, and read as it rounds",
    (n, es, rs) => {
      const [format, held] = [posit(n, es, rs), quire(n, es, undefined, rs)];
      // One expectation for all: ten thousands take longer than what they look at.
      const wrong = allPatterns(n).flatMap((x) =>
        allPatterns(n)
          .filter((y) => {
            const sum = held.add(0n, x, y, product);
            if (held.toPosit(sum) !== format[rounded](x, y)) return true;
            if (x === format.nar || y === format.nar) return false;
            return held.value(sum).compare(exactly(format.value(x), format.value(y))) !== 0;
          })
          .map((y) => [x, y]),
      );
      expect(wrong).toEqual([]);
    },
  );
});

/** A format, and operands from all its patterns but NaR; x is given and negated equally often. */
const sums = fc
  .constantFrom(
    ...[posit(8, 0), posit(8, 2), posit(16, 1), posit(32, 2), posit(64, 2), posit(5, 3)],
    ...[posit(16, 5, 6), posit(8, 1, 3)],
  )
  .chain((format) => {
    const real = fc
      .oneof(fc.constantFrom(...format.corners()), fc.bigInt(0n, 2n * format.nar - 1n))
      .filter((bits) => bits !== format.nar);
    return fc.record({
      format: fc.constant(format),
      operands: fc.array(fc.tuple(real, real), { maxLength: 12 }),
    });
  });

type Cycle = Partial<Record<"rst" | "clear" | "en" | "x" | "y", bigint>>;
/** What the ports show after a cycle. */
function step(machine: ReturnType<ReturnType<typeof quireMac>>, cycle: Cycle) {
  const { r, valid } = machine({ rst: 0n, clear: 0n, en: 1n, x: 0n, y: 0n, ...cycle });
  return { r, valid };
}

describe.each(products)("a sum of %s products", (product, exactly) => {
  test("is the exact sum, rounded once", () => {
    fc.assert(
      fc.property(sums, ({ format, operands }) => {
        const { n, es, rs } = format;
        const machine = quireMac(n, es, standardQuireWidth(n, es, rs), product, rs)();
        let sum = Dyadic.zero;
        for (const [x, y] of operands) {
          sum = sum.plus(exactly(format.value(x), format.value(y)));
          expect(step(machine, { x, y })).toEqual({ r: format.round(sum), valid: 1n });
        }
      }),
      { numRuns: 300 },
    );
  });

  test("does not depend on their order, and with their negatives is nothing", () => {
    fc.assert(
      fc.property(sums, ({ format, operands }) => {
        const held = quire(format.n, format.es, undefined, format.rs);
        const add = (sum: bigint, [x, y]: [bigint, bigint]) => held.add(sum, x, y, product);
        const forwards = operands.reduce(add, 0n);
        expect([...operands].reverse().reduce(add, 0n)).toBe(forwards);
        const negatives = operands.map(([x, y]): [bigint, bigint] => [format.negate(x), y]);
        expect(negatives.reduce(add, forwards)).toBe(0n);
      }),
      { numRuns: 300 },
    );
  });
});

describe("the machine", () => {
  const format = posit(16, 2);
  const { one, minpos, maxpos, nar } = format;
  const negate = (bits: bigint) => format.negate(bits);
  const made = () => quireMac(16, 2, 256, "exact")();

  test("keeps minpos² beside maxpos²", () => {
    const machine = made();
    step(machine, { x: maxpos, y: maxpos });
    step(machine, { x: minpos, y: minpos });
    expect(step(machine, { x: maxpos, y: negate(maxpos) })).toEqual({ r: minpos, valid: 1n });
    expect(step(machine, { x: minpos, y: negate(minpos) })).toEqual({ r: 0n, valid: 1n });
  });

  test("holds in a bubble, starts with or without an operand, and resets above all", () => {
    const machine = made();
    expect(step(machine, { x: one, y: one })).toEqual({ r: one, valid: 1n });
    expect(step(machine, { x: one, y: one, en: 0n })).toEqual({ r: one, valid: 0n });
    expect(step(machine, { x: one, y: negate(one), clear: 1n })).toEqual({ r: negate(one), valid: 1n });
    expect(step(machine, { x: one, y: one, clear: 1n, en: 0n })).toEqual({ r: 0n, valid: 0n });
    step(machine, { x: one, y: one });
    expect(step(machine, { x: one, y: one, rst: 1n, clear: 1n })).toEqual({ r: 0n, valid: 0n });
  });

  test("keeps NaR until rst or clear, but not one that it was not to take", () => {
    const machine = made();
    expect(step(machine, { x: nar, y: 0n, en: 0n }).r).toBe(0n);
    expect(step(machine, { x: 0n, y: nar }).r).toBe(nar);
    expect(step(machine, { x: one, y: one }).r).toBe(nar);
    expect(step(machine, { x: one, y: one, en: 0n }).r).toBe(nar);
    expect(step(machine, { x: one, y: one, clear: 1n }).r).toBe(one);
    step(machine, { x: nar, y: nar });
    expect(step(machine, { rst: 1n }).r).toBe(0n);
  });

  test("begins with whatever is loaded, and says what its registers hold but beside NaR", () => {
    const machine = made();
    const cycle = { rst: 0n, clear: 1n, en: 1n, x: one, y: one };
    const sum = 5n << 200n;
    // the load overrides the reset, and the operands are not taken
    expect(machine({ ...cycle, rst: 1n, quire: sum, quire_nar: 0n })).toEqual({
      r: maxpos,
      valid: 0n,
      quire: sum,
      quire_nar: 0n,
    });
    const unit = 1n << 112n; // of 1, as minpos² is 2^−112
    expect(machine({ ...cycle, clear: 0n })).toMatchObject({ quire: sum + unit, r: maxpos });
    expect(machine({ ...cycle, quire: (1n << 256n) - unit, quire_nar: 0n })).toMatchObject({
      r: negate(one),
    });
    expect(machine({ ...cycle, clear: 0n })).toMatchObject({ quire: 0n, r: 0n });
    expect(machine({ ...cycle, quire: sum, quire_nar: 1n })).toEqual({ r: nar, valid: 1n });
    expect(machine(cycle)).toMatchObject({ quire: unit, quire_nar: 0n, r: one });
  });

  test("wraps around where it is narrow: 10…0 is a number for it, and NaR for the format", () => {
    // 8 bits, the last weighs 2^−12: 64 · 2^−12 twice is 128, which wraps around to −128
    const machine = quireMac(8, 0, 8, "exact")();
    step(machine, { x: minpos, y: minpos });
    const sixtyFourth = 2n;
    const half = 32n;
    step(machine, { x: sixtyFourth, y: half, clear: 1n });
    expect(step(machine, { x: sixtyFourth, y: half }).r).toBe(posit(8, 0).round(new Dyadic(-128n, -12)));
    expect(quire(8, 0, 8).add(64n, sixtyFourth, half, "exact")).toBe(quire(8, 0, 8).nar);
  });
});

test("patterns are described, and corners are patterns", () => {
  const held = quire(8, 0);
  expect(held.describe(held.nar).value).toBe("NaR");
  expect(held.describe(3n << 11n).value).toBe("1.5");
  for (const bits of held.corners()) expect(() => held.describe(bits)).not.toThrow();
});
