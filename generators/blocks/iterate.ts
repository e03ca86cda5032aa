import { v, type Module, type Signal } from "../hdl/index.js";
import { bitsFor } from "./widths.js";

/** What an iterative unit does in a cycle; at most one of the three is 1. */
export interface Steps {
  /** Operands are taken. */
  readonly accept: Signal;
  /** A step is made. */
  readonly busy: Signal;
  /** The result is there, and waits. */
  readonly done: Signal;
  readonly cycles: number;
  /** Digits that a step finds. */
  readonly digits: number;
  /** While busy, the steps that follow this one; null where there is one step in all. */
  readonly left: Signal | null;
}

interface Controls {
  readonly rst: Signal;
  readonly in_valid: Signal;
  readonly out_ready: Signal;
}

/** The controls of a unit that makes `cycles` steps for each result: idle, busy, done. */
export function controlSteps(
  m: Module,
  { rst, in_valid, out_ready }: Controls,
  { cycles, digits }: { readonly cycles: number; readonly digits: number },
): Steps & { readonly ready: Signal } {
  const [busy, done] = [m.register("busy", 1), m.register("done", 1)];
  m.section(
    `Idle, then busy for ${cycles} ${cycles === 1 ? "cycle" : "cycles"}, then done until the result is taken`,
  );
  const ready = m.wire("ready", 1, v`~(${busy} | ${done})`);
  const accept = m.wire("accept", 1, v`${ready} & ${in_valid}`);
  const left = stepsLeft(m, accept, busy, cycles);
  const last = left === null ? v`1'b1` : v`~(|${left})`;
  m.next(busy, { value: v`${accept} | (${busy} & ~(${last}))`, reset: rst });
  m.next(done, { value: v`(${busy} & (${last})) | (${done} & ~${out_ready})`, reset: rst });
  return { accept, busy, done, cycles, digits, left, ready };
}

/** A counter of the steps that are left. */
function stepsLeft(m: Module, accept: Signal, busy: Signal, cycles: number): Signal | null {
  if (cycles === 1) return null;
  const width = bitsFor(cycles - 1);
  const left = m.register("steps_left", width);
  const fewer = m.wire("fewer_left", width, v`${left} + {${width}{1'b1}}`);
  const value = v`${accept} ? ${width}'d${cycles - 1} : ${fewer}`;
  m.next(left, { value, enable: v`${accept} | ${busy}` });
  return left;
}

/** The last so many of the steps, for a result of fewer digits; all there are, or fewer. */
export function lastOf(m: Module, steps: Steps, cycles: number): Steps {
  const { busy, left } = steps;
  if (cycles >= steps.cycles || left === null) return steps;
  return { ...steps, cycles, busy: m.wire("busy", 1, v`${busy} & (${left} < ${left.width}'d${cycles})`) };
}

/** Values of the operands, kept from the cycle that takes them; each in a register of its name, `held_` before it. */
export function keep<Name extends string>(
  m: Module,
  { accept }: Steps,
  values: Readonly<Record<Name, Signal>>,
): Record<Name, Signal> {
  m.section("Kept from the cycle that takes the operands");
  const given = Object.entries<Signal>(values);
  const kept = given.map(([name, { width }]) => [name, m.register(`held_${name}`, width)] as const);
  for (const [index, [, register]] of kept.entries())
    m.next(register, { value: given[index]?.[1] ?? register, enable: accept });
  return Object.fromEntries(kept) as Record<Name, Signal>;
}
