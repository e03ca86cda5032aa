import type { Arc, GateDelays } from "../sta/gate-delays.js";

/**
 * The delay from a driver's inputs to its net's loads, in ns, by driver. A driver is a pin of an instance, `_12_/Y`, or
 * a bit of an input port, `x[3]`.
 */
export type DriverDelays = ReadonlyMap<string, number>;

/** For each driver: the mean of its cell's timing arcs, over both edges, plus the mean of the wires that it drives. */
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
 * The mean over both output edges. Each edge counts the mean of its delays for the steepest and the flattest slew.
 * An XOR's arc has two delays to each edge. The last one counts, as in the SDF that OpenSTA writes.
 */
function meanOf({ delays }: Arc): number {
  const byEnd = new Map(delays.map(({ end, min_ns, max_ns }) => [end, (min_ns + max_ns) / 2]));
  return mean([...byEnd.values()]);
}

const mean = (values: readonly number[] = []): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
