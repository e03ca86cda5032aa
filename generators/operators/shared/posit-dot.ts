import { regimeCap, type PositLayout } from "../../blocks/posit/layout.js";
import type { DotModel } from "../../contract/dot-model.js";

/** What kernels are made of for products of posits; none where regimes are capped. */
export const positDot = ({ n, es, rs }: PositLayout, model: Omit<DotModel, "operands">): DotModel | string =>
  regimeCap(n, rs) === null
    ? { operands: { kind: "posit", n, es }, ...model }
    : "no kernel knows posits whose regimes are capped (rs); products of up to 8 bits run by a table, of a multiplier";
