import type { Design } from "../generators/design.js";
import { fillingControls } from "../generators/pipeline/protocol.js";
import { buffer, constant, type Blif } from "./blif.js";

/** The module that {@link inUse} wraps around a pipelined design. */
export const wrapper = "tapir_in_use";

/**
 * A pipelined design that goes on at every edge, in a module with its operands and results and no controls: what
 * remains of the registers is a delay, which proofs look through. Verilog, to be read beside the design's.
 * @param module the design's RTL or netlist
 */
export function inUse(design: Design, module: string): string {
  const ports = Object.entries(design.core.ports);
  const declared = ports.map(
    ([name, { direction, format }]) => `${direction} wire [${format.width - 1}:0] ${name}`,
  );
  const controls = Object.entries(fillingControls(1)).filter(([name]) => name in design.ports);
  const connections = [
    ".clk(clk)",
    ...controls.map(([name, bit]) => `.${name}(1'b${bit})`),
    ...ports.map(([name]) => `.${name}(${name})`),
  ];
  return `module ${wrapper}(input wire clk, ${declared.join(", ")});\n  ${module} core(${connections.join(", ")});\nendmodule\n`;
}

/** A pipeline's results do not all come after as many registers. */
export class UnevenLatency extends Error {}

/**
 * Looks through a pipeline's registers: where every way from an operand to a result goes through `latency` of them, the
 * results are those of the gates without registers, so many cycles later.
 * @throws {UnevenLatency} a way has more registers or fewer, or leads back to where it came from
 */
export function lookThrough(pipeline: Blif, latency: number): Blif {
  checkLatency(pipeline, latency);
  const { inputs, tables, registers } = pipeline;
  return {
    ...pipeline,
    inputs: inputs.filter((port) => port !== "clk"),
    tables: [
      // The clock tree drives nothing any more, but ABC rejects a signal without a driver.
      constant(false, "clk"),
      ...tables,
      ...registers.map(({ d, q }) => buffer(d, q)),
    ],
    registers: [],
  };
}

function checkLatency({ outputs, tables, registers }: Blif, latency: number): void {
  const drivers = new Map<string, Driver>([
    ...tables.map(({ inputs, output }) => [output, { inputs, registers: 0 }] as const),
    ...registers.map(({ d, q }) => [q, { inputs: [d], registers: 1 }] as const),
  ]);
  const known = new Map<string, number | null>();
  const waiting = new Set<string>();
  /** Registers on every way to a signal; null for a constant. */
  const registersBefore = (signal: string): number | null => {
    const found = known.get(signal);
    if (found !== undefined) return found;
    if (waiting.has(signal)) throw new UnevenLatency(`${signal} depends on itself`);
    waiting.add(signal);
    const driver = drivers.get(signal);
    const before = new Set(driver?.inputs.map(registersBefore).filter((count) => count !== null));
    if (before.size > 1)
      throw new UnevenLatency(`ways to ${signal} have ${[...before].sort().join(" and ")} registers`);
    const [count] = before;
    const own = driver === undefined ? 0 : count === undefined ? null : count + driver.registers;
    known.set(signal, own);
    return own;
  };
  for (const output of outputs) {
    const count = registersBefore(output);
    if (count !== null && count !== latency)
      throw new UnevenLatency(`${output} comes after ${count} registers, not ${latency}`);
  }
}

interface Driver {
  readonly inputs: readonly string[];
  readonly registers: 0 | 1;
}
