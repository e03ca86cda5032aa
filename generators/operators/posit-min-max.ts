import { comparePosits, fastPositOrder } from "../../golden/posit-order.js";
import { posit } from "../../golden/posit.js";
import { isLess } from "../blocks/posit/less.js";
import { defineOperator, exactly, input, output } from "../contract/operator.js";
import { v } from "../hdl/index.js";
import { positOrderCases } from "./cases/posit-order.js";
import { positFormat } from "./shared/posit-ports.js";

/** The step of a sorting network. NaR is the least: min gives it, max gives the other operand. */
export const positMinMax = defineOperator({
  name: "PositMinMax",
  summary: "the lesser and the greater of two posits; NaR is less than every real",
  source: "Standard for Posit Arithmetic (2022), §5.4",
  examples: ["n=16 es=2", "n=8 es=0", "n=32 es=2"],
  parameters: positFormat,
  ports: ({ n, es, rs }) => ({
    x: input(posit(n, es, rs)),
    y: input(posit(n, es, rs)),
    min: output(posit(n, es, rs)),
    max: output(posit(n, es, rs)),
  }),
  computes: () => exactly("min(x, y), max(x, y)"),
  golden: ({ n, es, rs }) => {
    const format = posit(n, es, rs);
    return ({ x, y }) => (comparePosits(format, x, y) < 0 ? { min: x, max: y } : { min: y, max: x });
  },
  fast: ({ n }) =>
    n <= 16 ? fastPositOrder(n, (x, y, less) => (less ? x * 2 ** n + y : y * 2 ** n + x)) : undefined,
  cases: ({ n, es, rs }) => positOrderCases(posit(n, es, rs)),
  build(m, { x, y }, { n }) {
    m.section("Posits are ordered as two's complement integers; NaR, the lowest of them, too");
    const less = m.wire("less", 1, isLess(x, y));
    return {
      min: m.wire("lesser", n, v`${less} ? ${x} : ${y}`),
      max: m.wire("greater", n, v`${less} ? ${y} : ${x}`),
    };
  },
});
