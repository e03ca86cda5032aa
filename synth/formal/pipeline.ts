import type { Design } from "../../generators/design.js";
import { fillingControls } from "../../generators/pipeline/protocol.js";
import type { Gates } from "./lower.js";

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
 * @param gates BLIF, as Yosys writes it
 * @throws {UnevenLatency} a way has more registers or fewer, or leads back to where it came from
 */
export function lookThrough({ blif, top }: Gates, latency: number): Gates {
  const lines = blif.split("\n");
  checkLatency(lines, latency);
  const looked = lines.map((line) => {
    if (line.startsWith(".inputs ")) return line.replace(/ clk(?= |$)/, "");
    const [, from, to] = /^\.latch (\S+) (\S+)/.exec(line) ?? [];
    return from === undefined ? line : `.names ${from} ${to}\n1 1`;
  });
  return { blif: looked.join("\n"), top };
}

function checkLatency(lines: readonly string[], latency: number): void {
  const drivers = driversOf(lines);
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
  for (const output of named(lines, ".outputs")) {
    const count = registersBefore(output);
    if (count !== null && count !== latency)
      throw new UnevenLatency(`${output} comes after ${count} registers, not ${latency}`);
  }
}

const named = (lines: readonly string[], what: string): string[] =>
  lines.filter((line) => line.startsWith(`${what} `)).flatMap((line) => line.split(/\s+/).slice(1));

interface Driver {
  readonly inputs: readonly string[];
  readonly registers: 0 | 1;
}

function driversOf(lines: readonly string[]): Map<string, Driver> {
  const drivers = new Map<string, Driver>();
  for (const line of lines) {
    const [kind, ...signals] = line.trim().split(/\s+/);
    if (kind === ".names") drivers.set(signals.at(-1) ?? "", { inputs: signals.slice(0, -1), registers: 0 });
    if (kind === ".latch") drivers.set(signals[1] ?? "", { inputs: signals.slice(0, 1), registers: 1 });
  }
  return drivers;
}
