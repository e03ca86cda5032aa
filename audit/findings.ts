import type { Design } from "../generators/design.js";
import { joinBits, layoutOf } from "../operands/word.js";
import type { Equivalence } from "./equivalence.js";

/** A fault or a mutant that no vector shows although some inputs would, or might. */
export interface Survivor {
  /** `_0123_ stuck at 0`, or what is wrong with a mutant. */
  readonly what: string;
  /**
   * Inputs that show it, in hexadecimal by port, and where there are registers what they hold, by name; null where it is
   * not known whether there are any.
   */
  readonly shown_by: Readonly<Record<string, string>> | null;
}

/** What became of a number of faults or mutants: each was caught, is redundant or survives. */
export interface Tally {
  readonly total: number;
  /** Shown by at least one vector. */
  readonly caught: number;
  /** Proved to change no output for any inputs. */
  readonly redundant: number;
  /** Neither. Those with inputs that show them are testable, the others were undecided when time was up. */
  readonly survivors: readonly Survivor[];
  /** caught / (total − redundant), 0 to 1: what is undecided counts as missed. */
  readonly coverage: number;
}

/**
 * @param total faults or mutants tried
 * @param unseen those that no vector shows, with what was found out about each
 * @param registers what registers' bits are called, of which inputs words hold one each above the ports
 */
export function tally(
  design: Design,
  total: number,
  unseen: readonly { readonly what: string; readonly found: Equivalence }[],
  registers: readonly string[] = [],
): Tally {
  const redundant = unseen.filter(({ found }) => found.kind === "proved").length;
  const caught = total - unseen.length;
  const survivors = unseen.flatMap(({ what, found }): Survivor[] => {
    if (found.kind === "proved") return [];
    return [{ what, shown_by: found.kind === "refuted" ? shownBy(design, found.example, registers) : null }];
  });
  return { total, caught, redundant, survivors, coverage: coverageOf({ total, caught, redundant }) };
}

/** The tally if all that is undecided were redundant. */
export function decidedAtBest(found: Tally): Tally {
  const survivors = found.survivors.filter(({ shown_by }) => shown_by !== null);
  const redundant = found.redundant + found.survivors.length - survivors.length;
  return { ...found, redundant, survivors, coverage: coverageOf({ ...found, redundant }) };
}

function coverageOf({ total, caught, redundant }: Pick<Tally, "total" | "caught" | "redundant">): number {
  const testable = total - redundant;
  return testable === 0 ? 1 : caught / testable;
}

function shownBy({ ports }: Design, word: bigint, registers: readonly string[]): Record<string, string> {
  const layout = layoutOf(ports, "input");
  const held = registers.map((name, i): [string, bigint] => [name, (word >> BigInt(layout.width + i)) & 1n]);
  const all = [...Object.entries(layout.unpack(word)), ...joinBits(held)];
  return Object.fromEntries(all.map(([name, bits]) => [name, `0x${bits.toString(16)}`]));
}
