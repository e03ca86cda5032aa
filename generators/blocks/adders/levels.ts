import { v, type Expression, type Module } from "../../hdl/index.js";
import { concatenate } from "../concatenate.js";
import type { Split } from "./prefix.js";

/** What a bit, or a group of bits, does to a carry; `pass` is null for a group that reaches down to the end. */
export interface Pair {
  readonly make: Expression;
  readonly pass: Expression | null;
}

/** The bits `high` … `low`. */
interface Group {
  readonly high: number;
  readonly low: number;
  /** Where it is split: the bits from here up are joined with those below. */
  readonly at: number;
  /** Joins from single bits to here. */
  readonly level: number;
}

/**
 * The carry out of each bit. The groups that a split asks for are joined level by level, those of a level side
 * by side in one vector.
 */
export function carriesOf(m: Module, split: Split, bits: readonly Pair[]): Expression[] {
  const pairs = new Map(bits.map((bit, at) => [key(at, at), bit]));
  const pairOf = (high: number, low: number): Pair => {
    const pair = pairs.get(key(high, low));
    if (pair === undefined) throw new Error(`the bits ${key(high, low)} are not joined yet`);
    return pair;
  };
  for (const [index, groups] of levelsOf(split, bits.length).entries()) {
    const joins = groups.map(({ high, low, at }) => ({
      upper: pairOf(high, at),
      lower: pairOf(at - 1, low),
    }));
    const joined = joinAll(m.scope(`level${index + 1}`), joins);
    for (const [place, { high, low }] of groups.entries()) {
      const pair = joined[place];
      if (pair) pairs.set(key(high, low), pair);
    }
  }
  return bits.map((_, bit) => pairOf(bit, 0).make);
}

const key = (high: number, low: number): string => `${high}:${low}`;

/** The groups that make up all those from each bit down to the end, level by level and by their highest bit. */
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

/** A group and the one beside it, below, that it is joined with. */
interface Join {
  readonly upper: Pair;
  readonly lower: Pair;
}

/** What joined groups make and pass: as vectors, the first group's bits lowest. */
function joinAll(m: Module, joins: readonly Join[]): Pair[] {
  const passing = joins.filter(({ lower }) => lower.pass !== null);
  const [uppers, lowers] = [joins.map(({ upper }) => upper), joins.map(({ lower }) => lower)];
  const make = v`${makesOf(uppers)} | (${passesOf(uppers)} & ${makesOf(lowers)})`;
  const pass = v`${passesOf(passing.map(({ upper }) => upper))} & ${passesOf(lowers)}`;
  const makes = m.wire("make", joins.length, make);
  const passes = m.wire("pass", passing.length, pass);
  let passed = 0;
  return lowers.map(({ pass }, index) => ({
    make: makes.bit(index),
    pass: pass && passes.bit(passed++),
  }));
}

const makesOf = (pairs: readonly Pair[]): Expression =>
  concatenate(pairs.map(({ make }) => make).toReversed());

const passesOf = (pairs: readonly Pair[]): Expression =>
  concatenate(pairs.flatMap(({ pass }) => pass ?? []).toReversed());
