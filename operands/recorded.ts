import type { Design } from "../generators/design.js";
import { fillingControls } from "../generators/pipeline/protocol.js";
import type { Bits } from "../golden/format.js";
import { RequestError } from "../tools/errors.js";
import { factorPorts, isPacked, type FactorPorts } from "./factor-ports.js";
import { layoutOf } from "./word.js";

/** The factors of a sum of products, as patterns, in the order in which they are multiplied. */
export interface RecordedSum {
  readonly x: readonly bigint[];
  /** As many. */
  readonly y: readonly bigint[];
}

/** Sums as a design is run on them. */
export interface Replay {
  /** Inputs by name. Of a design with a clock: successive cycles, the first a reset. */
  readonly cycles: readonly Bits[];
  /** Of each sum: after which cycles r has results of it. Those of all steps from a multiplier, else the last one. */
  readonly results: readonly (readonly number[])[];
}

/**
 * Sums as inputs of a design. A MAC unit's register is cleared with the first factors of each sum; an addend is the golden
 * model's sum so far.
 *
 *     rst │ x0 y0 clear │ x1 y1 │ … │ x0 y0 clear │ …        with a clock
 * @throws {RequestError} the design takes no factors, or several at a time where a sum's number of them is no multiple
 */
export function replayOf(design: Design, sums: readonly RecordedSum[]): Replay {
  const ports = factorPorts(design);
  const cycles: Bits[] = design.machine === null ? [] : [idle(design)];
  const results = sums.map((sum) => {
    const own = stepsOf(design, ports, sum).map((step) => cycles.push(step) - 1 + waits(design));
    return ports.sum === "none" ? own : own.slice(-1);
  });
  for (let cycle = 0; cycle < waits(design); cycle++) cycles.push(cycles.at(-1) ?? {});
  return { cycles, results };
}

/** Cycles between the one that takes operands and the one after which r has their result. */
const waits = ({ latency }: Design): number => Math.max(0, latency - 1);

const idle = ({ ports }: Design): Bits => ({
  ...Object.fromEntries(Object.keys(ports).map((name) => [name, 0n])),
  ...fillingControls(0),
});

/** Inputs words of a replay, ports alone. */
export function replayWords({ ports }: Design, { cycles }: Replay): bigint[] {
  const layout = layoutOf(ports, "input");
  return cycles.map((bits) => layout.pack(bits));
}

/** What the golden model gives for each sum, as patterns of r: the product of each step of a multiplier, else the sum. */
export function goldenResults(design: Design, { cycles, results }: Replay): bigint[][] {
  const model = design.machine?.() ?? ((bits: Bits) => design.golden(bits));
  const outputs = cycles.map((bits) => model(bits).r ?? 0n);
  return results.map((indices) => indices.map((index) => outputs[index] ?? 0n));
}

const taken = { ...fillingControls(1), en: 1n };

function stepsOf({ spec, core }: Design, { names, sum }: FactorPorts, { x, y }: RecordedSum): Bits[] {
  const [nameX, nameY] = names;
  const [ofX, ofY] = [lanesOf(spec, core, nameX, x), lanesOf(spec, core, nameY, y)];
  let addend = 0n;
  return ofX.map((pattern, step) => {
    const bits = {
      ...taken,
      clear: step === 0 ? 1n : 0n,
      [nameX]: pattern,
      [nameY]: ofY[step] ?? 0n,
      a: addend,
    };
    if (sum === "addend") addend = core.golden(bits).r ?? 0n;
    return bits;
  });
}

/** A port's patterns, step by step; lanes that are left over in the last one are 0. */
function lanesOf(spec: string, core: Design, port: string, patterns: readonly bigint[]): bigint[] {
  const format = core.ports[port]?.format;
  if (format === undefined || !isPacked(format)) return [...patterns];
  const { lanes, element } = format;
  const steps = Math.ceil(patterns.length / lanes);
  if (patterns.length % lanes !== 0 && element.number?.(0n) !== 0)
    throw new RequestError(
      `${spec} takes ${lanes} factors at a time, none of which can be 0; sums of ${patterns.length} are no multiple of ${lanes}`,
    );
  return Array.from({ length: steps }, (_, step) =>
    format.join(patterns.slice(step * lanes, (step + 1) * lanes)),
  );
}
