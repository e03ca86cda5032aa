import type { Block } from "./block.js";
import { Expression } from "./expression.js";
import { WidthError } from "./errors.js";
import { slice } from "./nodes.js";

export type SignalKind = "input" | "wire" | "register";

/**
 * A named vector of `width` bits, numbered width−1 … 0. A signal may have no bits: it vanishes from concatenations and
 * is never emitted. So a posit without exponent bits needs no special case.
 */
export class Signal {
  constructor(
    readonly kind: SignalKind,
    readonly name: string,
    readonly width: number,
    /** What drives it; null for an input and for a register, whose next state is given by `Module.next`. */
    readonly value: Expression | null,
    /** The comment of the section that it was declared in. */
    readonly section: string,
    /** The block that it belongs to, of a wire that belongs to one. */
    readonly block: Block | null = null,
  ) {}

  /** Bit `index` as a one-bit expression. */
  bit(index: number): Expression {
    return this.bits(index, index);
  }

  /** Bits `high` down to `low`; `high` = `low` − 1 gives no bits. */
  bits(high: number, low: number): Expression {
    if (low < 0 || high >= this.width || high < low - 1)
      throw new WidthError(`${this.name}[${high}:${low}] reaches outside its ${this.width} bits`);
    return new Expression(slice(this, high, low));
  }

  /** The most significant bit. */
  get msb(): Expression {
    return this.bit(this.width - 1);
  }

  /** The whole signal as an expression. */
  get all(): Expression {
    return new Expression(slice(this, this.width - 1, 0));
  }
}
