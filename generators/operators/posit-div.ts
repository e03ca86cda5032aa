import { positQuotient as goldenQuotient } from "../../golden/posit-division.js";
import { fastPositQuotient } from "../../golden/posit-fast-division.js";
import { posit } from "../../golden/posit.js";
import { decodeArchitecture, decodePosit, positWidths } from "../blocks/posit/decode.js";
import { encodePosit } from "../blocks/posit/encode.js";
import { positQuotient, positQuotientInSteps } from "../blocks/posit/divide.js";
import type { PositLayout } from "../blocks/posit/layout.js";
import { quotientBits } from "../blocks/posit/quotient.js";
import type { Signal } from "../hdl/index.js";
import { defineOperator, exactly } from "../contract/operator.js";
import { positQuotientCases } from "./cases/posit-division.js";
import { iterating } from "./shared/iterating.js";
import { positFormat, twoPosits, type PositBuilt } from "./shared/posit-ports.js";

/**
 * With `form=sequential` the rows of the array stand once, or `digits` times, and are used in each of several cycles. Use that where
 * divisions are rare: it is a fraction of the area.
 */
const combinational = defineOperator({
  name: "PositDiv",
  summary: "posit divider, exact, rounded once",
  source:
    "Standard for Posit Arithmetic (2022), §4.1 and §5; I. Koren, Computer Arithmetic Algorithms, 2nd edition, §3.3",
  examples: ["n=16 es=2", "n=8 es=0", "n=32 es=2"],
  parameters: positFormat,
  ports: twoPosits,
  computes: () => exactly("x/y"),
  golden: ({ n, es, rs }) => {
    const format = posit(n, es, rs);
    return ({ x, y }) => ({ r: goldenQuotient(format, x, y) });
  },
  fast: ({ n, es, rs }) => (n <= 16 ? fastPositQuotient(n, es, rs) : undefined),
  cases: ({ n, es, rs }) => positQuotientCases(posit(n, es, rs)),
  architecture: decodeArchitecture,
  build(m, { x, y }, { n, es, rs, architecture }) {
    const a = decodePosit(m.scope("x"), x, { es, rs }, architecture);
    const b = decodePosit(m.scope("y"), y, { es, rs }, architecture);
    return { r: encodePosit(m.scope("r"), positQuotient(m, a, b), { n, rs }) };
  },
});

export const positDiv = iterating(combinational, {
  digits: (format: PositLayout) => quotientBits(positWidths(format).fraction),
  build(m, { x, y }: Operands, { n, es, rs, architecture }: PositBuilt, steps) {
    const a = decodePosit(m.scope("x"), x, { es, rs }, architecture);
    const b = decodePosit(m.scope("y"), y, { es, rs }, architecture);
    return encodePosit(m.scope("r"), positQuotientInSteps(m, a, b, steps), { n, rs });
  },
});

type Operands = Readonly<Record<"x" | "y", Signal>>;
