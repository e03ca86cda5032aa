import { plamSquareRoot } from "../../golden/plam-division.js";
import { positSquareRoot } from "../../golden/posit-division.js";
import { posit } from "../../golden/posit.js";
import { decodeArchitecture, decodePosit, scaleOf } from "../blocks/posit/decode.js";
import { encodePosit } from "../blocks/posit/encode.js";
import { v } from "../hdl/index.js";
import { approximately, defineOperator, input, output } from "../contract/operator.js";
import { plamRoots } from "./cases/plam.js";
import { positFormat } from "./shared/posit-ports.js";

export const plamSqrt = defineOperator({
  name: "PlamSqrt",
  summary: "posit logarithm-approximate square root: half the logarithm",
  source:
    "R. Murillo et al., CoNGA 2023; J. N. Mitchell, IRE Trans. Electronic Computers EC-11(4), 1962; rounding: Standard for Posit Arithmetic (2022), §4.1",
  examples: ["n=16 es=2", "n=8 es=0", "n=32 es=2"],
  parameters: positFormat,
  ports: ({ n, es, rs }) => ({ x: input(posit(n, es, rs)), r: output(posit(n, es, rs)) }),
  computes: () => approximately("√x"),
  golden: ({ n, es, rs }) => {
    const format = posit(n, es, rs);
    return ({ x }) => ({ r: plamSquareRoot(format, x) });
  },
  exact: ({ n, es, rs }) => {
    const format = posit(n, es, rs);
    return ({ x }) => ({ r: positSquareRoot(format, x) });
  },
  cases: ({ n, es, rs }) => plamRoots(posit(n, es, rs)),
  architecture: decodeArchitecture,
  build(m, { x }, { n, es, rs, architecture }) {
    const a = decodePosit(m.scope("x"), x, { es, rs }, architecture);

    m.section("The root of a negative number or of NaR is NaR, that of zero is zero");
    const special = m.wire("special", 1, v`${a.special} | ${a.sign}`);

    m.section("Mitchell: the logarithm of the root is half the logarithm, its point one place further left");
    const { tail } = a.widths;
    const log = scaleOf(m.scope("x"), a, tail, a.sign);
    const regime = m.wire("regime", log.width - tail, v`{${log.msb}, ${log.bits(log.width - 1, tail + 1)}}`);
    const fields = m.wire("tail", tail + 1, log.bits(tail, 0));
    return { r: encodePosit(m.scope("r"), { sign: a.sign, special, regime, tail: fields }, { n, rs }) };
  },
});
