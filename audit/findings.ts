import type { Design } from "../generators/design.js";
import { joinBits, layoutOf } from "../operands/word.js";
import type { Equivalence } from "./equivalence.js";

/** A fault or a mutant that no vector detects, although some inputs do or may do. */
interface Survivor {
  /** `_0123_ stuck at 0`, or what is wrong with a mutant. */
  readonly what: string;
  /**
   * Inputs that detect it, in hexadecimal by port, with the state by register where there are registers; null where it is
   * undecided whether there are any.
   */
  readonly shown_by: Readonly<Record<string, string>> | null;
}

/** Faults or mutants counted by what was found: each was caught, is redundant or survives. */
export interface Findings {
  readonly total: number;
  /** Detected by at least one vector. */
  readonly caught: number;
  /** Proved to change no output for any inputs, and no next state that matters. */
  readonly redundant: number;
  /** Neither. Those with inputs that detect them are testable, the others undecided. */
  readonly survivors: readonly Survivor[];
  /** caught / (total − redundant), 0 to 1: what is undecided counts as missed. */
  readonly coverage: number;
}

/**
 * @param total faults or mutants tried
 * @param unseen those that no vector detects, with the proof of each
 * @param registers names of the register bits that stand in an inputs word above the ports, lowest first
 */
export function findingsOf(
  design: Design,
  total: number,
  unseen: readonly { readonly what: string; readonly found: Equivalence }[],
  registers: readonly string[] = [],
): Findings {
  const redundant = unseen.filter(({ found }) => found.kind === "proved").length;
  const caught = total - unseen.length;
  const survivors = unseen.flatMap(({ what, found }): Survivor[] => {
    if (found.kind === "proved") return [];
    return [{ what, shown_by: found.kind === "refuted" ? shownBy(design, found.example, registers) : null }];
  });
  return { total, caught, redundant, survivors, coverage: coverageOf({ total, caught, redundant }) };
}

/** The findings if all that is undecided were redundant. */
export function decidedAtBest(found: Findings): Findings {
  const survivors = found.survivors.filter(({ shown_by }) => shown_by !== null);
  const redundant = found.redundant + found.survivors.length - survivors.length;
  return { ...found, redundant, survivors, coverage: coverageOf({ ...found, redundant }) };
}

function coverageOf({ total, caught, redundant }: Pick<Findings, "total" | "caught" | "redundant">): number {
  const testable = total - redundant;
  return testable === 0 ? 1 : caught / testable;
}

function shownBy({ ports }: Design, word: bigint, registers: readonly string[]): Record<string, string> {
  const layout = layoutOf(ports, "input");
  const held = registers.map((name, i): [string, bigint] => [name, (word >> BigInt(layout.width + i)) & 1n]);
  const all = [...Object.entries(layout.unpack(word)), ...joinBits(held)];
  return Object.fromEntries(all.map(([name, bits]) => [name, `0x${bits.toString(16)}`]));
}
