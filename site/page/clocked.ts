import type { Design } from "../../generators/design.js";
import { latencyOf } from "../../generators/pipeline/pipeline.js";
import { pipelineMachine } from "../../generators/pipeline/protocol.js";
import type { Bits, NumberFormat } from "../../golden/format.js";

/** A port or register over one clock cycle; null: unknown, or don't-care. */
export interface Value {
  readonly name: string;
  readonly format: NumberFormat;
  readonly bits: bigint | null;
}

/** One clock cycle: what was at the inputs, and what registers and outputs hold after its edge. */
export interface Cycle {
  readonly operands: readonly Value[];
  readonly controls: readonly Value[];
  /** Whether a pipeline has taken the operands; null for other designs. */
  readonly isTaken: boolean | null;
  /** For each rank of a pipeline's registers, in which cycle its operands came, counted from 1; null for none. */
  readonly ranks: readonly (number | null)[];
  readonly outputs: readonly Value[];
}

/** More would make long addresses. */
export const mostCycles = 64;

const portsOf = (design: Design, wanted: "input" | "output") =>
  Object.entries(design.ports).filter(([, { direction }]) => direction === wanted);

/** A pipeline's own controls, which its operator lacks: `ce`, `rst`, `in_valid`, `out_ready`. */
export const controlsOf = (design: Design): string[] =>
  portsOf(design, "input").flatMap(([name]) => (name in design.core.ports ? [] : [name]));

/** Cycles as they stand in an address: inputs in the order of ports, in hexadecimal: `4b33.54cd.1_0.0.0`. */
export const writtenCycles = (design: Design, cycles: readonly Bits[]): string =>
  cycles
    .map((inputs) => portsOf(design, "input").map(([name]) => (inputs[name] ?? 0n).toString(16)))
    .map((patterns) => patterns.join("."))
    .join("_");

/** The same, read. What is not of this design's ports ends it. */
export function readCycles(design: Design, text: string): Bits[] {
  const ports = portsOf(design, "input");
  const cycles: Bits[] = [];
  for (const cycle of text === "" ? [] : text.split("_").slice(0, mostCycles)) {
    const patterns = cycle.split(".");
    const isWrong =
      patterns.length !== ports.length ||
      ports.some(([, { format }], place) => !isPattern(patterns[place] ?? "", format.width));
    if (isWrong) break;
    cycles.push(Object.fromEntries(ports.map(([name], place) => [name, BigInt(`0x${patterns[place]}`)])));
  }
  return cycles;
}

const isPattern = (text: string, width: number): boolean =>
  /^[0-9a-f]+$/.test(text) && BigInt(`0x${text}`) >> BigInt(width) === 0n;

/** What the golden machine does in these cycles, from its state after reset. */
export function runCycles(design: Design, cycles: readonly Bits[]): Cycle[] {
  const { machine, state, dontCareWhile } = design;
  if (machine === null) return [];
  const step = machine();
  const isPipeline = latencyOf(design.pipeline) > 0;
  return cycles.map((now, index) => {
    const found = step(now);
    const ranks = ranksAfter(design, cycles.slice(0, index + 1));
    const isKnown = (name: string): boolean => {
      const flag = dontCareWhile[name];
      if (flag !== undefined && found[flag] === 1n) return false;
      return !isPipeline || !(name in design.core.ports) || ranks.at(-1) !== null;
    };
    const shown = (name: string, format: NumberFormat): Value => ({
      name,
      format,
      bits: isKnown(name) ? (found[name] ?? null) : null,
    });
    const inputs = portsOf(design, "input").map(([name, { format, likelihood }]) => ({
      name,
      format,
      bits: now[name] ?? null,
      isControl: likelihood !== undefined,
    }));
    return {
      operands: inputs.filter(({ isControl }) => !isControl),
      controls: inputs.filter(({ isControl }) => isControl),
      isTaken: isPipeline ? ranks[0] === index + 1 : null,
      ranks,
      outputs: [
        // A pipeline's in_ready is of inputs before the edge: what was taken says the same.
        ...portsOf(design, "output")
          .filter(([name]) => !(isPipeline && name === "in_ready"))
          .map(([name, { format }]) => shown(name, format)),
        ...Object.entries(state)
          .filter(([name]) => !(name in design.ports))
          .map(([name, format]) => shown(name, format)),
      ],
    };
  });
}

/**
 * Which operands each rank of a pipeline's registers holds. The golden machine says it: numbers go through it in the place of
 * operands; then it is emptied, and they come out of its ranks one after the other.
 *
 *     cycles so far ──► machine ──► in_valid = 0, nothing stalls ──► last rank, … , first rank
 */
function ranksAfter(design: Design, inputs: readonly Bits[]): (number | null)[] {
  const { pipeline, reset } = design;
  const latency = latencyOf(pipeline);
  if (latency === 0) return [];
  const step = pipelineMachine(
    ({ token = 0n }) => ({ token }),
    ["token"],
    pipeline,
    reset?.reset === "async",
  )();
  const isOffered = ({ in_valid }: Bits): boolean => pipeline.handshake === "none" || in_valid === 1n;
  let found: Bits = {};
  for (const [index, now] of inputs.entries())
    found = step({ ...now, rst: resets(design, now), token: isOffered(now) ? BigInt(index + 1) : 0n });
  const out = [found];
  while (out.length < latency)
    out.push(step({ ce: 1n, rst: 0n, rst_n: 1n, in_valid: 0n, out_ready: 1n, token: 0n }));
  return out
    .map(({ token = 0n, out_valid }) => (token === 0n || out_valid === 0n ? null : Number(token)))
    .toReversed();
}

/** Whether these inputs reset: 1 at `rst`, 0 at `rst_n`. */
const resets = ({ reset }: Design, inputs: Bits): bigint =>
  reset === null ? 0n : reset.active === "low" ? 1n - (inputs.rst_n ?? 1n) : (inputs.rst ?? 0n);
