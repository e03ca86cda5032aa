import { posit } from "../../golden/posit.js";
import { addTerms } from "../blocks/posit-add.js";
import { decodePosit } from "../blocks/posit-decode.js";
import { encodePosit } from "../blocks/posit-encode.js";
import { isNar, positTerm, sumToPosit, zeroIsLeast } from "../blocks/posit-term.js";
import { v } from "../hdl/index.js";
import { defineOperator } from "../operator.js";
import { sumCases } from "./posit-cases.js";
import { positFormat, twoPosits } from "./posit-ports.js";

export const positAdd = defineOperator({
  name: "PositAdd",
  summary: "posit adder, exact, rounded once",
  source: "Standard for Posit Arithmetic (2022), §4.1 and §5",
  examples: ["n=16 es=2", "n=8 es=0", "n=32 es=2"],
  parameters: positFormat,
  ports: twoPosits,
  golden: ({ n, es }) => {
    const format = posit(n, es);
    return ({ x, y }) => ({ r: format.add(x, y) });
  },
  build(m, { x, y }, { n, es }) {
    const a = decodePosit(m.scope("x"), x, es);
    const b = decodePosit(m.scope("y"), y, es);

    m.section("Signed significands, -2+f or 1+f, and the exponents that go with them");
    const termX = positTerm(m.scope("x"), a);
    const termY = positTerm(m.scope("y"), b);
    const sum = addTerms(m, termX, termY, { zeroIsLeast: zeroIsLeast(a.widths) });
    const nar = m.wire("nar", 1, v`(${isNar(a)}) | (${isNar(b)})`);
    return { r: encodePosit(m.scope("r"), sumToPosit(m, sum, nar, es), n) };
  },
  cases: ({ n, es }) => sumCases(posit(n, es)),
});
