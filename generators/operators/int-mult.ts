import { z } from "zod";
import { exactProduct } from "../../golden/exact-product.js";
import { signed, unsigned, type Integer } from "../../golden/integer.js";
import {
  chooseArchitecture,
  idleInMultiplier,
  multiplierChoices,
  multiply,
} from "../blocks/multiply/index.js";
import { yesNo } from "../contract/parameter.js";
import { defineOperator, exactly, input, output } from "../contract/operator.js";
import { productGolden } from "./shared/approximate-ports.js";
import { integerWidth } from "./shared/parameters.js";

interface Widths {
  readonly n?: number | undefined;
  readonly nx?: number | undefined;
  readonly ny?: number | undefined;
}

/** Bits of x and of y, given as n or as nx and ny. */
const widthsOf = ({ n, nx, ny }: Widths): readonly [x: number, y: number] => [nx ?? n ?? 0, ny ?? n ?? 0];

const isOneWay = ({ n, nx, ny }: Widths): boolean =>
  n === undefined ? nx !== undefined && ny !== undefined : nx === undefined && ny === undefined;

/** The exact integer multiplier. Use it as the reference for the approximate ones. */
export const intMult = defineOperator({
  name: "IntMult",
  summary: "integer multiplier, exact: the reference for the approximate ones",
  source: "A. D. Booth 1951; L. Dadda, Some schemes for parallel multipliers, Alta Frequenza 34, 1965",
  examples: ["n=16", "n=8", "n=32 signed=true", "nx=7 ny=12 signed=true"],
  parameters: z
    .strictObject({
      n: integerWidth.optional().describe("bits of both operands"),
      nx: integerWidth.optional().describe("bits of x, where they differ"),
      ny: integerWidth.optional().describe("bits of y, where they differ"),
      signed: yesNo("operands and product are two's complement", "operands and product are unsigned").default(
        false,
      ),
    })
    .refine(isOneWay, { error: "the widths are given as n=16, or as nx=16 ny=8" }),
  ports: (p) => {
    const [nx, ny] = widthsOf(p);
    const integer = (width: number): Integer => (p.signed ? signed(width) : unsigned(width));
    return { x: input(integer(nx)), y: input(integer(ny)), r: output(integer(nx + ny)) };
  },
  computes: () => exactly("x·y"),
  golden: (p) => productGolden(exactProduct(...widthsOf(p), p.signed)),
  dot(p) {
    const [nx, ny] = widthsOf(p);
    if (nx !== ny) return "no kernel knows integers of two widths; those of up to 8 bits run by a table";
    return {
      operands: { kind: "integer", bits: nx, signed: p.signed },
      product: { kind: "exact" },
      roundsProduct: false,
    };
  },
  architecture: {
    choices: multiplierChoices,
    choose: (objective, p) => chooseArchitecture(objective, Math.max(...widthsOf(p)), p.signed),
    idle: (_, architecture) => idleInMultiplier(architecture),
  },
  build: (m, { x, y }, { signed, architecture }) => ({
    r: multiply(m, "product", x, y, { signed, architecture }),
  }),
});
