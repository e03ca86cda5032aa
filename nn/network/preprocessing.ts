import type { Network, Step } from "./steps.js";

/** The steps before any Conv, Gemm or MatMul: they prepare the image, in float32. */
export function preprocessing({ steps }: Network): ReadonlySet<Step> {
  const computed = new Set<number>();
  const before = new Set<Step>();
  for (const step of steps)
    if (step.kind === "product" || step.sources.some((source) => computed.has(source)))
      computed.add(step.target);
    else before.add(step);
  return before;
}
