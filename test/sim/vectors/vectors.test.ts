import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Design } from "../../../generators/design.js";
import { parseDesign } from "../../../generators/request.js";
import { signed, unsigned } from "../../../golden/integer.js";
import { posit } from "../../../golden/posit.js";
import { moduleCircuit } from "../../../circuit/from-rtl.js";
import { cornerVectors } from "../../../operands/corners.js";
import { GateCoverage } from "../../../sim/vectors/gate-exhaustive/coverage.js";
import { Random } from "../../../operands/random.js";
import { randomVectors } from "../../../operands/biased.js";
import { vectorsFor, type VectorOptions } from "../../../sim/vectors/vectors.js";
import { declarePorts, handWritten, multiplier } from "../designs.js";

function wordsFor(design: Design, options?: VectorOptions): bigint[] {
  const vectors = vectorsFor(design, options);
  return Array.from({ length: vectors.count }, (_, index) => vectors.word(index));
}

function withInputs(widths: Record<string, number>): Design {
  return handWritten({
    name: "Any",
    ports: declarePorts(widths, { r: 1 }),
    golden: () => ({ r: 0n }),
    verilog: "",
  });
}

describe("exhaustive vectors", () => {
  test("are all there are, each once", () => {
    const words = wordsFor(multiplier(4));
    expect(words.toSorted((a, b) => Number(a - b))).toEqual(Array.from({ length: 256 }, (_, i) => BigInt(i)));
    expect(vectorsFor(multiplier(4))).toMatchObject({ exhaustive: true, seed: null });
  });

  test("reach to 20 input bits, whatever the number of inputs", () => {
    expect(vectorsFor(withInputs({ x: 10, y: 10 }))).toMatchObject({ exhaustive: true, count: 2 ** 20 });
    expect(vectorsFor(withInputs({ x: 5, y: 5, z: 11 })).exhaustive).toBe(false);
    expect(vectorsFor(withInputs({ x: 8 }), { exhaustiveBits: 7 }).exhaustive).toBe(false);
  });
});

describe("sampled vectors", () => {
  test("fit the inputs, are distinct and hold all corner pairs and the operator's cases", () => {
    const words = wordsFor(multiplier(16, "x * y", [{ x: 12345n, y: 54321n }]), { random: 1000 });
    expect(new Set(words).size).toBe(words.length);
    expect(words.every((word) => word >= 0n && word >> 32n === 0n)).toBe(true);
    const corners = unsigned(16).corners();
    const pairs = corners.flatMap((x) => corners.map((y) => (x << 16n) | y));
    expect(new Set(words)).toEqual(new Set([...words, ...pairs, (12345n << 16n) | 54321n]));
    expect(words.length).toBeGreaterThan(pairs.length + 900);
  });

  test.each([
    ["PositMult n=32 es=2", 300],
    ["PlamMult n=16 es=1", 2000],
    ["IntMac n=16 acc=40 form=sequential", 300],
    ["PositMult n=16 es=1 stages=2", 200],
    ["IntMult n=16", 0],
  ])("of %s are no more than the %i that are asked for", (spec, vectors) => {
    const design = parseDesign(spec);
    const drawn = vectorsFor(design, { vectors }).count;
    expect(drawn).toBeLessThanOrEqual(Math.max(vectors, design.fill + 2));
    expect(drawn).toBeGreaterThanOrEqual(Math.floor(0.8 * vectors));
  });

  test("of a limited number are still of each kind", () => {
    const design = parseDesign("PositMult n=12 es=1");
    const all = wordsFor(design, { vectors: 300 });
    for (const kind of ["corners", "cases", "candidates"] as const) {
      const without = new Set(wordsFor(design, { vectors: 300, [kind]: 0 }));
      expect(all.some((word) => !without.has(word))).toBe(true);
    }
  });

  test("have some beside corners, cases and noise that detect what these miss of the datapath", () => {
    const design = parseDesign("IntMult n=12");
    const missing = (options: VectorOptions) => {
      const coverage = new GateCoverage(moduleCircuit(design.module()));
      coverage.show(wordsFor(design, { ...options, random: 10, corners: 10 }));
      return coverage.missing;
    };
    expect(missing({})).toBeLessThan(missing({ candidates: 0 }) / 2);
  });

  test("are at least one, where one is asked for", () => {
    for (const words of ["IntMac n=2 acc=33", "BinaryDot lanes=64", "PositMult n=16 es=1"])
      expect(vectorsFor(parseDesign(words), { vectors: 1 }).count).toBe(1);
  });

  test("are repeated by their seed and by no other", () => {
    const options = { random: 300, exhaustiveBits: 0 };
    const words = (seed: number) => wordsFor(withInputs({ x: 40, y: 33 }), { ...options, seed });
    expect(words(5)).toEqual(words(5));
    expect(words(5)).not.toEqual(words(6));
    expect(vectorsFor(withInputs({ x: 40 }), { ...options, seed: 5 }).seed).toBe(5);
  });

  test("refuse an operator's case that does not fit", () => {
    expect(() => vectorsFor(multiplier(16, "x * y", [{ x: 65536n, y: 0n }]))).toThrow(
      "no pattern of 16 bits",
    );
  });

  test.each([{ vectors: -1 }, { vectors: 1.5 }, { seed: 2 ** 32 }, { seed: NaN }, { exhaustiveBits: 33 }])(
    "refuse %o",
    (options) => {
      expect(() => vectorsFor(multiplier(16), options)).toThrow("must be an integer");
    },
  );
});

