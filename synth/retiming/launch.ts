import type { Net } from "../../circuit/netlist.js";
import { outputsOf } from "../../liberty/cells.js";
import type { Library } from "../../liberty/library.js";
import type { GateDelays } from "../sta/gate-delays.js";
import type { Gates } from "./gates.js";

/** A register's clock-to-output delay in ns, by the load that it drives. */
export type Launch = (load_fF: number) => number;

/** An estimate for the first round, before there are registers to measure: in FO4, as usual of small loads. */
export const usualLaunch =
  ({ fo4_ns = 0 }: Library): Launch =>
  () =>
    3.5 * fo4_ns;

/** A straight line fitted to the clock-to-output delays of a netlist's registers. */
export function measuredLaunch(registered: Gates, delays: GateDelays, library: Library): Launch {
  const points = registered.gates.flatMap(({ instance }) => {
    const cell = library.cells.get(instance.type);
    if (cell?.flipFlop === undefined) return [];
    return outputsOf(cell).flatMap(({ name }) => {
      const net: Net | null = instance.pins.get(name) ?? null;
      const times = delays
        .get(`${instance.name}/${name}`)
        ?.flatMap((arc) => arc.delays.map(({ max_ns }) => max_ns));
      return net === null || !times?.length
        ? []
        : [{ load: registered.load_fF.get(net) ?? 0, ns: Math.max(...times) }];
    });
  });
  return line(points);
}

/** Least squares. The slope is at least 0: more load never makes a register faster. */
function line(points: readonly { readonly load: number; readonly ns: number }[]): Launch {
  const mean = (of: (point: (typeof points)[number]) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [load, ns] = [mean((point) => point.load), mean((point) => point.ns)];
  const spread = mean((point) => (point.load - load) ** 2);
  const slope = spread > 0 ? Math.max(0, mean((p) => (p.load - load) * (p.ns - ns)) / spread) : 0;
  return (at) => ns + slope * (at - load);
}
