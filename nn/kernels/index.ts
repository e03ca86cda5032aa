import type { DotModel, DotProduct } from "../../generators/contract/dot-model.js";
import type { Design } from "../../generators/design.js";
import { RequestError } from "../../tools/errors.js";
import type { Accumulator, MatrixKernel } from "./kernel.js";
import { multiplierTable } from "./multiplier-table.js";
import { modelKernel, type SummedModel } from "./model-kernel.js";

export { fastFloat32Kernel, float32Kernel } from "./float32.js";
export { accumulators, type Accumulator, type MatrixKernel } from "./kernel.js";

/**
 * The matrix product on a design's arithmetic.
 * @param options `acc`: how a multiplier's products are added up; by default in a quire for posits, exactly for integers,
 *   in binary32 for floats
 * @throws {RequestError} the design has none.
 */
export function kernelFor(design: Design, options: { readonly acc?: Accumulator } = {}): MatrixKernel {
  const found = design.operator.dot?.(design.parameters);
  const model = typeof found === "string" ? undefined : found;
  if (model?.sum !== undefined && options.acc !== undefined)
    throw new RequestError(
      `${design.spec} has an accumulator of its own; acc=${options.acc} is for multipliers`,
    );
  const kernel =
    model === undefined || model.product === "golden"
      ? multiplierTable(design, options.acc, typeof found === "string" ? found : model?.sum)
      : fastKernel(design, { ...model, product: model.product }, options.acc);
  if (typeof kernel === "string") throw new RequestError(`${design.spec} cannot run a network: ${kernel}`);
  return kernel;
}

/** The kernel of a model. Posits beyond float32 have none, but a table of products holds those of a few bits. */
function fastKernel(
  design: Design,
  model: DotModel & { readonly product: DotProduct },
  acc: Accumulator | undefined,
): MatrixKernel | string {
  const kernel = modelKernel(design, summed(design, model, acc));
  return typeof kernel === "string" && model.operands.kind === "posit"
    ? multiplierTable(design, acc, kernel)
    : kernel;
}

/** A model with its sum; a multiplier gets one. */
function summed(
  { spec }: Design,
  model: DotModel & { readonly product: DotProduct },
  acc: Accumulator | undefined,
): SummedModel {
  const { sum, operands } = model;
  if (sum !== undefined) return { ...model, sum };
  const usual = ({ posit: "quire", integer: "exact", bipolar: "exact", float: "binary32" } as const)[
    operands.kind
  ];
  const chosen = acc ?? usual;
  if (chosen === "quire" && operands.kind !== "posit")
    throw new RequestError(`${spec}: a quire is for posits; write acc=${usual} or leave it out`);
  if (chosen === "binary32") return { ...model, sum: { kind: "rounded", format: binary32 } };
  return { ...model, sum: { kind: "exact", bits: Infinity } };
}

const binary32 = { kind: "float", wE: 8, wF: 23, infinities: true, subnormals: true } as const;
