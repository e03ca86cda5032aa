import { unsigned } from "../../golden/integer.js";
import type { Bits } from "../../golden/format.js";
import { resetPort, usualReset, type ResetStyle } from "../hdl/reset.js";
import { pulsesOf } from "../../golden/reset-pulse.js";
import { control, output, type Machine, type Port } from "../contract/operator.js";
import { latencyOf, type Pipeline } from "./pipeline.js";

/** The ports of a pipelined design: its operator's between the controls that were asked for. */
export function pipelinePorts(
  ports: Readonly<Record<string, Port>>,
  { ce, handshake }: Pipeline,
): Record<string, Port> {
  return {
    ...(ce && { ce: control(0.8) }),
    ...(handshake !== "none" && { rst: control(0.02), in_valid: control(0.7) }),
    ...(handshake === "ready" && { out_ready: control(0.7) }),
    ...ports,
    ...(handshake !== "none" && { out_valid: output(unsigned(1)) }),
    ...(handshake === "ready" && { in_ready: output(unsigned(1)) }),
  };
}

/**
 * Controls that fill a pipeline from any state, some of which it may not have: the first cycle resets the valid bits, and it
 * never stalls.
 */
export const fillingControls = (cycle: number): Bits => ({
  ce: 1n,
  rst: cycle === 0 ? 1n : 0n,
  rst_n: cycle === 0 ? 0n : 1n,
  in_valid: 1n,
  out_ready: 1n,
});

/**
 * The oracle of a pipelined design: a queue with the operands of each rank of registers, and the golden model at its end.
 * Until the pipeline is filled its outputs are unknown; here they are those of zeros.
 * @param isAsynchronous whether `rst` acts before the clock's edge; there may be pulses of it then (see `resetPulse`)
 */
export function pipelineMachine(
  golden: (inputs: Bits) => Bits,
  operands: readonly string[],
  pipeline: Pipeline,
  isAsynchronous = false,
): () => Machine {
  const { handshake } = pipeline;
  const zeros = Object.fromEntries(operands.map((name) => [name, 0n]));
  return () => {
    const line = Array.from({ length: latencyOf(pipeline) }, () => ({ inputs: zeros, valid: false }));
    const last = () => line.at(-1) ?? { inputs: zeros, valid: false };
    const advances = (inputs: Bits): boolean => isReady(pipeline, inputs, last().valid);
    const clear = (): void => {
      for (const rank of line) rank.valid = false;
    };
    return (inputs) => {
      const { before, after } = pulsesOf(inputs);
      const resets = handshake !== "none" && inputs.rst === 1n;
      // An asynchronous reset comes before the edge, and what is not valid any more holds nothing up.
      if (before || (resets && isAsynchronous)) clear();
      if (advances(inputs)) {
        line.pop();
        line.unshift({
          inputs: Object.fromEntries(operands.map((name) => [name, inputs[name] ?? 0n])),
          valid: inputs.in_valid === 1n,
        });
      }
      if (after || resets) clear();
      return {
        ...golden(last().inputs),
        ...(handshake !== "none" && { out_valid: last().valid ? 1n : 0n }),
        ...(handshake === "ready" && { in_ready: advances(inputs) ? 1n : 0n }),
      };
    };
  };
}

/** Whether a pipeline advances at the next edge: it takes operands, and gives a result away. */
export const isReady = ({ ce, handshake }: Pipeline, inputs: Bits, hasResult: boolean): boolean =>
  (!ce || inputs.ce === 1n) && (handshake !== "ready" || inputs.out_ready === 1n || !hasResult);

/** How a pipelined design is driven, a line each. */
export function pipelineProtocol(pipeline: Pipeline, reset: ResetStyle | null): string[] {
  const { ce, handshake } = pipeline;
  const latency = latencyOf(pipeline);
  return [
    `Pipelined: latency ${latency} ${latency === 1 ? "cycle" : "cycles"}, initiation interval 1 (new operands at every rising edge of clk).`,
    ...(ce ? ["While ce is 0, the pipeline stalls."] : []),
    ...(handshake === "none"
      ? []
      : [
          `in_valid travels beside the operands and comes out as out_valid; ${described(reset)}, clears these valid bits only, and wins over every other control.`,
        ]),
    ...(handshake === "ready"
      ? [
          "Operands are taken at edges where in_valid and in_ready are 1, results at edges where out_valid and out_ready are 1; while a result waits, the pipeline stalls.",
        ]
      : []),
  ];
}

/** The reset in words: `rst_n, asynchronous and active low`. */
function described(reset: ResetStyle | null): string {
  const style = reset ?? usualReset;
  const kind = style.reset === "sync" ? "synchronous" : "asynchronous";
  return `${resetPort(style)}, ${kind}${style.active === "low" ? " and active low" : ""}`;
}
