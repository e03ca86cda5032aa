import { parseDesign } from "../generators/request.js";
import { loadLibraries } from "../liberty/load.js";
import { gateCells, otherGates } from "../search/cells.js";
import { runChain } from "../search/engine/chain.js";
import { largestResult } from "../search/engine/shape.js";
import { mapGates } from "../search/map-netlist.js";
import { shapeOf } from "../search/starts.js";
import type { Speed } from "./speed.js";

/** Starts of a search as in docs/search.md, each with limits on MRED and NMED as shares: small errors, and large ones. */
const searches = [
  { start: "IntMult n=8", mred: 0.005, nmed: 0.0005 },
  { start: "OrMult n=8 t=5", mred: 0.0051, nmed: 0.00057 },
  { start: "OrMult n=8 t=6 tree=wallace counters=halves adder=ripple", mred: 0.019, nmed: 0.00065 },
  { start: "OrMult n=8 t=8", mred: 0.042, nmed: 0.0043 },
  { start: "OrMult n=8 t=10", mred: 0.2, nmed: 0.05 },
  { start: "IntMult n=8 signed=true", mred: 0.005, nmed: 0.0005 },
  { start: "OrMult n=8 t=6 signed=true tree=wallace adder=ripple", mred: 0.0893, nmed: 0.00618 },
];

/** So many candidates are enough for a chain to be well under way. */
const evaluations = 300_000;

/** Candidates of 8 × 8 bits that a chain of a search judges on every pair of operands, a second of processor time. */
export async function candidates(): Promise<Speed[]> {
  const [library] = await loadLibraries([[]]);
  if (library === undefined) throw new RangeError("no library");
  const cells = gateCells(library);
  const [ofGates = library] = await loadLibraries([[]], otherGates(library, cells));
  const mapping = { library: ofGates, cells, timeLimit: 600, maxDelay: Infinity };
  const speeds: Speed[] = [];
  for (const { start, mred, nmed } of searches) {
    const design = parseDesign(`${start} objective=area`);
    const shape = shapeOf([design]);
    const { list } = await mapGates(design.verilog(), design.moduleName, mapping);
    const before = process.cpuUsage();
    runChain({
      shape,
      limits: { mred, med: nmed * largestResult(shape), wce: Infinity, bias: Infinity },
      operands: undefined,
      latest: Infinity,
      areas: Array.from(cells.areas, (area) => (area === Infinity ? null : area)),
      ...{ seed: 1, start: list, evaluations },
      ...{ price: [0.12, 0.03], fine: 5, temperature: [0.006, 0.0003] },
    });
    const { user, system } = process.cpuUsage(before);
    speeds.push({
      kind: "candidates of a search",
      what: `8 × 8 bits, from ${start}`,
      per_second: (evaluations / (user + system)) * 1e6,
    });
  }
  return speeds;
}
