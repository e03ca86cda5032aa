import type { Bits } from "./format.js";

/** A unit that takes several cycles for each result. */
export interface Iterative {
  /** Cycles from the edge that takes operands to the edge after which the result is there. */
  readonly cycles: number;
  /** The result of operands. */
  readonly compute: (inputs: Bits) => Bits;
  /** The outputs while there is no result. */
  readonly nothing: Bits;
}

type Phase =
  | { readonly kind: "idle" }
  | { readonly kind: "busy"; readonly left: number; readonly result: Bits }
  | { readonly kind: "done"; readonly result: Bits };

const idle: Phase = { kind: "idle" };

/**
 * The protocol of iterative units as a machine (docs/sequential.md); one call is one clock cycle.
 *
 * Example with 3 cycles: operands taken at edge 0 give a result after edge 3. It stays until an edge with out_ready, and new
 * operands are taken at the edge after that one at the earliest.
 * @returns a maker of machines, each in the state after reset
 */
export function iterative({ cycles, compute, nothing }: Iterative): () => (inputs: Bits) => Bits {
  const next = (phase: Phase, inputs: Bits): Phase => {
    if (inputs.rst === 1n) return idle;
    switch (phase.kind) {
      case "idle":
        return inputs.in_valid === 1n ? { kind: "busy", left: cycles, result: compute(inputs) } : idle;
      case "busy":
        return phase.left > 1 ? { ...phase, left: phase.left - 1 } : { kind: "done", result: phase.result };
      case "done":
        return inputs.out_ready === 1n ? idle : phase;
    }
  };
  return () => {
    let phase = idle;
    return (inputs) => {
      phase = next(phase, inputs);
      return {
        ...(phase.kind === "done" ? phase.result : nothing),
        out_valid: phase.kind === "done" ? 1n : 0n,
        in_ready: phase.kind === "idle" ? 1n : 0n,
      };
    };
  };
}
