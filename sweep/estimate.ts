import type { Design } from "../generators/design.js";
import { macsOfNetwork } from "../nn/network/macs.js";
import { usualExhaustiveBits } from "../sim/vectors/vectors.js";
import type { Job } from "./jobs.js";

/** Vectors that the search for a large datapath ends with, about. */
const usualVectors = 60_000;

/** Products a second that inference makes on one core, about; a few designs take ten times as long. */
const macsPerSecond = 3e8;

/**
 * About how many seconds a measurement takes on one idle core: 6 s to verify `IntMult n=16`, 3 s to synthesise it, 70 s to verify
 * `IntMult n=10`, of which every pair of operands is tried. Work is
 * divided by the ratios of these figures, which are the same on every machine.
 */
export function estimatedSeconds({
  measure,
  design,
  conditions,
}: Pick<Job, "measure" | "design" | "conditions">): number {
  const bits = inputBits(design);
  // A multiplier's cells grow with the square of its operands' widths.
  const cells = bits ** 2;
  const netlist = (1.5 + cells / 1000) * (conditions.recipe === "best" ? 5 : 1);
  if (measure.name === "verify") {
    // A small design gets every word, which makes a million vectors of 20 bits.
    const isExhaustive = design.machine === null && bits <= usualExhaustiveBits;
    const vectors = isExhaustive ? 2 ** bits : (conditions.vectors ?? usualVectors);
    return 0.5 + vectors / 15_000 + cells / 1000;
  }
  if (measure.name === "accuracy") {
    const { task } = conditions.inference ?? {};
    return 1 + (task === undefined ? 0 : (task.images.count * macsOfNetwork(task.network)) / macsPerSecond);
  }
  if (measure.name === "error") return 0.3 + conditions.samples / 200_000;
  return measure.name === "power" ? netlist + 2 : netlist;
}

const inputBits = ({ ports }: Design): number =>
  Object.values(ports)
    .filter(({ direction }) => direction === "input")
    .reduce((sum, { format }) => sum + format.width, 0);

/** What is the same for designs that share vectors: they differ only in how the datapath is made. */
export const vectorGroup = ({ operator, parameters, pipeline }: Design): string =>
  JSON.stringify([operator.name, parameters, pipeline]);
