import { unsigned } from "../../golden/integer.js";
import { comparePosits, fastPositOrder } from "../../golden/posit-order.js";
import { posit } from "../../golden/posit.js";
import { isLess } from "../blocks/posit/less.js";
import { defineOperator, exactly, input, output } from "../contract/operator.js";
import { v } from "../hdl/index.js";
import { positOrderCases } from "./cases/posit-order.js";
import { positFormat } from "./shared/posit-ports.js";

/** Both results suffice for all six comparisons: x ≤ y is lt or eq, x > y neither of them. */
export const positCompare = defineOperator({
  name: "PositCompare",
  summary: "posit comparison: x < y and x = y; NaR is less than every real and equal to itself",
  source: "Standard for Posit Arithmetic (2022), §5.4",
  examples: ["n=16 es=2", "n=8 es=0", "n=32 es=2"],
  parameters: positFormat,
  ports: ({ n, es, rs }) => ({
    x: input(posit(n, es, rs)),
    y: input(posit(n, es, rs)),
    lt: output(unsigned(1)),
    eq: output(unsigned(1)),
  }),
  computes: () => exactly("lt = x < y, eq = x = y"),
  golden: ({ n, es, rs }) => {
    const format = posit(n, es, rs);
    return ({ x, y }) => {
      const order = comparePosits(format, x, y);
      return { lt: order < 0 ? 1n : 0n, eq: order === 0 ? 1n : 0n };
    };
  },
  fast: ({ n }) =>
    n <= 16 ? fastPositOrder(n, (x, y, less) => 2 * Number(less) + Number(x === y)) : undefined,
  cases: ({ n, es, rs }) => positOrderCases(posit(n, es, rs)),
  build(m, { x, y }) {
    m.section("Posits are ordered as two's complement integers; NaR, the lowest of them, too");
    return { lt: m.wire("less", 1, isLess(x, y)), eq: m.wire("equal", 1, v`${x} == ${y}`) };
  },
});
