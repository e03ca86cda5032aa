import type { DotFormat, DotModel } from "../../generators/contract/dot-model.js";
import type { MatrixKernel } from "./kernel.js";
import { positMacKernel, quireKernel } from "./posit-kernels.js";
import { positObstacle } from "./schemes/posit-format.js";

/** The kernel of a model, or why there is none. */
export function modelKernel(model: Required<DotModel>): MatrixKernel | string {
  const { operands } = model;
  switch (operands.kind) {
    case "posit":
      return positObstacle(operands) ?? positKernel(model, operands);
    case "integer":
    case "float":
      return "there is no kernel of its kind yet";
  }
}

function positKernel(
  { product, roundsProduct, sum }: Required<DotModel>,
  format: DotFormat & { readonly kind: "posit" },
): MatrixKernel | string {
  if (sum.kind === "exact") return quireKernel(format, product.kind, { roundsProduct, width: sum.bits });
  const { n, es } = format;
  if (sum.format.kind === "posit" && sum.format.n === n && sum.format.es === es)
    return positMacKernel(format, product.kind, roundsProduct);
  return "there is no kernel of its kind yet";
}
