import { regimeCap, type PositLayout } from "../../blocks/posit/layout.js";
import type { DotModel } from "../../contract/dot-model.js";

/** What kernels are made of for products of posits; undefined where regimes are capped: kernels know no cap. */
export const positDot = (
  { n, es, rs }: PositLayout,
  model: Omit<DotModel, "operands">,
): DotModel | undefined =>
  regimeCap(n, rs) === null ? { operands: { kind: "posit", n, es }, ...model } : undefined;
