import { parseFunction, type BooleanFunction } from "./text/function.js";
import { attribute, groupsOf, type Group } from "./text/syntax.js";

/** A flip-flop, as functions of its pins. Functions of outputs name `state` and `complement` as if they were pins. */
export interface FlipFlop {
  readonly state: string;
  readonly complement: string;
  /** The next state, at a rising edge of `clock`. */
  readonly next: BooleanFunction;
  readonly clock: BooleanFunction;
  /** Asynchronous clear and preset: while one is true, the state is cleared or set, whatever the clock does. */
  readonly clear?: BooleanFunction;
  readonly preset?: BooleanFunction;
  /** Those of clear and preset that there are. */
  readonly forced: readonly BooleanFunction[];
}

/** Groups of a cell by which it holds state. */
export const stateGroups = new Set(["ff", "latch", "ff_bank", "latch_bank", "statetable"]);

/** The one `ff` group of a cell; undefined where there is other state too, or what it says is incomplete. */
export function readFlipFlop(cell: Group): FlipFlop | undefined {
  const [group, ...others] = cell.groups.filter(({ kind }) => stateGroups.has(kind));
  if (group?.kind !== "ff" || others.length > 0 || group.attributes.has("clocked_on_also")) return undefined;
  const functionOf = (name: string) => parseFunction(attribute(group, name) ?? "");
  const [next, clock] = [functionOf("next_state"), functionOf("clocked_on")];
  // `ff ("IQ,IQN")` names both in one string.
  const [state, complement = `${state}_complement`] = group.names.flatMap((names) => names.split(/[\s,]+/));
  const asked = (["clear", "preset"] as const).filter((name) => group.attributes.has(name));
  const forcing = Object.fromEntries(
    asked.flatMap((name) => {
      const when = functionOf(name);
      return when === undefined ? [] : [[name, when] as const];
    }),
  );
  const forced = Object.values(forcing);
  if (!next || !clock || !state || forced.length < asked.length) return undefined;
  return { state, complement, next, clock, ...forcing, forced };
}

/** How the two are in a description that has both: Liberty's letters L, H, N, T or X. */
export const conflict = (cell: Group): readonly [string, string] => {
  const [group] = groupsOf(cell, "ff");
  const letter = (name: string): string => (group && attribute(group, name)) ?? "L";
  return [letter("clear_preset_var1"), letter("clear_preset_var2")];
};
