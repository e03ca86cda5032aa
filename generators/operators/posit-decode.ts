import type { Bits } from "../../golden/format.js";
import { signed, unsigned } from "../../golden/integer.js";
import { partsOf } from "../../golden/posit-parts.js";
import { posit, type Posit } from "../../golden/posit.js";
import {
  decodeArchitecture,
  decodePosit,
  positWidths,
  scaleOf,
  type DecodeArchitecture,
} from "../blocks/posit/decode.js";
import type { PositLayout } from "../blocks/posit/layout.js";
import { v } from "../hdl/index.js";
import { defineOperator, exactly, input, output } from "../contract/operator.js";
import { positFormat } from "./shared/posit-ports.js";

/** Bits of the ports `scale` and `fraction`; a port has at least one. */
function portWidths(format: PositLayout) {
  const { es, run, fraction } = positWidths(format);
  return { scale: run + 1 + es, fraction: Math.max(1, fraction) };
}

export const positDecode = defineOperator({
  name: "PositDecode",
  summary: "takes a posit apart: x = (sign ? -2 + fraction : 1 + fraction) * 2^scale",
  source: "Standard for Posit Arithmetic (2022), §3.3",
  examples: ["n=16 es=2", "n=8 es=0", "n=32 es=2"],
  parameters: positFormat,
  ports: ({ n, es, rs }) => ({
    x: input(posit(n, es, rs)),
    sign: output(unsigned(1)),
    zero: output(unsigned(1)),
    nar: output(unsigned(1)),
    scale: output(signed(portWidths({ n, es, rs }).scale)),
    fraction: output(unsigned(portWidths({ n, es, rs }).fraction)),
  }),
  computes: () => exactly("sign, scale and fraction of x"),
  golden: ({ n, es, rs }) => {
    const widths = portWidths({ n, es, rs });
    return ({ x }) => expected(posit(n, es, rs), widths, x);
  },
  architecture: {
    ...decodeArchitecture,
    // Alone, with nothing behind it to be shared, a decoder that is to be small is smallest in blocks.
    choose: (objective, p): DecodeArchitecture =>
      objective === "area" && p.n > 10 && p.rs === undefined
        ? { regime: "blocks" }
        : decodeArchitecture.choose(objective, p),
  },
  build(m, { x }, { n, es, rs, architecture }) {
    const a = decodePosit(m.scope("x"), x, { es, rs }, architecture);
    const { fraction, tail } = a.widths;

    m.section(
      "The raw exponent of a negative posit is inverted, its fraction is not; those of 0 and NaR are 0",
    );
    const finite = m.wire("finite", 1, v`~${a.special}`);
    const whole = scaleOf(m.scope("x"), a, tail, m.wire("upright", 1, v`1'b0`));
    const exponent = whole.bits(whole.width - 1, tail - es);
    const scale = v`((${exponent}) ^ {${exponent.width}{${a.sign}}}) & {${exponent.width}{${finite}}}`;
    const { fraction: portWidth } = portWidths({ n, es, rs });
    const padding = v`{${portWidth - fraction}{1'b0}}`;
    return {
      sign: a.sign,
      zero: v`${a.special} & ~${a.sign}`,
      nar: v`${a.special} & ${a.sign}`,
      scale,
      fraction: v`{${whole.bits(fraction - 1, 0)}, ${padding}} & {${portWidth}{${finite}}}`,
    };
  },
});

/** Zero and NaR have scale and fraction 0; their sign is the first bit of the pattern, 1 for NaR. */
function expected(format: Posit, widths: ReturnType<typeof portWidths>, x: bigint): Bits {
  const nar = format.isNaR(x);
  const special = { zero: BigInt(x === 0n), nar: BigInt(nar) };
  if (nar || x === 0n) return { ...special, sign: special.nar, scale: 0n, fraction: 0n };
  const parts = partsOf(format.value(x));
  return {
    ...special,
    sign: BigInt(parts.negative),
    scale: BigInt.asUintN(widths.scale, BigInt(parts.scale)),
    fraction: parts.fraction.scaled(widths.fraction).floor(),
  };
}
