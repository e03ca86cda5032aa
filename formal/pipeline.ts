import type { Design } from "../generators/design.js";
import { fillingControls } from "../generators/pipeline/protocol.js";
import { buffer, constant, type Blif } from "./blif.js";

/** The module that {@link inUse} wraps around a pipelined design. */
export const wrapper = "tapir_in_use";

/**
 * Verilog of a module around a pipelined design that ties its controls, so that it advances at every edge. Its ports are the
 * operands and results. The registers are then plain delays, which {@link lookThrough} removes.
 * @param module the name of the design's RTL or netlist, to be read beside this
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

/** Paths through a pipeline differ in how many registers they pass. */
export class UnevenLatency extends Error {}

/**
 * Replaces a pipeline's registers by wires. If every path from an operand to a result passes `latency` registers, the pipeline
 * computes what the remaining gates compute, `latency` cycles later.
 * @throws {UnevenLatency} a path passes more or fewer registers, or is a loop
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
  /** How many registers every path to a signal passes; null for a constant. */
  const registersBefore = (signal: string): number | null => {
    const found = known.get(signal);
    if (found !== undefined) return found;
    if (waiting.has(signal)) throw new UnevenLatency(`${signal} depends on itself`);
    waiting.add(signal);
    const driver = drivers.get(signal);
    const before = new Set(driver?.inputs.map(registersBefore).filter((count) => count !== null));
    if (before.size > 1)
      throw new UnevenLatency(`paths to ${signal} pass ${[...before].sort().join(" and ")} registers`);
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
