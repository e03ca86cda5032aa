import type { Random } from "../../operands/random.js";
import type { Network } from "../network/steps.js";

/**
 * A network with fresh weights: uniform, of variance 2 / operands of a sum; biases 0, factors of batch norm 1. In order
 * of the layers, so that a seed says all.
 * Source: K. He et al., "Delving deep into rectifiers", ICCV 2015.
 */
export function initialised(network: Network, random: Random): Network {
  return {
    ...network,
    steps: network.steps.map((step) => {
      if (step.kind === "scale") {
        const { start, ...norm } = step;
        return start === undefined ? step : norm;
      }
      if (step.kind !== "product") return step;
      const most = Math.sqrt(6 / step.depth);
      const weights = Float32Array.from(step.weights, () => (random.word() / 2 ** 31 - 1) * most);
      return { ...step, weights, ...(step.bias && { bias: new Float32Array(step.bias.length) }) };
    }),
  };
}
