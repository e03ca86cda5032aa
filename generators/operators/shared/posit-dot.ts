import type { PositLayout } from "../../blocks/posit/layout.js";
import type { DotModel } from "../../contract/dot-model.js";

/** What kernels are made of for products of posits. */
export const positDot = ({ n, es, rs }: PositLayout, model: Omit<DotModel, "operands">): DotModel => ({
  operands: { kind: "posit", n, es, rs },
  ...model,
});
