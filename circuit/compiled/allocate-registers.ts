/** What is to be computed, one value after the other. */
export interface Computation {
  /** The value's number. */
  readonly value: number;
  readonly operands: readonly number[];
}

export type Action =
  /** Computes a value from registers into another. */
  | {
      readonly kind: "compute";
      readonly value: number;
      readonly from: readonly number[];
      readonly to: number;
    }
  | { readonly kind: "store"; readonly slot: number; readonly from: number }
  | { readonly kind: "load"; readonly slot: number; readonly to: number };

export interface Allocation {
  readonly actions: readonly Action[];
  /** The registers that hold the results in the end. */
  readonly results: readonly number[];
  /** The slots of the values that were to be kept. */
  readonly kept: ReadonlyMap<number, number>;
  /** How many slots there must be, given ones included. */
  readonly slots: number;
}

export interface AllocationTask {
  readonly computations: readonly Computation[];
  /** Values that are in slots already. */
  readonly given: ReadonlyMap<number, number>;
  /** Values to be left in slots of their own. */
  readonly keep: ReadonlySet<number>;
  /** Values to be left in registers, few. */
  readonly results: readonly number[];
  /** Slots from here on are free. */
  readonly firstSlot: number;
}

/**
 * How many locals the code uses: vector registers of a processor, less a few. V8 stores nearly every value of a long piece of
 * code to its stack. With so few locals it sees which values live long, and a multiplier's code is 1.5 times as fast.
 */
export const registers = 14;

/**
 * Gives values registers, and slots in memory where there are too few registers: the value that is used last makes room (L. A.
 * Belady, IBM Systems Journal 5(2), 1966). Such a value is stored when it is computed.
 */
export function allocate(task: AllocationTask): Allocation {
  const spilled = new Set(task.keep);
  simulate(task, spilled);
  return simulate(task, spilled);
}

/** @param spilled the values that get slots; those that would have needed one are added */
function simulate(task: AllocationTask, spilled: Set<number>): Allocation {
  const { computations, given, keep, results, firstSlot } = task;
  const actions: Action[] = [];
  const slots = new Map(given);
  const freeSlots = new FreeNumbers(firstSlot);
  const freeRegisters = new FreeNumbers(0);
  const held = new Map<number, number>();
  const uses = usesOf(computations, results);

  computations.forEach(({ value, operands }, time) => {
    const from = operands.map((operand) => held.get(operand) ?? load(operand, operands));
    for (const operand of new Set(operands)) retire(operand, time);
    const to = takeRegister(
      value,
      operands.filter((operand) => held.has(operand)),
    );
    actions.push({ kind: "compute", value, from, to });
    if (spilled.has(value)) {
      const slot = freeSlots.take();
      slots.set(value, slot);
      actions.push({ kind: "store", slot, from: to });
    }
  });
  const last = results.map((value) => held.get(value) ?? load(value, results));
  const kept = new Map([...slots].filter(([value]) => keep.has(value)));
  return { actions, results: last, kept, slots: freeSlots.end };

  function load(value: number, besides: readonly number[]): number {
    const slot = slots.get(value);
    const to = takeRegister(value, besides);
    if (slot !== undefined) actions.push({ kind: "load", slot, to });
    return to;
  }

  function takeRegister(value: number, besides: readonly number[]): number {
    if (held.size >= registers) makeRoom(besides);
    const register = freeRegisters.take();
    held.set(value, register);
    return register;
  }

  function makeRoom(besides: readonly number[]): void {
    const candidates = [...held.keys()].filter((value) => !besides.includes(value));
    const leaves = candidates.reduce((a, b) => (nextUse(b) > nextUse(a) ? b : a));
    if (!slots.has(leaves) && nextUse(leaves) < Infinity) spilled.add(leaves);
    drop(leaves);
  }

  /** After its last use a value's places are free. */
  function retire(value: number, time: number): void {
    const times = uses.get(value);
    while (times !== undefined && (times.at(-1) ?? Infinity) <= time) times.pop();
    if (nextUse(value) < Infinity) return;
    drop(value);
    const slot = slots.get(value);
    if (slot !== undefined && !given.has(value) && !keep.has(value)) freeSlots.give(slot);
  }

  function drop(value: number): void {
    const register = held.get(value);
    if (register !== undefined) freeRegisters.give(register);
    held.delete(value);
  }

  function nextUse(value: number): number {
    return uses.get(value)?.at(-1) ?? Infinity;
  }
}

/** When each value is used, the next time last. */
function usesOf(computations: readonly Computation[], results: readonly number[]): Map<number, number[]> {
  const uses = new Map<number, number[]>();
  const use = (value: number, time: number): void => {
    const times = uses.get(value);
    if (times === undefined) uses.set(value, [time]);
    else if (times.at(-1) !== time) times.push(time);
  };
  for (const value of results) use(value, computations.length);
  for (let time = computations.length - 1; time >= 0; time--)
    for (const operand of computations[time]?.operands ?? []) use(operand, time);
  return uses;
}

class FreeNumbers {
  readonly #returned: number[] = [];

  #end: number;

  constructor(first: number) {
    this.#end = first;
  }

  /** Behind the largest number ever taken. */
  get end(): number {
    return this.#end;
  }

  take(): number {
    return this.#returned.pop() ?? this.#end++;
  }

  give(number: number): void {
    this.#returned.push(number);
  }
}
