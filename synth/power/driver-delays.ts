import type { Arc, GateDelays } from "../sta/gate-delays.js";

/**
 * How long a net takes to follow the inputs of its driver, in ns, by that driver: `_12_/Y`, a pin of an instance, or
 * `x[3]`, a bit of an input port.
 */
export type DriverDelays = ReadonlyMap<string, number>;

/** The mean of the arcs through each driver, rising and falling, and to it the mean of the wires that it drives. */
export function driverDelays(delays: GateDelays): DriverDelays {
  const [through, wires] = [new Map<string, number[]>(), new Map<string, number[]>()];
  for (const [pin, arcs] of delays)
    for (const arc of arcs) {
      const [lists, driver] = arc.isWire ? [wires, arc.from] : [through, pin];
      const list = lists.get(driver);
      if (list === undefined) lists.set(driver, [meanOf(arc)]);
      else list.push(meanOf(arc));
    }
  const drivers = new Set([...through.keys(), ...wires.keys()]);
  return new Map([...drivers].map((driver) => [driver, mean(through.get(driver)) + mean(wires.get(driver))]));
}

/**
 * The mean of both edges, each after the mean of the slopes that may arrive. An XOR's arc has two delays to each edge:
 * the last one counts, as in the SDF that OpenSTA writes.
 */
function meanOf({ delays }: Arc): number {
  const byEnd = new Map(delays.map(({ end, min_ns, max_ns }) => [end, (min_ns + max_ns) / 2]));
  return mean([...byEnd.values()]);
}

const mean = (values: readonly number[] = []): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
