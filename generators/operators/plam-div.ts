import { plamDivide } from "../../golden/plam-division.js";
import { positQuotient } from "../../golden/posit-division.js";
import { fastPlamQuotient, fastPositQuotient } from "../../golden/posit-fast-division.js";
import { posit } from "../../golden/posit.js";
import { decodeArchitecture, decodePosit, scaleOf } from "../blocks/posit/decode.js";
import { encodePosit } from "../blocks/posit/encode.js";
import { quotientSign } from "../blocks/posit/specials.js";
import { v } from "../hdl/index.js";
import { approximately, defineOperator } from "../contract/operator.js";
import { plamQuotients } from "./cases/plam.js";
import { positFormat, twoPosits } from "./shared/posit-ports.js";

export const plamDiv = defineOperator({
  name: "PlamDiv",
  summary: "posit logarithm-approximate divider: x/y by subtracting logarithms",
  source:
    "R. Murillo et al., CoNGA 2023; J. N. Mitchell, IRE Trans. Electronic Computers EC-11(4), 1962; rounding: Standard for Posit Arithmetic (2022), §4.1",
  examples: ["n=16 es=2", "n=8 es=0", "n=32 es=2"],
  parameters: positFormat,
  ports: twoPosits,
  computes: () => approximately("x/y"),
  golden: ({ n, es, rs }) => {
    const format = posit(n, es, rs);
    return ({ x, y }) => ({ r: plamDivide(format, x, y) });
  },
  exact: ({ n, es, rs }) => {
    const format = posit(n, es, rs);
    return ({ x, y }) => ({ r: positQuotient(format, x, y) });
  },
  exactFast: ({ n, es, rs }) => (n <= 16 ? fastPositQuotient(n, es, rs) : undefined),
  fast: ({ n, es, rs }) => (n <= 16 ? fastPlamQuotient(n, es, rs) : undefined),
  architecture: decodeArchitecture,
  build(m, { x, y }, { n, es, rs, architecture }) {
    const a = decodePosit(m.scope("x"), x, { es, rs }, architecture);
    const b = decodePosit(m.scope("y"), y, { es, rs }, architecture);

    const { sign, special } = quotientSign(m, a, b);

    m.section(
      "Raw fields hold +log2 or -log2 of an operand: signs decide which is inverted for the quotient",
    );
    const { tail } = a.widths;
    const positiveX = m.wire("positive_x", 1, v`~${a.sign}`);
    const logX = scaleOf(m.scope("x"), a, tail, b.sign);
    const logY = scaleOf(m.scope("y"), b, tail, positiveX);

    m.section("Mitchell: the logarithm of a quotient is the difference of the logarithms");
    const carry = m.wire("carry", 1, v`${b.sign} | ${positiveX}`);
    const log = m.wire("log", logX.width + 1, v`{${logX.msb}, ${logX}} + {${logY.msb}, ${logY}} + ${carry}`);
    // Two inversions lack two ulps and there is one carry; ones without end make up for the other.
    const beyond = m.wire("beyond", 1, v`${b.sign} & ${positiveX}`);

    const regime = m.wire("regime", log.width - tail, log.bits(log.width - 1, tail));
    const fields = m.wire("tail", tail, log.bits(tail - 1, 0));
    return { r: encodePosit(m.scope("r"), { sign, special, regime, tail: fields, beyond }, { n, rs }) };
  },
  cases: ({ n, es, rs }) => plamQuotients(posit(n, es, rs)),
});