describe("corners", () => {
  const many = posit(32, 2);

  test("are thinned to the limit, keeping specials against specials and every corner", () => {
    const formats = [many, signed(40)];
    const tuples = [...cornerVectors(formats, Random.seeded(1), 1000)];
    const has = new Set(tuples.map(String));
    expect(formats.reduce((product, format) => product * format.corners().length, 1)).toBeGreaterThan(1000);
    expect(tuples.length).toBe(1000);
    const one = 1n << 30n;
    for (const x of [0n, one, -one, 1n << 31n, (1n << 31n) - 1n, 1n])
      for (const y of [0n, 1n, -1n, 1n << 39n, (1n << 39n) - 1n])
        expect(has).toContain(String([BigInt.asUintN(32, x), BigInt.asUintN(40, y)]));
    formats.forEach((format, port) => {
      expect(new Set(tuples.map((tuple) => tuple[port]))).toEqual(new Set(format.corners()));
    });
  });

  test("stay within the limit for many inputs", () => {
    const tuples = [...cornerVectors(Array(6).fill(many), Random.seeded(1), 5000)];
    expect(tuples.length).toBe(5000);
    expect(tuples.every((tuple) => tuple.length === 6)).toBe(true);
  });
});

describe("random vectors", () => {
  test("are patterns of their formats", () => {
    const widths = fc.array(fc.integer({ min: 1, max: 130 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(widths, fc.nat(), (bits, seed) => {
        const tuples = [...randomVectors(bits.map(unsigned), Random.seeded(seed), 20)];
        expect(tuples.length).toBe(20);
        for (const tuple of tuples)
          expect(tuple.map((pattern, i) => BigInt.asUintN(bits[i] ?? 0, pattern))).toEqual(tuple);
      }),
    );
  });

  const corner = 0x123456789abcdef0n;
  const format = {
    name: "odd",
    width: 64,
    describe: () => ({ fields: {}, value: "" }),
    corners: () => [corner],
  };
  const tuples = [...randomVectors([format, format], Random.seeded(1), 4000)];
  const share = (holds: (x: bigint, y: bigint) => boolean) =>
    tuples.filter(([x = 0n, y = 0n]) => holds(x, y)).length / tuples.length;
  const sign = 1n << 63n;
  const runs = (x: bigint) => x.toString(2).padStart(64, "0").match(/0+|1+/g) ?? [];
  test.each<[string, number, (x: bigint, y: bigint) => boolean]>([
    ["noise", 0.2, (x) => runs(x).length > 24],
    ["small or large numbers", 0.05, (x) => Number(runs(x)[0]?.length) > 16 && runs(x).length > 12],
    ["long runs below the first", 0.05, (x) => Number(runs(x)[1]?.length) > 8 && runs(x).length < 9],
    ["operands near a corner", 0.2, (x) => x >= corner - 8n && x <= corner + 8n],
    ["equal operands", 0.03, (x, y) => x === y],
    ["opposite operands", 0.03, (x, y) => BigInt.asUintN(64, x + y) === 0n],
    ["reciprocal posits", 0.03, (x, y) => (BigInt.asUintN(64, -x) ^ sign) === y],
  ])("hold %s", (_, least, holds) => {
    expect(share(holds)).toBeGreaterThan(least);
  });
});
