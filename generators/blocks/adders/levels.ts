import { v, type Expression, type Module } from "../../hdl/index.js";
import { concatenate } from "../concatenate.js";
import type { Split } from "./prefix.js";

/**
 * Whether a bit, or a group of bits, generates a carry and propagates one. `propagate` is null for a group
 * that reaches bit 0: nothing can come in.
 */
export interface Carry {
  readonly generate: Expression;
  readonly propagate: Expression | null;
}

/** The bits `high` … `low`. */
interface Group {
  readonly high: number;
  readonly low: number;
  /** Where it is split: bits from here up are joined with those below. */
  readonly at: number;
  /** Joins between single bits and this group. */
  readonly level: number;
}

/**
 * The carry out of each bit. Groups that the split asks for are joined level by level; those of a level stand
 * side by side in one vector.
 */
export function carriesOf(m: Module, split: Split, bits: readonly Carry[]): Expression[] {
  const carries = new Map(bits.map((bit, at) => [key(at, at), bit]));
  const carryOf = (high: number, low: number): Carry => {
    const carry = carries.get(key(high, low));
    if (carry === undefined) throw new Error(`the bits ${key(high, low)} are not joined yet`);
    return carry;
  };
  for (const [index, groups] of levelsOf(split, bits.length).entries()) {
    const joins = groups.map(({ high, low, at }) => ({
      upper: carryOf(high, at),
      lower: carryOf(at - 1, low),
    }));
    const joined = joinAll(m.scope(`level${index + 1}`), joins);
    for (const [place, { high, low }] of groups.entries()) {
      const carry = joined[place];
      if (carry) carries.set(key(high, low), carry);
    }
  }
  return bits.map((_, bit) => carryOf(bit, 0).generate);
}

const key = (high: number, low: number): string => `${high}:${low}`;

/** The groups needed for all groups from a bit down to bit 0: level by level, by their highest bit. */
function levelsOf(split: Split, bits: number): Group[][] {
  const known = new Map<string, Group>();
  const levelOf = (high: number, low: number): number => {
    if (high === low) return 0;
    const found = known.get(key(high, low));
    if (found) return found.level;
    const at = split(high, low);
    const level = 1 + Math.max(levelOf(high, at), levelOf(at - 1, low));
    known.set(key(high, low), { high, low, at, level });
    return level;
  };
  const depth = Math.max(0, ...Array.from({ length: bits }, (_, bit) => levelOf(bit, 0)));
  const groups = [...known.values()].toSorted(
    (left, right) => left.high - right.high || right.low - left.low,
  );
  return Array.from({ length: depth }, (_, index) => groups.filter(({ level }) => level === index + 1));
}

/** A group and the adjacent one below it. */
interface Join {
  readonly upper: Carry;
  readonly lower: Carry;
}

/**
 * What joined groups generate and propagate, as vectors with the first group lowest: G = Gu | (Pu & Gl), P =
 * Pu & Pl.
 */
function joinAll(m: Module, joins: readonly Join[]): Carry[] {
  const propagating = joins.filter(({ lower }) => lower.propagate !== null);
  const [uppers, lowers] = [joins.map(({ upper }) => upper), joins.map(({ lower }) => lower)];
  const generate = v`${generatesOf(uppers)} | (${propagatesOf(uppers)} & ${generatesOf(lowers)})`;
  const propagate = v`${propagatesOf(propagating.map(({ upper }) => upper))} & ${propagatesOf(lowers)}`;
  const generates = m.wire("make", joins.length, generate);
  const propagates = m.wire("pass", propagating.length, propagate);
  let at = 0;
  return lowers.map(({ propagate }, index) => ({
    generate: generates.bit(index),
    propagate: propagate && propagates.bit(at++),
  }));
}

const generatesOf = (carries: readonly Carry[]): Expression =>
  concatenate(carries.map(({ generate }) => generate).toReversed());

const propagatesOf = (carries: readonly Carry[]): Expression =>
  concatenate(carries.flatMap(({ propagate }) => propagate ?? []).toReversed());
