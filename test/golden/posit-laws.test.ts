import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Dyadic } from "../../golden/dyadic.js";
import { posit, type Posit } from "../../golden/posit.js";
import { allPatterns, anyPosits, anyReals, formatsOfWidths } from "./arbitrary.js";

/** Posits are ordered like signed integers. */
const ordinal = (format: Posit, bits: bigint) => BigInt.asIntN(format.n, bits);

const multiplications = ["multiply", "plam"] as const;

describe.each(multiplications)("%s", (product) => {
  test("is commutative", () => {
    fc.assert(
      fc.property(anyPosits, ({ format, x, y }) => {
        expect(format[product](x, y)).toBe(format[product](y, x));
      }),
    );
  });

  test("changes sign with an operand", () => {
    fc.assert(
      fc.property(anyPosits, ({ format, x, y }) => {
        const changed = 2n * format.nar - x;
        fc.pre(x !== 0n);
        expect(format[product](changed, y)).toBe(BigInt.asUintN(format.n, -format[product](x, y)));
      }),
    );
  });

  test("never decreases in an operand if the other is not negative", () => {
    fc.assert(
      fc.property(anyReals, ({ format, x, y, a }) => {
        fc.pre(a < format.nar);
        const [lesser, greater] = ordinal(format, x) < ordinal(format, y) ? [x, y] : [y, x];
        const products = [format[product](lesser, a), format[product](greater, a)] as const;
        expect(ordinal(format, products[0]) <= ordinal(format, products[1])).toBe(true);
      }),
    );
  });

  test("of anything and NaR is NaR, of any real and zero is zero", () => {
    fc.assert(
      fc.property(anyPosits, ({ format, x }) => {
        expect(format[product](x, format.nar)).toBe(format.nar);
        expect(format[product](format.nar, x)).toBe(format.nar);
        expect(format[product](x, 0n)).toBe(x === format.nar ? format.nar : 0n);
      }),
    );
  });

  test("of two nonzero reals is neither zero nor NaR", () => {
    fc.assert(
      fc.property(anyReals, ({ format, x, y }) => {
        fc.pre(x !== 0n && y !== 0n);
        expect([0n, format.nar]).not.toContain(format[product](x, y));
      }),
    );
  });

  test("by one changes nothing", () => {
    fc.assert(
      fc.property(anyPosits, ({ format, x }) => {
        const one = 1n << BigInt(format.n - 2);
        expect(format[product](x, one)).toBe(x);
      }),
    );
  });
});

describe("rounding", () => {
  test.each([...formatsOfWidths(3, 10), [16, 1], [16, 2]] as const)(
    "gives every value of posit⟨%i,%i⟩ its own pattern back",
    (n, es) => {
      const format = posit(n, es);
      const reals = allPatterns(n).filter((bits) => bits !== format.nar);
      expect(reals.map((bits) => format.round(format.value(bits)))).toEqual(reals);
    },
  );

  test("gives every value of any posit its own pattern back", () => {
    fc.assert(
      fc.property(anyReals, ({ format, x }) => {
        expect(format.round(format.value(x))).toBe(x);
      }),
    );
  });

  const anyExponent = fc.oneof(fc.integer({ min: -90, max: 0 }), fc.integer({ min: -6000, max: 6000 }));
  const anyDyadic = fc
    .tuple(fc.bigInt(-(2n ** 70n), 2n ** 70n), anyExponent)
    .map(([significand, exponent]) => new Dyadic(significand, exponent));

  test("never decreases", () => {
    fc.assert(
      fc.property(anyReals, anyDyadic, anyDyadic, ({ format, x }, step, nudge) => {
        const value = format.value(x).plus(nudge);
        const [lower, upper] = [format.round(value), format.round(value.plus(step.magnitude()))];
        expect(ordinal(format, lower) <= ordinal(format, upper)).toBe(true);
      }),
    );
  });

  test("saturates, and never gives zero or NaR", () => {
    const tiny = new Dyadic(1n, -1_000_000);
    const huge = new Dyadic(1n, 1_000_000);
    fc.assert(
      fc.property(anyReals, ({ format }) => {
        expect(format.round(tiny)).toBe(1n);
        expect(format.round(huge)).toBe(format.nar - 1n);
        expect(format.round(tiny.negated())).toBe(2n * format.nar - 1n);
        expect(format.round(huge.negated())).toBe(format.nar + 1n);
      }),
    );
  });
});

