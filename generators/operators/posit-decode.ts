import type { Bits } from "../../golden/format.js";
import { signed, unsigned } from "../../golden/integer.js";
import { partsOf } from "../../golden/posit-parts.js";
import { posit, type Posit } from "../../golden/posit.js";
import {
  decodeArchitecture,
  decodePosit,
  positWidths,
  scaleOf,
  type DecodedPosit,
} from "../blocks/posit/decode.js";
import type { PositLayout } from "../blocks/posit/layout.js";
import { v, type Module, type Signal } from "../hdl/index.js";
import { oneOf } from "../contract/parameter.js";
import { defineOperator, exactly, input, output } from "../contract/operator.js";
import { positFormat } from "./shared/posit-ports.js";

/** Bits of the ports `scale` and `fraction`; a port has at least one. */
function portWidths(format: PositLayout) {
  const { es, run, fraction } = positWidths(format);
  return { scale: run + 1 + es, fraction: Math.max(1, fraction) };
}

const parameters = positFormat.extend({
  specials: oneOf("0 and NaR have", {
    masked: "a flag each, and fields of 0",
    flagged: "one flag, and fields of the lowest scale that there is, for NaR of the highest",
  }).default("masked"),
});

/**
 * With `specials=flagged` 0 reads as 2^s and NaR as −2^(−s), where s is the lowest scale of the format's widths, or with a cap
 * −rs·2^es. Nothing is masked, and whoever uses the fields looks at the flag.
 */
export const positDecode = defineOperator({
  name: "PositDecode",
  summary: "takes a posit apart: x = (sign ? -2 + fraction : 1 + fraction) * 2^scale",
  source: "Standard for Posit Arithmetic (2022), §3.3",
  examples: ["n=16 es=2", "n=8 es=0", "n=32 es=2", "n=16 es=2 specials=flagged"],
  parameters,
  ports: ({ n, es, rs, specials }) => ({
    x: input(posit(n, es, rs)),
    sign: output(unsigned(1)),
    ...(specials === "masked"
      ? { zero: output(unsigned(1)), nar: output(unsigned(1)) }
      : { special: output(unsigned(1)) }),
    scale: output(signed(portWidths({ n, es, rs }).scale)),
    fraction: output(unsigned(portWidths({ n, es, rs }).fraction)),
  }),
  computes: () => exactly("sign, scale and fraction of x"),
  golden: ({ n, es, rs, specials }) => {
    const [format, widths] = [posit(n, es, rs), portWidths({ n, es, rs })];
    return ({ x }) => (specials === "masked" ? masked : flagged)(format, widths, x);
  },
  architecture: decodeArchitecture,
  build(m, { x }, { n, es, rs, specials, architecture }) {
    const a = decodePosit(m.scope("x"), x, { es, rs }, architecture);
    const isMasked = specials === "masked";
    m.section(
      `The raw exponent of a negative posit is inverted, its fraction is not${isMasked ? "; those of 0 and NaR are 0" : ""}`,
    );
    const run = isMasked ? a.run : lowestRun(m, a, architecture.regime);
    const scale = scaleOf(m.scope("x"), { ...a, run }, es, a.sign);
    const missing = portWidths({ n, es, rs }).fraction - a.fraction.width;
    const fraction = v`{${a.fraction}, {${missing}{1'b0}}}`;
    if (!isMasked) return { sign: a.sign, special: a.special, scale: scale.all, fraction };
    const finite = m.wire("finite", 1, v`~${a.special}`);
    return {
      sign: a.sign,
      zero: v`${a.special} & ~${a.sign}`,
      nar: v`${a.special} & ${a.sign}`,
      scale: v`${scale} & {${scale.width}{${finite}}}`,
      fraction: v`${fraction} & {${missing + a.fraction.width}{${finite}}}`,
    };
  },
});

/** The run with all ones for 0 and NaR: a chain counts so by itself, the others n − 2. With a cap 0 has the run of minpos. */
function lowestRun(m: Module, { run, special, widths }: DecodedPosit, regime: string): Signal {
  if (widths.cap !== null || regime === "chain" || regime === "raw") return run;
  const { width } = run;
  const others = (2 ** width - 1) ^ (widths.n - 2);
  return m.wire("lowest_run", width, v`${run} | ({${width}{${special}}} & ${width}'d${others})`);
}

type Widths = ReturnType<typeof portWidths>;

/** Zero and NaR have scale and fraction 0; their sign is the first bit of the pattern, 1 for NaR. */
function masked(format: Posit, widths: Widths, x: bigint): Bits {
  const nar = format.isNaR(x);
  const special = { zero: BigInt(x === 0n), nar: BigInt(nar) };
  if (nar || x === 0n) return { ...special, sign: special.nar, scale: 0n, fraction: 0n };
  return { ...special, ...finite(format, widths, x) };
}

/** Zero has the lowest scale and NaR the highest, the lowest one's complement. */
function flagged(format: Posit, widths: Widths, x: bigint): Bits {
  const nar = format.isNaR(x);
  if (!nar && x !== 0n) return { special: 0n, ...finite(format, widths, x) };
  const lowest = format.rs === Infinity ? -(2 ** (widths.scale - 1)) : -format.rs * 2 ** format.es;
  const scale = BigInt.asUintN(widths.scale, BigInt(nar ? -1 - lowest : lowest));
  return { special: 1n, sign: BigInt(nar), scale, fraction: 0n };
}

function finite(format: Posit, widths: Widths, x: bigint): Bits {
  const parts = partsOf(format.value(x));
  return {
    sign: BigInt(parts.negative),
    scale: BigInt.asUintN(widths.scale, BigInt(parts.scale)),
    fraction: parts.fraction.scaled(widths.fraction).floor(),
  };
}
