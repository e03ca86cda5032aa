import { z } from "zod";
import { signedProduct, v } from "../../generators/hdl/index.js";
import { defineOperator, input, output } from "../../generators/contract/operator.js";
import { unsigned } from "../../golden/integer.js";

/** Every operator of the RTL core on operands of `n` bits, and names that C has taken. */
export const everything = defineOperator({
  name: "Everything",
  summary: "every operator there is",
  source: "test/export",
  examples: ["n=8"],
  parameters: z.strictObject({ n: z.int().min(2).max(300) }),
  ports: ({ n }) => ({
    ...{ double: input(unsigned(n)), sizeof: input(unsigned(n)), by: input(unsigned(9)) },
    ...Object.fromEntries(
      Object.entries(results(n)).map(([name, { width }]) => [name, output(unsigned(width))]),
    ),
  }),
  golden:
    ({ n }) =>
    ({ double: a, sizeof: b, by }) =>
      Object.fromEntries(
        Object.entries(results(n)).map(([name, { width, of }]) => [
          name,
          BigInt.asUintN(width, of(a, b, by)),
        ]),
      ),
  build(m, { double: a, sizeof: b, by }, { n }) {
    return {
      sum: v`${a} + ${b}`,
      short_sum: m.wire("short_sum_wire", n, v`${a} + ${b}`),
      difference: m.wire("difference_wire", n, v`${a} - ${b}`),
      product: m.wire("product_wire", 2 * n, v`${a} * ${b}`),
      signed_product: m.wire("signed_product_wire", 2 * n, signedProduct(a, b)),
      and_bits: v`${a} & ${b}`,
      or_bits: v`${a} | ${b}`,
      xor_bits: v`${a} ^ ${b}`,
      left: v`${a} << ${by}`,
      right: v`${a} >> ${by}`,
      left_by_three: v`${a} << 2'd3`,
      same: v`${a} == ${b}`,
      unlike: v`${a} != ${b}`,
      less: v`${a} < ${b}`,
      more: v`${a} > ${b}`,
      at_most: v`${a} <= ${b}`,
      at_least: v`${a} >= ${b}`,
      complement: v`~${a}`,
      all: v`&${a}`,
      any: v`|${a}`,
      odd: v`^${a}`,
      joined: v`{${a}, 2'b10, ${b}}`,
      thrice: v`{3{${a}}}`,
      filled: v`{${n}{${b.bit(0)}}}`,
      top: a.bits(n - 1, 1),
      middle: a.bits(n - 1, n >> 1),
      chosen: m.wire("chosen_wire", n, v`${b.bit(0)} ? ${a} : ${n}'d1`),
      grown: m.wire("grown_wire", n + 1, v`${a} + ${b.bit(0)}`),
    };
  },
});

interface Result {
  readonly width: number;
  readonly of: (a: bigint, b: bigint, by: bigint) => bigint;
}

/** What `everything` computes, in integers. */
function results(n: number): Record<string, Result> {
  const size = BigInt(n);
  const full = (1n << size) - 1n;
  const one = (of: (a: bigint, b: bigint) => boolean): Result => ({
    width: 1,
    of: (a, b) => (of(a, b) ? 1n : 0n),
  });
  const bits = (of: Result["of"], width = n): Result => ({ width, of });
  const signed = (x: bigint): bigint => BigInt.asIntN(n, x);
  return {
    sum: bits((a, b) => a + b, n),
    short_sum: bits((a, b) => a + b),
    difference: bits((a, b) => a - b),
    product: bits((a, b) => a * b, 2 * n),
    signed_product: bits((a, b) => signed(a) * signed(b), 2 * n),
    and_bits: bits((a, b) => a & b),
    or_bits: bits((a, b) => a | b),
    xor_bits: bits((a, b) => a ^ b),
    left: bits((a, _, by) => a << by),
    right: bits((a, _, by) => a >> by),
    left_by_three: bits((a) => a << 3n),
    same: one((a, b) => a === b),
    unlike: one((a, b) => a !== b),
    less: one((a, b) => a < b),
    more: one((a, b) => a > b),
    at_most: one((a, b) => a <= b),
    at_least: one((a, b) => a >= b),
    complement: bits((a) => full - a),
    all: one((a) => a === full),
    any: one((a) => a !== 0n),
    odd: one((a) => a.toString(2).replaceAll("0", "").length % 2 === 1),
    joined: bits((a, b) => (a << (size + 2n)) | (2n << size) | b, 2 * n + 2),
    thrice: bits((a) => a * (1n + (1n << size) + (1n << (2n * size))), 3 * n),
    filled: bits((_, b) => (b % 2n === 1n ? full : 0n)),
    top: bits((a) => a >> 1n, n - 1),
    middle: bits((a) => a >> (size >> 1n), n - (n >> 1)),
    chosen: bits((a, b) => (b % 2n === 1n ? a : 1n)),
    grown: bits((a, b) => a + (b % 2n), n + 1),
  };
}
