import { settlesAt, type GateDelays } from "../../generators/hdl/bits/delay.js";
import type { expand } from "../../generators/hdl/bits/expand.js";

/** A circuit and its measured delay, in FO4. */
export interface Sample {
  readonly circuit: ReturnType<typeof expand>;
  readonly measured: number;
}

/**
 * The gate delays with the least sum of squared log ratios between estimates and measurements, found by coordinate
 * descent.
 */
export function fit(samples: readonly Sample[], start: GateDelays): GateDelays {
  const loss = (delays: GateDelays): number =>
    samples.reduce(
      (sum, { circuit, measured }) =>
        sum + Math.log(settlesAt(circuit.network, circuit.ends, delays) / measured) ** 2,
      0,
    );
  let [best, least] = [start, loss(start)];
  for (let step = 0.3; step > 0.003;) {
    const [before] = [least];
    for (const key of Object.keys(start) as (keyof GateDelays)[])
      for (const factor of [1 + step, 1 / (1 + step)]) {
        const tried = { ...best, [key]: best[key] * factor };
        const found = loss(tried);
        if (found < least) [best, least] = [tried, found];
      }
    if (least > before - 1e-6) step /= 2;
  }
  return best;
}
