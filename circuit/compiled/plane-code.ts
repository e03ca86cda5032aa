import { allocate, type Action, type Computation } from "./allocate-registers.js";
import { at, op, signed, unsigned } from "../../tools/wasm/encode.js";

/** One bit of each of 128 vectors, as one WebAssembly vector register holds them. Named by number. */
export type Plane = number;

/** Bytes of a plane. */
export const planeBytes = 16;

/** Instructions, before and inside a loop. */
export interface EmittedCode {
  readonly before: readonly number[];
  readonly inside: readonly number[];
  readonly results: readonly number[];
  /** Where in memory the planes that are kept stand at the end of a round, in bytes. */
  readonly keptAt: ReadonlyMap<Plane, number>;
  readonly memoryBytes: number;
}

type Operation = "and" | "andNot" | "or" | "xor";

/** How to compute a plane. */
type Step =
  | { readonly kind: "constant"; readonly bytes: Uint8Array }
  /** Bit `bit` of the i32 in local `local`, in every lane. */
  | { readonly kind: "spread"; readonly local: number; readonly bit: number }
  /** `offset` bytes beyond the address in local `local`; beyond 0 where there is none. */
  | { readonly kind: "load"; readonly local: number | null; readonly offset: number }
  | { readonly kind: Operation; readonly left: Plane; readonly right: Plane }
  | { readonly kind: "shiftLeft" | "shiftRight"; readonly of: Plane; readonly by: number };

/**
 * Straight-line code over planes, for the inside of a loop. Steps that do not vary from round to round are hoisted out of it.
 * Of a load or a spread the caller says whether it varies; for the other steps that follows from their operands.
 */
export class PlaneCode {
  readonly #steps: Step[] = [];
  readonly #varies: boolean[] = [];
  readonly #known = new Map<string, Plane>();

  constant(bytes: Uint8Array): Plane {
    return this.#once(`constant ${bytes.join()}`, { kind: "constant", bytes }, false);
  }

  /** The same 32 bits in each quarter. */
  repeated(word: number): Plane {
    return this.constant(new Uint8Array(Int32Array.of(word, word, word, word).buffer));
  }

  spread(local: number, bit: number, varies: boolean): Plane {
    return this.#once(`spread ${local} ${bit}`, { kind: "spread", local, bit }, varies);
  }

  load(local: number | null, offset: number, varies: boolean): Plane {
    return this.#once(`load ${local} ${offset}`, { kind: "load", local, offset }, varies);
  }

  and(left: Plane, right: Plane): Plane {
    return this.#binary("and", left, right);
  }

  /** left & ~right */
  andNot(left: Plane, right: Plane): Plane {
    return this.#binary("andNot", left, right);
  }

  or(left: Plane, right: Plane): Plane {
    return this.#binary("or", left, right);
  }

  xor(left: Plane, right: Plane): Plane {
    return this.#binary("xor", left, right);
  }

  /** Shifts within each 32 bits. */
  shiftLeft(of: Plane, by: number): Plane {
    return this.#add({ kind: "shiftLeft", of, by }, this.#varies[of] === true);
  }

  shiftRight(of: Plane, by: number): Plane {
    return this.#add({ kind: "shiftRight", of, by }, this.#varies[of] === true);
  }

