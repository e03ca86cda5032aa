/** A bit: twice the index of its gate, plus 1 for the complement. Gate 0 is the constant: bit 0 is 0, bit 1 is 1. */
export type Bit = number;

/** A gate with any number of inputs; `select` has three, and the first one chooses the second, else the third. */
export interface WideGate {
  readonly kind: "constant" | "input" | "and" | "xor" | "select";
  readonly of: readonly Bit[];
}

/** A gate with more inputs than this is not merged into the next one, which keeps the work linear. */
const widest = 64;

/**
 * A circuit bit by bit, about as logic optimisation leaves it before mapping. Constants are propagated, equal gates are
 * one, and a chain of gates of one kind is one wide gate. Complements cost nothing.
 */
export class BitNetwork {
  /** In topological order. */
  readonly gates: WideGate[] = [{ kind: "constant", of: [] }];
  private readonly known = new Map<string, Bit>();

  input(): Bit {
    this.gates.push({ kind: "input", of: [] });
    return 2 * (this.gates.length - 1);
  }

  and(bits: readonly Bit[]): Bit {
    const parts = new Set<Bit>();
    for (const part of bits.flatMap((bit) => this.partsOf("and", bit))) {
      if (part === 0 || parts.has(part ^ 1)) return 0;
      if (part !== 1) parts.add(part);
    }
    return this.gate("and", [...parts].sort(upwards)) ?? 1;
  }

  or = (bits: readonly Bit[]): Bit => this.and(bits.map((bit) => bit ^ 1)) ^ 1;

  xor(left: Bit, right: Bit): Bit {
    const inverted = (left ^ right) & 1;
    const parts = new Set<Bit>();
    for (const part of [left & ~1, right & ~1].flatMap((bit) => this.partsOf("xor", bit)))
      if (part !== 0 && !parts.delete(part)) parts.add(part);
    return (this.gate("xor", [...parts].sort(upwards)) ?? 0) ^ inverted;
  }

  select(condition: Bit, then: Bit, otherwise: Bit): Bit {
    if (condition & 1) return this.select(condition ^ 1, otherwise, then);
    if (condition === 0 || then === otherwise) return otherwise;
    if (then === (otherwise ^ 1)) return this.xor(condition, otherwise);
    if (then < 2 || then >> 1 === condition >> 1) {
      const constant = then < 2 ? then : then ^ condition ^ 1;
      return constant === 1 ? this.or([condition, otherwise]) : this.and([condition ^ 1, otherwise]);
    }
    if (otherwise < 2 || otherwise >> 1 === condition >> 1) {
      const constant = otherwise < 2 ? otherwise : otherwise ^ condition;
      return constant === 1 ? this.or([condition ^ 1, then]) : this.and([condition, then]);
    }
    const inverted = otherwise & 1;
    return (this.gate("select", [condition, then ^ inverted, otherwise ^ inverted]) ?? 0) ^ inverted;
  }

  private partsOf(kind: WideGate["kind"], bit: Bit): readonly Bit[] {
    const gate = this.gates[bit >> 1];
    return (bit & 1) === 0 && gate?.kind === kind && gate.of.length <= widest ? gate.of : [bit];
  }

  /** The gate with these inputs. A single input is its own result; without inputs there is none. */
  private gate(kind: WideGate["kind"], of: readonly Bit[]): Bit | undefined {
    if (of.length < 2) return of[0];
    const key = `${kind} ${of.join(" ")}`;
    const bit = this.known.get(key) ?? 2 * this.gates.length;
    if (!this.known.has(key)) this.gates.push({ kind, of });
    this.known.set(key, bit);
    return bit;
  }
}

const upwards = (left: Bit, right: Bit): number => left - right;
