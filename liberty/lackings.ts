import type { Cell } from "./cells.js";
import { hasIdleInput, isGate, type Role } from "./roles.js";

/** What is asked of a library here. */
interface Described {
  readonly files: readonly string[];
  readonly normalised: boolean;
  readonly timed: boolean;
  readonly cells: ReadonlyMap<string, Cell>;
  readonly roles: ReadonlyMap<string, Role>;
  readonly inverter: Cell;
  readonly registers: readonly unknown[];
  readonly voltage: number | undefined;
}

/** The most cells that a sentence names. */
const mostNamed = 4;

/**
 * What a library lacks, a sentence each.
 * @param noBuffer whether two inverters stand in for a buffer
 */
export function lackings(library: Described, noBuffer: boolean): string[] {
  const { normalised, timed, registers, voltage, files, cells, roles, inverter } = library;
  const bare = [...cells.values()].filter(({ name, namesArea }) => roles.has(name) && !namesArea);
  const found = [
    ...(timed ? [] : ["no delay tables: areas and gates are as ever, delays are not available"]),
    ...(noBuffer ? [`no buffer: two inverters ${inverter.name} stand in for one`] : []),
    ...(registers.length > 0
      ? []
      : [`no usable flip-flop${whyNone(library)}: only combinational designs can be mapped`]),
    ...(voltage === undefined && !normalised ? ["no supply voltage: power is not available"] : []),
    ...passedOver([...cells.values()], timed),
    ...(bare.length > 0 ? [`no area for ${listed(bare.map(({ name }) => name))}, which count as 0`] : []),
  ];
  return found.map((what) => `${files.join(" + ")} has ${what}`);
}

/** Which gates and registers are not used for how they are described. */
function passedOver(cells: readonly Cell[], timed: boolean): string[] {
  const wanted = cells.filter(
    (cell) => !cell.special && !cell.dontUse && (isGate(cell) || cell.flipFlop !== undefined),
  );
  const unread = wanted.filter(({ readable }) => !readable);
  const half = timed ? wanted.filter((cell) => cell.readable && cell.halfTimed && isGate(cell)) : [];
  const idle = wanted.filter((cell) => cell.readable && isGate(cell) && hasIdleInput(cell));
  return [
    ...(idle.length > 0 ? [`inputs that no function reads, of ${are(idle, ", which ")} left out`] : []),
    ...(unread.length > 0
      ? [
          `names that not all tools read, with more than letters, digits, _, - and dots, or a digit first: ${are(unread, " ")} left out`,
        ]
      : []),
    ...(half.length > 0 ? [`delays from some inputs only of ${are(half, ", which ")} left out`] : []),
  ];
}

/** Cells in which what is missing may be, and why they are not looked at: for a library that is of no use. */
export function leftOut(cells: readonly Cell[], timed: boolean): string[] {
  const excluded = cells.filter((cell) => cell.excluded);
  const both = cells.filter(
    ({ special, dontUse, pins }) =>
      !special && !dontUse && pins.some(({ direction }) => direction === "inout"),
  );
  return [
    ...passedOver(cells, timed),
    ...(both.length > 0 ? [`cells with pins of direction inout, which no gate has: ${names(both)}`] : []),
    ...(excluded.length > 0 ? [`cells that --dont-use leaves out: ${names(excluded)}`] : []),
  ];
}

const names = (cells: readonly Cell[]): string => listed(cells.map(({ name }) => name));

/** `A, B are`, or with other words between. */
const are = (cells: readonly Cell[], between: string): string =>
  `${listed(cells.map(({ name }) => name))}${between}${cells.length === 1 ? "is" : "are"}`;

/** What keeps its flip-flops from being used. */
function whyNone({ cells }: Pick<Described, "cells">): string {
  const others = [...cells.values()].filter(({ flipFlop }) => flipFlop !== undefined);
  if (others.length === 0) return "";
  const forbidden = others.every(({ dontUse }) => dontUse);
  return ` (${listed(others.map(({ name }) => name))}: ${forbidden ? "not to be used" : "scan, enables and the like need more than a clock, data, set and reset"})`;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, mostNamed).join(", ");
  return names.length > mostNamed ? `${shown} and ${names.length - mostNamed} more` : shown;
}
