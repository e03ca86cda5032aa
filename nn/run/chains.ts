import type { Finish } from "../kernels/kernel.js";
import { uses } from "../network/fuse.js";
import type { Network, Scale, Step } from "../network/steps.js";
import type { Arithmetic } from "./arithmetic.js";

/** Steps behind a product that may be computed of each of its results at once. */
export interface Chain {
  readonly finish: Finish;
  /** How many steps that is, the product's own among them. */
  readonly steps: number;
  /** The value that the last of them makes. */
  readonly target: number;
}

/** A step, and the arithmetic that it is run on; null: float32. */
interface StepOnArithmetic {
  readonly step: Step;
  readonly arithmetic: Arithmetic | null;
}

/** Of the products of a network that are computed by tiles, by their index. */
export function chainsOf(network: Network, steps: readonly StepOnArithmetic[]): ReadonlyMap<number, Chain> {
  const chains = new Map<number, Chain>();
  for (const [at, { arithmetic }] of steps.entries()) {
    const chain = arithmetic?.kernel.tiledConvolution === undefined ? undefined : chainAt(network, steps, at);
    if (chain !== undefined) chains.set(at, chain);
  }
  return chains;
}

/** BatchNormalization, ReLU, or both in this order, in float32, right behind a product whose result nothing else reads. */
function chainAt(network: Network, steps: readonly StepOnArithmetic[], at: number): Chain | undefined {
  let [end, target] = [at + 1, steps[at]?.step.target ?? -1];
  const next = (kind: "scale" | "relu"): Step | undefined => {
    const follower = steps[end];
    if (follower?.arithmetic !== null || follower.step.kind !== kind) return undefined;
    const { step } = follower;
    if (step.sources[0] !== target || uses(network, target) !== 1) return undefined;
    [end, target] = [end + 1, step.target];
    return step;
  };
  const scale = next("scale") as Scale | undefined;
  const isRelu = next("relu") !== undefined;
  if (end === at + 1) return undefined;
  const finish = {
    ...(scale && {
      scale: { factors: Float32Array.from(scale.scale), summands: Float32Array.from(scale.shift) },
    }),
    isRelu,
  };
  return { finish, steps: end - at, target };
}
