import { describe, expect, test } from "vitest";
import {
  multiplierChoices,
  multiply,
  multiplyAdd,
  multiplySignificands,
  type MultiplierArchitecture,
} from "../../../generators/blocks/multiply/index.js";
import { evaluator, Module, type Signal } from "../../../generators/hdl/index.js";

const { shape } = multiplierChoices;
const partialProducts = shape.partialProducts.options;
const trees = shape.tree.options;
const counterStyles = shape.counters.options;
const adders = shape.adder.options;

/** Every architecture of a multiplier; kinds of counters take turns. */
const architectures: MultiplierArchitecture[] = partialProducts.flatMap((rows) =>
  trees.flatMap((tree) =>
    adders.map((adder, index) => {
      const counters = counterStyles[index % counterStyles.length] ?? "xor";
      return { partialProducts: rows, tree, counters, adder };
    }),
  ),
);

/** A quarter of them, among which every tree and every adder meets all ways to make rows. */
const isRepresentative = ({ partialProducts: rows, tree, adder }: MultiplierArchitecture): boolean =>
  (partialProducts.indexOf(rows) + trees.indexOf(tree) + adders.indexOf(adder)) % trees.length === 0;

const named = (some: readonly MultiplierArchitecture[]) =>
  some.map((architecture) => [Object.values(architecture).join(" "), architecture] as const);

export const representatives = named(architectures.filter(isRepresentative));
export const theOthers = named(architectures.filter((architecture) => !isRepresentative(architecture)));

const read = (value: bigint, width: number, signed: boolean): bigint =>
  signed ? BigInt.asIntN(width, value) : value;

/** Ends of the range, zero and one, all digits of radix 4 alike, and two with no pattern. */
export function samples(width: number): bigint[] {
  const top = 1n << BigInt(width - 1);
  const scattered = [0x9e3779b97f4a7c15n, 0xd1342543de82ef95n];
  const values = [0n, 1n, top - 1n, top, 2n * top - 1n, 0x5555555555555555n, ...scattered];
  return [...new Set(values.map((value) => BigInt.asUintN(width, value)))];
}

export const everything = (width: number): bigint[] =>
  Array.from({ length: 2 ** width }, (_, value) => BigInt(value));

interface Case {
  readonly architecture: MultiplierArchitecture;
  readonly signed: boolean;
  readonly widths: readonly [number, number];
  /** Width of an addend. */
  readonly addend?: number;
}

/** Compares a multiplier with BigInt's product, on all `values` of each factor. */
export function check(
  { architecture, signed, widths: [wx, wy], addend }: Case,
  values: (width: number) => bigint[],
): void {
  const m = Module.create("m");
  const [x, y] = [m.input("x", wx), m.input("y", wy)];
  const options = { signed, architecture };
  const width = addend ?? wx + wy;
  const product =
    addend === undefined
      ? multiply(m, "product", x, y, options)
      : multiplyAdd(m, "product", x, y, m.input("a", addend), options);
  expect(product.width).toBe(width);
  m.output("r", width, product);
  const evaluate = evaluator(m);
  const addends = addend === undefined ? [0n] : samples(addend);
  let next = 0;
  for (const p of values(wx))
    for (const q of values(wy)) {
      const a = addends[next++ % addends.length] ?? 0n;
      const expected = BigInt.asUintN(width, read(p, wx, signed) * read(q, wy, signed) + a);
      if (evaluate({ x: p, y: q, a }).r !== expected) expect.fail(`${p} * ${q} + ${a}`);
    }
}

type Part = Parameters<typeof multiplySignificands>[2];

/** Compares a product of significands, −2 + f or 1 + f, with BigInt's, on `values` of the fractions. */
export function checkSignificands(
  bits: number,
  values: (width: number) => bigint[],
  product: (m: Module, x: Part, y: Part) => Signal,
): void {
  const m = Module.create("m");
  const part = (name: string): Part => ({
    sign: m.input(`${name}_sign`, 1),
    fraction: m.input(`${name}_fraction`, bits),
  });
  const result = product(m, part("x"), part("y"));
  const width = 2 * bits + 4;
  m.output("r", width, result);
  const evaluate = evaluator(m);
  const whole = (sign: bigint, fraction: bigint): bigint => ((1n - 3n * sign) << BigInt(bits)) + fraction;
  for (const signs of [0n, 1n, 2n, 3n])
    for (const f of values(bits))
      for (const g of values(bits)) {
        const [s, t] = [signs & 1n, signs >> 1n];
        const inputs = { x_sign: s, y_sign: t, x_fraction: f, y_fraction: g };
        if (evaluate(inputs).r !== BigInt.asUintN(width, whole(s, f) * whole(t, g)))
          expect.fail(`${s} ${f} times ${t} ${g}`);
      }
}

/** Declares the tests of architectures, each with its name. */
export function testArchitectures(some: typeof representatives): void {
  describe.each(some)("%s", (_, architecture) => {
    test.each([false, true])("multiplies 4 by 5 bits, all of them, signed %s", (signed) => {
      check({ architecture, signed, widths: [4, 5] }, everything);
    });

    test("multiplies 16 by 16 bits and adds 40", () => {
      check({ architecture, signed: true, widths: [16, 16], addend: 40 }, (width) =>
        samples(width).slice(0, 16),
      );
    });

    test("multiplies significands of four bits of fraction, all of them", () => {
      checkSignificands(4, everything, (m, x, y) => multiplySignificands(m, "product", x, y, architecture));
    });
  });
}