// A double, or a long double for wide posits, loses the last bit of these and sees ties only.
describe("what is nearly a tie", () => {
  /** A format whose posits from 1 to 2 have F fraction bits, so that an ulp u is 2^−F. */
  const anyFractionSize = fc
    .record({ es: fc.integer({ min: 0, max: 6 }), F: fc.integer({ min: 4, max: 55 }) })
    .chain(({ es, F }) =>
      fc.record({
        format: fc.constant(posit(3 + es + F, es)),
        F: fc.constant(F),
        i: fc.integer({ min: 2, max: F }),
      }),
    );

  // With a = 2^−i and b = 2^(i−F−1), (1 + a)·(1 + b) is 1 + a + b + u/2, a tie;
  // and (1 + a)·(1 + b + 2u) is 1 + a + b + 2u + u/2 + 2au.
  test("among products", () => {
    fc.assert(
      fc.property(anyFractionSize, ({ format, F, i }) => {
        const [a, b] = [2n ** BigInt(F - i), 2n ** BigInt(i - 1)];
        const below = format.one + a + b;
        expect(format.multiply(format.one + a, format.one + b)).toBe(below + (below % 2n));
        expect(format.multiply(format.one + a, format.one + b + 2n)).toBe(below + 3n);
      }),
    );
  });

  // 1 + u/2 is a tie, and 1 + (1 + u)·u/2 is above it.
  test("among fused sums", () => {
    fc.assert(
      fc.property(anyFractionSize, ({ format, F }) => {
        const { one, fma } = { one: format.one, ...bound(format) };
        const halfUlp = format.round(Dyadic.powerOfTwo(-F - 1));
        expect(fma(one, halfUlp, one)).toBe(one);
        expect(fma(one + 1n, halfUlp, one)).toBe(one + 1n);
      }),
    );
  });
});

describe("addition", () => {
  test("is commutative", () => {
    fc.assert(
      fc.property(anyPosits, ({ format, x, y }) => {
        expect(format.add(x, y)).toBe(format.add(y, x));
      }),
    );
  });

  test("of zero changes nothing, NaR included", () => {
    fc.assert(
      fc.property(anyPosits, ({ format, x }) => {
        expect(format.add(x, 0n)).toBe(x);
      }),
    );
  });

  test("of the negative is zero, of NaR is NaR", () => {
    fc.assert(
      fc.property(anyPosits, ({ format, x }) => {
        expect(format.add(x, format.negate(x))).toBe(x === format.nar ? format.nar : 0n);
        expect(format.add(x, format.nar)).toBe(format.nar);
      }),
    );
  });

  test("commutes with negation", () => {
    fc.assert(
      fc.property(anyPosits, ({ format, x, y }) => {
        const { add, negate } = bound(format);
        expect(add(negate(x), negate(y))).toBe(negate(add(x, y)));
      }),
    );
  });
});

describe("fused multiply-add", () => {
  test("of zero is the product", () => {
    fc.assert(
      fc.property(anyPosits, ({ format, x, y }) => {
        expect(format.fma(x, y, 0n)).toBe(format.multiply(x, y));
      }),
    );
  });

  test("with a factor of one is the sum", () => {
    fc.assert(
      fc.property(anyPosits, ({ format, x, a }) => {
        expect(format.fma(x, format.one, a)).toBe(format.add(x, a));
      }),
    );
  });

  test("is NaR as soon as one operand is", () => {
    fc.assert(
      fc.property(anyPosits, ({ format, x, y }) => {
        const { nar, fma } = { nar: format.nar, ...bound(format) };
        expect([fma(nar, x, y), fma(x, nar, y), fma(x, y, nar)]).toEqual([nar, nar, nar]);
      }),
    );
  });

  // 1.0625² = 1.12890625 lies between the posits⟨8,0⟩ 1.125 and 1.140625; subtracting 1.125 leaves 1/256, which
  // rounds to minpos = 1/64. Rounding the product first would leave 0.
  test("rounds once", () => {
    const format = posit(8, 0);
    const minus1125 = format.round(new Dyadic(-9n, -3));
    const x = format.round(new Dyadic(17n, -4));
    expect(format.fma(x, x, minus1125)).toBe(1n);
    expect(format.add(format.multiply(x, x), minus1125)).toBe(0n);
  });
});

test("negation is its own inverse and keeps zero and NaR", () => {
  fc.assert(
    fc.property(anyPosits, ({ format, x }) => {
      expect(format.negate(format.negate(x))).toBe(x);
      expect([format.negate(0n), format.negate(format.nar)]).toEqual([0n, format.nar]);
    }),
  );
});

function bound(format: Posit) {
  return {
    add: format.add.bind(format),
    fma: format.fma.bind(format),
    negate: format.negate.bind(format),
  };
}
