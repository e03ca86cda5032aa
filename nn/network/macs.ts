import type { Network, Step } from "./steps.js";

/** Products in an image, padded positions included; no bias, pooling, batch norm or residual sum. */
export const macsOf = (step: Step): number =>
  step.kind === "product" ? step.groups * step.rows * step.depth * step.positions : 0;

export const macsOfNetwork = ({ steps }: Network): number =>
  steps.reduce((sum, step) => sum + macsOf(step), 0);
