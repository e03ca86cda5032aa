import type { Bits, NumberFormat } from "../golden/format.js";
import { modulePorts, type Design } from "../generators/design.js";
import { isReady, pipelineMachine } from "../generators/pipeline/protocol.js";
import { latencyOf } from "../generators/pipeline/pipeline.js";
import { fromDecimal } from "../golden/from-decimal.js";
import { RequestError } from "../tools/errors.js";

/** A port over the cycles of a waveform. */
interface Trace {
  readonly name: string;
  readonly format: string;
  readonly direction: "input" | "output";
  readonly kind: "clock" | "bit" | "word";
  /** A cycle each: what stands from one rising edge to the next, null where it is unknown. */
  readonly values: readonly (string | null)[];
  /** Which operands, counted from 0, a word is or comes from; null for none. */
  readonly operands: readonly (number | null)[];
}

/** A design's ports as its protocol has them. Plain data. */
export interface Waveform {
  readonly design: string;
  readonly cycles: number;
  readonly traces: readonly Trace[];
}

/**
 * What the golden machine says of a run that shows the protocol: reset, operands in each cycle, a pause of them, and where
 * there are these controls a stall by `ce`, one by `out_ready`, a sum that is cleared.
 * @throws {RequestError} a combinational design, which has no clock
 */
export function waveform(design: Design): Waveform {
  const { machine, spec } = design;
  if (machine === null)
    throw new RequestError(`${spec} is combinational and has no cycles to draw; stages=1 gives it a clock`);
  const latency = latencyOf(design.pipeline);
  // an iterative unit takes other operands once its result has been taken
  const iterates = latency === 0 && "in_ready" in design.ports;
  const cycles = (iterates ? design.latency : latency) + 10;
  const step = machine();
  const shadow = tokenMachine(design);
  const seen: { inputs: Bits; outputs: Bits | null; taken: number | null; result: number | null }[] = [];
  let [outputs, tokens, next]: [Bits | null, Bits, number] = [null, {}, 0];
  for (let cycle = 0; cycle < cycles; cycle++) {
    const always = iterates && cycle > 0 ? { in_valid: 1n, en: 1n } : {};
    const controls: Bits = { ...controlsAt(cycle, latency), ...always };
    const isOffered = controls.in_valid === 1n && controls.en === 1n;
    const inputs: Bits = { ...controls, ...operandsOf(design, next), token: BigInt(next + 1) };
    const isTaken =
      isOffered &&
      (iterates ? outputs?.in_ready === 1n : isReady(design.pipeline, inputs, outputs?.out_valid === 1n));
    const now: Bits | null = outputs === null ? null : { ...outputs, ...ready(design, inputs, outputs) };
    const result = Number(tokens.token ?? 0n) - 1;
    seen.push({ inputs, outputs: now, taken: isOffered ? next : null, result: result < 0 ? null : result });
    outputs = step(inputs);
    tokens = shadow?.(inputs) ?? {};
    if (isTaken && inputs.rst === 0n) next++;
  }
  const traces = Object.entries(modulePorts(design)).map(([name, { direction, format }]): Trace => {
    const kind = name === "clk" ? "clock" : format.width === 1 ? "bit" : "word";
    const isInput = direction === "input";
    const values = seen.map(({ inputs, outputs, taken, result }) => {
      if (kind === "clock") return "1";
      if (kind === "word" && isInput && taken === null) return null;
      if (kind === "word" && !isInput && shadow !== null && result === null) return null;
      const bits = isInput ? inputs[name] : outputs?.[name];
      return bits === undefined ? null : shown(format, bits);
    });
    const operands = seen.map(({ taken, result }) => (kind !== "word" ? null : isInput ? taken : result));
    return { name, format: format.name, direction, kind, values, operands };
  });
  return { design: spec, cycles, traces };
}

/** A pipeline through which the numbers of operands go; null for another sequential design. */
function tokenMachine({ pipeline, reset }: Design) {
  if (latencyOf(pipeline) === 0) return null;
  const isAsynchronous = reset?.reset === "async";
  const machine = pipelineMachine(({ token = 0n }) => ({ token }), ["token"], pipeline, isAsynchronous)();
  return (inputs: Bits): Bits => {
    const found = machine({ ...inputs, token: inputs.in_valid === 1n ? (inputs.token ?? 0n) : 0n });
    return found.out_valid === 0n ? {} : found;
  };
}

/** What a pipeline's inputs decide before the next edge. */
const ready = ({ pipeline }: Design, inputs: Bits, { out_valid }: Bits): Bits =>
  pipeline.handshake === "ready" ? { in_ready: isReady(pipeline, inputs, out_valid === 1n) ? 1n : 0n } : {};

/** Controls of every design, of which it takes its own. @param latency in cycles, 0 for an accumulator */
function controlsAt(cycle: number, latency: number): Bits {
  const bit = (isOne: boolean): bigint => (isOne ? 1n : 0n);
  const resets = cycle === 0;
  return {
    rst: bit(resets),
    rst_n: bit(!resets),
    in_valid: bit(!resets && cycle !== 3 && (latency === 0 || cycle < latency + 7)),
    en: bit(latency > 0 || (!resets && cycle !== 3)),
    clear: bit(cycle === 6),
    ce: bit(cycle !== latency + 4),
    out_ready: bit(cycle !== latency + 2 && cycle !== latency + 3),
  };
}

/** Operands that one reads at a glance. */
const reals = ["1.5", "2", "3", "0.75", "1.25", "6", "0.5", "5", "1.75", "4", "2.5", "7"];

function operandsOf({ ports }: Design, index: number): Bits {
  const inputs = Object.entries(ports).filter(
    ([, { direction, format }]) => direction === "input" && format.width > 1,
  );
  return Object.fromEntries(
    inputs.map(([name, { format }], place) => [name, operandOf(format, index + 3 * place)]),
  );
}

/** The n-th operand: an integer's is 1, 2, 3, and so on; where a pattern is no number, bits that change. */
function operandOf(format: NumberFormat, index: number): bigint {
  const pattern = (BigInt(index + 1) * 0x9e3779b97f4a7c15n) & ((1n << BigInt(format.width)) - 1n);
  if (format.nearest === undefined) return pattern;
  const text = "isSigned" in format ? String((index % 7) + 1) : (reals[index % reals.length] ?? "1");
  return fromDecimal(format, text)?.bits ?? pattern;
}

/** More letters than this would not fit a cycle. */
const mostLetters = 9;

function shown(format: NumberFormat, bits: bigint): string {
  const { value } = format.describe(bits);
  if (format.number !== undefined && value.length <= mostLetters) return value;
  const number = format.number?.(bits);
  if (number !== undefined && !Number.isNaN(number)) return `≈ ${Number(number.toPrecision(4))}`;
  const hex = bits.toString(16);
  return hex.length <= mostLetters ? `0x${hex}` : `0x${hex.slice(0, 3)}…${hex.slice(-3)}`;
}
