import { positSquareRoot as goldenRoot } from "../../golden/posit-division.js";
import { posit } from "../../golden/posit.js";
import { decodeArchitecture, decodePosit, positWidths } from "../blocks/posit/decode.js";
import { encodePosit } from "../blocks/posit/encode.js";
import type { PositLayout } from "../blocks/posit/layout.js";
import { positSquareRoot, positSquareRootInSteps, rootWidth } from "../blocks/posit/square-root.js";
import type { Signal } from "../hdl/index.js";
import { defineOperator, exactly, input, output } from "../contract/operator.js";
import { positRootCases } from "./cases/posit-root.js";
import { iterating } from "./shared/iterating.js";
import { positFormat, type PositBuilt } from "./shared/posit-ports.js";

/** With `form=sequential` the rows of the array stand once, or `digits` times, and are used in each of several cycles. */
const combinational = defineOperator({
  name: "PositSqrt",
  summary: "posit square root, exact, rounded once; NaR of a negative number",
  source:
    "Standard for Posit Arithmetic (2022), §4.1 and §5; I. Koren, Computer Arithmetic Algorithms, 2nd edition, §3.4",
  examples: ["n=16 es=2", "n=8 es=0", "n=32 es=2"],
  parameters: positFormat,
  ports: ({ n, es, rs }) => ({ x: input(posit(n, es, rs)), r: output(posit(n, es, rs)) }),
  computes: () => exactly("√x"),
  golden: ({ n, es, rs }) => {
    const format = posit(n, es, rs);
    return ({ x }) => ({ r: goldenRoot(format, x) });
  },
  cases: ({ n, es, rs }) => positRootCases(posit(n, es, rs)),
  architecture: decodeArchitecture,
  build(m, { x }, { n, es, rs, architecture }) {
    const root = positSquareRoot(m, decodePosit(m.scope("x"), x, { es, rs }, architecture));
    return { r: encodePosit(m.scope("r"), root, { n, rs }) };
  },
});

export const positSqrt = iterating(combinational, {
  digits: (format: PositLayout) => rootWidth(positWidths(format).fraction),
  build(m, { x }: { readonly x: Signal }, { n, es, rs, architecture }: PositBuilt, steps) {
    const decoded = decodePosit(m.scope("x"), x, { es, rs }, architecture);
    return encodePosit(m.scope("r"), positSquareRootInSteps(m, decoded, steps), { n, rs });
  },
});
