import type { Expression } from "./expression.js";
import type { ResetStyle } from "./reset.js";
import type { Signal } from "./signal.js";

/** An output port and what drives it. */
export interface Output {
  readonly name: string;
  readonly width: number;
  readonly value: Expression;
}

/** A register's next state at the rising edge of clk; without `enable` it is loaded at every edge. */
export interface Next {
  readonly value: Expression | Signal;
  /** Clock enable, one bit: at 0 the register holds its state. */
  readonly enable?: Expression | Signal;
  /** Reset to zero, one bit; it wins over `enable`. Synchronous, unless it is an asynchronous reset port (see `Module.reset`). */
  readonly reset?: Expression | Signal;
  /** Synchronous clear to zero, one bit, beside a reset; it wins over `enable` too. */
  readonly clear?: Expression | Signal;
}

/** A register, its next state and its controls. */
export interface Register {
  readonly signal: Signal;
  readonly value: Expression;
  readonly enable: Expression | null;
  /** What makes its next state zero at an edge: reset or clear. */
  readonly reset: Expression | null;
  /** Where the reset is asynchronous; null for other registers. */
  readonly asynchronous: {
    readonly style: ResetStyle;
    /** The synchronous clear alone. */
    readonly clear: Expression | null;
  } | null;
}

/** A module in a module: only in what is printed of one whose blocks are modules of their own. */
export interface Instance {
  readonly module: string;
  readonly name: string;
  /** Each port, and what is connected to it. */
  readonly connections: readonly (readonly [port: string, signal: string])[];
}

/** What is emitted below a section's comment: a declaration, a register's next state, or an instance. */
export type Item = { readonly section: string } & (
  | { readonly kind: "declaration"; readonly signal: Signal }
  | { readonly kind: "next"; readonly register: Register }
  | { readonly kind: "instance"; readonly instance: Instance }
);
