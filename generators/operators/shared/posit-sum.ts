import { z } from "zod";
import { posit } from "../../../golden/posit.js";
import type { Architectures, Objective } from "../../contract/architecture.js";
import type { TooFar } from "../../blocks/align.js";
import { addTerms } from "../../blocks/posit/add/add.js";
import { chooseSum, sumChoices } from "../../blocks/posit/add/choices.js";
import { sumToPosit } from "../../blocks/posit/add/round.js";
import {
  addedDecodeArchitecture,
  decodeChoices,
  decodePosit,
  type DecodedPosit,
} from "../../blocks/posit/decode.js";
import { encodeArchitecture, encodeChoices, encodePosit } from "../../blocks/posit/encode.js";
import { regimeCap, type PositLayout } from "../../blocks/posit/layout.js";
import { isNar, positTerm, zeroWorth, type PositTerm } from "../../blocks/posit/term.js";
import { v, type Module, type Signal } from "../../hdl/index.js";
import { positSumCases } from "../cases/posit-sum.js";
import { positFormat, twoPosits } from "./posit-ports.js";

type Operands = Readonly<Record<"x" | "y", Signal>>;

const choices = z.strictObject({ ...decodeChoices.shape, ...sumChoices.shape, ...encodeChoices.shape });

/** What measured best where regimes are not capped; the other choices are those of decoder, sum and encoder. */
function chooseUncapped(
  objective: Objective,
  { n, es }: PositLayout,
  wideTooFar: TooFar,
): Partial<z.output<typeof choices>> {
  const leadingOne = n <= 10 ? { leadingOne: "select" as const } : {};
  if (objective === "balanced")
    return {
      ...leadingOne,
      encoderShift: "narrowest",
      ...(n >= 32 && es >= 2 && { tooFar: wideTooFar }),
    };
  return objective === "delay" && n <= 10 ? { ...leadingOne, encoderShift: "widest" } : {};
}

const architectureOf = (wideTooFar: TooFar): Architectures<PositLayout, typeof choices> => ({
  choices,
  choose: (objective, { n, es, rs }) => {
    const { regime } = addedDecodeArchitecture.choose(objective, { n, rs });
    return {
      regime,
      ...chooseSum(objective, n),
      // a sum's run and a regime's are found alike
      ...(objective === "balanced" && regime === "blocks" && { leadingOne: "blocks" as const }),
      ...encodeArchitecture.choose(objective, { n, rs }),
      ...(regimeCap(n, rs) === null && chooseUncapped(objective, { n, es }, wideTooFar)),
    };
  },
  idle: (p, architecture) => encodeArchitecture.idle?.(p, architecture) ?? [],
});

/**
 * The common parts of adder and subtractor, which differ in the term made of y.
 * @param wideTooFar what measured best for a small product of area and delay where posits are wide
 */
export const positSum = (termOfY: (m: Module, y: DecodedPosit) => PositTerm, wideTooFar: TooFar) => ({
  source: "Standard for Posit Arithmetic (2022), §4.1 and §5",
  examples: ["n=16 es=2", "n=8 es=0", "n=32 es=2"] as const,
  parameters: positFormat,
  ports: twoPosits,
  architecture: architectureOf(wideTooFar),
  build(
    m: Module,
    { x, y }: Operands,
    { n, es, rs, architecture }: PositLayout & { architecture: z.output<typeof choices> },
  ) {
    const a = decodePosit(m.scope("x"), x, { es, rs }, architecture);
    const b = decodePosit(m.scope("y"), y, { es, rs }, architecture);

    m.section("Signed significands, -2+f or 1+f, and the exponents that go with them");
    const termX = positTerm(m.scope("x"), a);
    const termY = termOfY(m.scope("y"), b);
    const sum = addTerms(m, termX, termY, {
      zero: zeroWorth(a.widths, architecture.regime),
      architecture,
    });
    const nar = m.wire("nar", 1, v`(${isNar(a)}) | (${isNar(b)})`);
    return { r: encodePosit(m.scope("r"), sumToPosit(m, sum, nar, es), { n, rs }, architecture) };
  },
  cases: ({ n, es, rs }: PositLayout) => positSumCases(posit(n, es, rs)),
});
