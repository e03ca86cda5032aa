import { z } from "zod";
import { alwaysShown } from "../contract/shown.js";
import { drum } from "../../golden/drum.js";
import { idleInMultiplier, multiplierChoices, multiply } from "../blocks/multiply/index.js";
import { segmentOperands } from "../blocks/logarithm/operands.js";
import { place } from "../blocks/logarithm/place/place.js";
import { bitsFor } from "../blocks/widths.js";
import { v } from "../hdl/index.js";
import { approximately, defineOperator } from "../contract/operator.js";
import type { Objective } from "../contract/architecture.js";
import { significandCases } from "./cases/significands.js";
import { exactGolden, exactRows, productGolden, productPorts } from "./shared/approximate-ports.js";
import { approximateWidth, signMode } from "./shared/parameters.js";
import { shiftersOf, shifterChoices, type ShifterArchitecture } from "./shared/shifters.js";

/** Widest operands, in bits, whose product is best shifted in two steps of four places. */
const narrow = 16;

/** As measured on 16 and 32 bits (`tapir synth --explore`, Nangate45, reference recipes). */
function shifters(objective: Objective, n: number): ShifterArchitecture {
  switch (objective) {
    case "area":
      return { leadingOne: n <= narrow ? "staged" : "chain", places: "eights" };
    case "balanced":
      return { leadingOne: "staged", places: n <= narrow ? "foursTwice" : "eights" };
    case "delay":
      return { leadingOne: "select", places: "foursTwice" };
  }
}

/**
 * DRUM-k: an exact k × k multiplier for the k bits from each operand's leading one.
 * Use it where errors must average out: its mean error is near zero. Its mean relative error is 1.5 % at k =
 * 6 and 0.37 % at k = 8. Products of operands below 2^k are exact.
 */
export const drumMult = defineOperator({
  name: "DrumMult",
  summary: "approximate multiplier (DRUM): unbiased, exact for small operands",
  source:
    "S. Hashemi, R. I. Bahar, S. Reda, DRUM: a dynamic range unbiased multiplier for approximate applications, ICCAD 2015",
  examples: ["n=16 k=6", "n=8 k=4 sign=c1", "n=32 k=6"],
  parameters: z
    .strictObject({
      n: approximateWidth,
      k: z
        .int()
        .min(3)
        .max(64)
        .default(6)
        .describe("bits kept of each operand, from its leading one")
        .meta(alwaysShown),
      sign: signMode,
    })
    .refine(({ n, k }) => k <= n, { path: ["k"], error: "k must not exceed n" }),
  ports: ({ n, sign }) => productPorts(n, sign),
  computes: () => approximately("x·y"),
  golden: ({ n, k, sign }) => productGolden(drum(n, k, sign)),
  exact: ({ n, sign }) => exactGolden(n, sign),
  exactFast: ({ n, sign }) => exactRows(n, sign),
  architecture: {
    choices: z.strictObject({ ...multiplierChoices.shape, ...shifterChoices.shape }),
    choose: (objective, { n }) => ({
      partialProducts: objective === "area" ? ("multiples" as const) : ("array" as const),
      tree: "dadda" as const,
      counters: objective === "delay" ? ("xor" as const) : ("halves" as const),
      adder: ({ area: "ripple", balanced: "brentKung", delay: "sklansky" } as const)[objective],
      ...shifters(objective, n),
    }),
    idle: (_, architecture) => idleInMultiplier(architecture),
  },
  build(m, { x, y }, { n, k, sign, architecture }) {
    const { normaliser, steps } = shiftersOf(architecture);
    const magnitude = sign === "c1" ? n - 1 : n;
    const width = Math.min(k, magnitude);
    const operands = segmentOperands(m, x, y, { sign, width, padding: 0, setLast: true, normaliser });

    const { x: a, y: b, negative } = operands;
    const options = { signed: false, architecture, arrivals: a.arrivals };
    const product = multiply(m, "product", a.bits, b.bits, options);

    m.section("The product goes back to where its operands came from");
    const most = 2 * (magnitude - width);
    const amount = m.wire("amount", bitsFor(most), v`${a.shift} + ${b.shift}`);
    return {
      r: place(m, product, amount, { width: 2 * n, drop: 0, most, valid: null, negative, sign, steps }),
    };
  },
  cases: ({ n, k }) => significandCases(n, k),
});
