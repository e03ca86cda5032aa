import type { Network, Step } from "./steps.js";

/** Products in an image, padded positions included; no bias, pooling, batch norm or residual sum. */
export const macsOf = (step: Step): number =>
  step.kind === "product" ? step.groups * step.rows * step.depth * step.positions : 0;

export const macsOfNetwork = ({ steps }: Network): number =>
  steps.reduce((sum, step) => sum + macsOf(step), 0);

/** Operations in an image, of a unit that adds up so many products in each: a sum's last one may have fewer. */
export const operationsOfNetwork = ({ steps }: Network, lanes: number): number =>
  steps.reduce(
    (sum, step) =>
      step.kind === "product"
        ? sum + step.groups * step.rows * step.positions * Math.ceil(step.depth / lanes)
        : sum,
    0,
  );
