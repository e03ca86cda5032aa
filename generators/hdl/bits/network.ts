/** A bit: twice the index of the gate that makes it, and one more where it is the complement. 0 is 0, 1 is 1. */
export type Bit = number;

/** A gate: of any number of bits, but `select`: the first bit chooses the second, else the third. */
export interface Gate {
  readonly kind: "constant" | "input" | "and" | "xor" | "select";
  readonly of: readonly Bit[];
}

/** ANDs and ORs of more bits than this are not put together; keeps the work linear. */
const widest = 64;

/**
 * A circuit bit by bit, as logic optimisation would have it before mapping: constants are gone, equal gates are one, and
 * gates of one kind that follow each other are one gate of many bits. Complements cost nothing.
 */
export class BitNetwork {
  /** In topological order. */
  readonly gates: Gate[] = [{ kind: "constant", of: [] }];
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

  private partsOf(kind: Gate["kind"], bit: Bit): readonly Bit[] {
    const gate = this.gates[bit >> 1];
    return (bit & 1) === 0 && gate?.kind === kind && gate.of.length <= widest ? gate.of : [bit];
  }

  /** A gate of these bits; of one it is that one, of none there is none. */
  private gate(kind: Gate["kind"], of: readonly Bit[]): Bit | undefined {
    if (of.length < 2) return of[0];
    const key = `${kind} ${of.join(" ")}`;
    const bit = this.known.get(key) ?? 2 * this.gates.length;
    if (!this.known.has(key)) this.gates.push({ kind, of });
    this.known.set(key, bit);
    return bit;
  }
}

const upwards = (left: Bit, right: Bit): number => left - right;
