import { z } from "zod";
import { positSigmoid as goldenSigmoid } from "../../golden/posit-sigmoid.js";
import { posit } from "../../golden/posit.js";
import { v } from "../hdl/index.js";
import { approximately, defineOperator, input, output } from "../contract/operator.js";
import { positWidth } from "./shared/parameters.js";

/**
 * Gustafson's fast sigmoid of a posit⟨n,0⟩: the sign flipped, everything shifted right by two.
 * Use it as an activation function that costs an inverter. It is at most 0.061 off 1/(1 + e^−x) at 8 bits,
 * 0.049 at 16. NaR gives 0.
 */
export const positSigmoid = defineOperator({
  name: "PositSigmoid",
  summary: "fast approximate sigmoid of a posit without exponent bits: an inverter and wires",
  source:
    "J. L. Gustafson, I. Yonemoto, Beating floating point at its own game: posit arithmetic, Supercomputing Frontiers and Innovations 4(2), 2017",
  examples: ["n=16", "n=8", "n=32"],
  parameters: z.strictObject({ n: positWidth }),
  ports: ({ n }) => ({ x: input(posit(n, 0)), r: output(posit(n, 0)) }),
  computes: () => approximately("1/(1 + e^−x)"),
  golden: ({ n }) => {
    const sigmoid = goldenSigmoid(n);
    return ({ x }) => ({ r: sigmoid(x) });
  },
  build(m, { x }, { n }) {
    m.section("The sign flipped, then two places to the right; the last two bits do not matter");
    m.unused(x.bits(1, 0));
    return { r: m.wire("sigmoid", n, v`{2'b0, ~${x.msb}, ${x.bits(n - 2, 2)}}`) };
  },
});
