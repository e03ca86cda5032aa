import { isComplement, nodeOf, type Graph, type Literal } from "./graph.js";
import type { Signatures } from "./signatures.js";

/** A register by the name of a signal that carries its state. */
export interface NamedRegister<Register> {
  readonly name: string;
  readonly register: Register;
  /** Whether the signal carries the complement. */
  readonly inverted: boolean;
}

/** A register of one circuit, and the register of another that holds the same bit. */
export interface RegisterPair<Left, Right> {
  /** The name that both have in common. */
  readonly name: string;
  readonly left: Left;
  readonly right: Right;
  /** Whether one holds the complement of what the other holds. */
  readonly inverted: boolean;
}

/**
 * Pairs the registers of two circuits by name. In this example the pair is (held[3], _12_), inverted, by the name r[3]:
 *
 *     left:  register held[3] → r[3]
 *     right: register _12_ → inverter → r[3]
 *
 * Pairs of registers that hold the same come before pairs that hold complements; else the order of `left` decides. A wrong pair
 * cannot make a proof hold, only fail.
 * @param left a register may stand there under several names
 * @param right likewise
 * @returns each register in one pair at most
 */
export function matchByName<Left, Right>(
  left: Iterable<NamedRegister<Left>>,
  right: Iterable<NamedRegister<Right>>,
): RegisterPair<Left, Right>[] {
  const known = new Map(Array.from(right, (each) => [each.name, each]));
  const candidates = Array.from(left).flatMap(({ name, register, inverted }) => {
    const other = known.get(name);
    if (other === undefined) return [];
    return [{ name, left: register, right: other.register, inverted: inverted !== other.inverted }];
  });
  const paired = { left: new Set<Left>(), right: new Set<Right>() };
  return candidates
    .sort((a, b) => Number(a.inverted) - Number(b.inverted))
    .filter((pair) => {
      if (paired.left.has(pair.left) || paired.right.has(pair.right)) return false;
      paired.left.add(pair.left);
      paired.right.add(pair.right);
      return true;
    });
}

/**
 * The registers of a circuit by the names of signals that carry their states, directly or through buffers and inverters.
 * @param signals by name, what each carries
 * @param firstBit the pseudo-input that is register 0's state; those of the other registers follow
 */
export function namedRegisters(
  { nodes }: Graph,
  signals: Iterable<readonly [name: string, carried: Literal]>,
  firstBit: number,
): NamedRegister<number>[] {
  return Array.from(signals).flatMap(([name, carried]) => {
    const node = nodes[nodeOf(carried)];
    if (node?.kind !== "input" || node.bit < firstBit) return [];
    return [{ name, register: node.bit - firstBit, inverted: isComplement(carried) }];
  });
}

/** A known signal that carries the same function as another signal, or its complement. */
export interface SameFunction {
  readonly name: string;
  readonly inverted: boolean;
}

/**
 * Finds known signals again by what they compute, as simulation on random inputs tells it. That is no proof.
 * @param known by name; of several that carry the same function the first one counts
 * @param wanted by name; constants are never found
 * @param signatures of the graph that both are in
 */
export function matchByFunction(
  known: Iterable<readonly [name: string, carried: Literal]>,
  wanted: Iterable<readonly [name: string, carried: Literal]>,
  signatures: Signatures,
): Map<string, SameFunction> {
  const first = new Map<string, SameFunction>();
  for (const [name, carried] of known) {
    const { key, isInverted } = signatures.of(carried);
    if (key !== null && !first.has(key)) first.set(key, { name, inverted: isInverted });
  }
  const found = new Map<string, SameFunction>();
  for (const [name, carried] of wanted) {
    const { key, isInverted } = signatures.of(carried);
    const same = key === null ? undefined : first.get(key);
    if (same !== undefined) found.set(name, { name: same.name, inverted: same.inverted !== isInverted });
  }
  return found;
}