  /**
   * Instructions for all steps: those before the loop and those in it.
   * @param results the planes that are wanted at the end of each round
   * @param firstLocal the first of as many v128 locals as there are `registers`
   * @param memoryAt where in memory planes may be kept, in bytes
   * @param keep planes that are wanted in memory at the end of each round
   * @returns the local of each result, and how much memory is used, in bytes
   */
  emit(
    results: readonly Plane[],
    firstLocal: number,
    memoryAt: number,
    keep: readonly Plane[] = [],
  ): EmittedCode {
    const wanted = this.#wanted([...results, ...keep]);
    const computations = (varies: boolean): Computation[] =>
      this.#steps.flatMap((step, value) =>
        wanted.has(value) && this.#varies[value] === varies ? [{ value, operands: operandsOf(step) }] : [],
      );
    const inLoop = computations(true);
    const neededInLoop = new Set([...inLoop.flatMap(({ operands }) => operands), ...results, ...keep]);
    const before = allocate({
      computations: computations(false),
      given: new Map(),
      keep: new Set([...neededInLoop].filter((plane) => this.#varies[plane] === false)),
      results: [],
      firstSlot: 0,
    });
    const inside = allocate({
      computations: inLoop,
      given: before.kept,
      keep: new Set(keep),
      results,
      firstSlot: before.slots,
    });
    const code = (actions: readonly Action[]): number[] =>
      actions.flatMap((action) => this.#instructions(action, firstLocal, memoryAt));
    return {
      before: code(before.actions),
      inside: code(inside.actions),
      results: inside.results.map((register) => firstLocal + register),
      keptAt: new Map([...inside.kept].map(([plane, slot]) => [plane, memoryAt + slot * planeBytes])),
      memoryBytes: inside.slots * planeBytes,
    };
  }

  /** The planes that the results depend on, themselves included. */
  #wanted(results: readonly Plane[]): Set<Plane> {
    const wanted = new Set(results);
    for (let plane = this.#steps.length - 1; plane >= 0; plane--) {
      const step = this.#steps[plane];
      if (step !== undefined && wanted.has(plane))
        for (const operand of operandsOf(step)) wanted.add(operand);
    }
    return wanted;
  }

  #instructions(action: Action, firstLocal: number, memoryAt: number): number[] {
    const get = (register: number): number[] => [...op.localGet, ...unsigned(firstLocal + register)];
    const set = (register: number): number[] => [...op.localSet, ...unsigned(firstLocal + register)];
    const place = (slot: number): number[] => at(memoryAt + slot * planeBytes);
    switch (action.kind) {
      case "load":
        return [...op.i32Const, 0, ...op.v128Load, ...place(action.slot), ...set(action.to)];
      case "store":
        return [...op.i32Const, 0, ...get(action.from), ...op.v128Store, ...place(action.slot)];
      case "compute": {
        const step = this.#steps[action.value];
        if (step === undefined) throw new RangeError(`there is no plane ${action.value}`);
        return [...action.from.flatMap(get), ...instructionsOf(step), ...set(action.to)];
      }
    }
  }

  #binary(kind: Operation, left: Plane, right: Plane): Plane {
    return this.#add({ kind, left, right }, this.#varies[left] === true || this.#varies[right] === true);
  }

  #once(key: string, step: Step, varies: boolean): Plane {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const plane = this.#add(step, varies);
    this.#known.set(key, plane);
    return plane;
  }

  #add(step: Step, varies: boolean): Plane {
    this.#varies.push(varies);
    return this.#steps.push(step) - 1;
  }
}

const opcodes = { and: op.v128And, andNot: op.v128AndNot, or: op.v128Or, xor: op.v128Xor } as const;

function operandsOf(step: Step): readonly Plane[] {
  switch (step.kind) {
    case "constant":
    case "spread":
    case "load":
      return [];
    case "shiftLeft":
    case "shiftRight":
      return [step.of];
    default:
      return [step.left, step.right];
  }
}

/** What computes a step whose operands are on the stack. */
function instructionsOf(step: Step): readonly number[] {
  switch (step.kind) {
    case "constant":
      return [...op.v128Const, ...step.bytes];
    case "spread":
      // 0 − bit: all ones where the bit is set
      return [
        ...[...op.i32Const, 0, ...op.localGet, ...unsigned(step.local), ...op.i32Const, ...signed(step.bit)],
        ...[...op.i32ShrUnsigned, ...op.i32Const, 1, ...op.i32And, ...op.i32Sub, ...op.i32x4Splat],
      ];
    case "load": {
      const address = step.local === null ? [...op.i32Const, 0] : [...op.localGet, ...unsigned(step.local)];
      return [...address, ...op.v128Load, ...at(step.offset)];
    }
    case "shiftLeft":
      return [...op.i32Const, ...signed(step.by), ...op.i32x4Shl];
    case "shiftRight":
      return [...op.i32Const, ...signed(step.by), ...op.i32x4ShrUnsigned];
    default:
      return opcodes[step.kind];
  }
}
