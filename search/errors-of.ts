import { mostTabledBits } from "../generators/operators/shared/searched-netlist.js";
import { exactErrors, type ExactErrors } from "./exact-errors.js";
import type { GateList } from "./engine/genome.js";
import { everyPair } from "./every-pair/every-pair.js";
import type { Plan } from "./round.js";
import { tableOfList } from "./table.js";

/** Errors over every pair of operands, as often as they come; and of wide operands the pairs that are worst, as x·2^n + y. */
export interface Judged {
  readonly errors: ExactErrors;
  readonly worst: readonly number[];
}

/** @returns undefined after an interruption */
export async function errorsOf(
  list: GateList,
  { n, signed, operands }: Pick<Plan, "n" | "signed" | "operands">,
  threads?: number,
): Promise<Judged | undefined> {
  if (n <= mostTabledBits)
    return { errors: exactErrors(tableOfList(list, n), n, signed, operands), worst: [] };
  const found = await everyPair(list, n, signed, threads);
  if (found === undefined) return undefined;
  const { errors, worst } = found;
  return { errors, worst: Array.from(worst.x, (x, at) => x * 2 ** n + (worst.y[at] ?? 0)) };
}

/** The errors of a netlist with every pair as likely. @param known as often as operands come */
export const errorsOfAllPairs = (
  list: GateList,
  { n, signed, operands }: Pick<Plan, "n" | "signed" | "operands">,
  known: ExactErrors,
): ExactErrors => (operands === undefined ? known : exactErrors(tableOfList(list, n), n, signed));
