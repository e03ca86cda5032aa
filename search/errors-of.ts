import { mostTabledBits } from "../generators/operators/shared/searched-netlist.js";
import { exactErrors, type ExactErrors } from "./exact-errors.js";
import type { GateList } from "./engine/genome.js";
import { everyPair, type EveryPair } from "./every-pair/every-pair.js";
import type { Plan } from "./round.js";
import { tableOfList } from "./table.js";

/**
 * Errors over every pair of operands, as often as they come. Only wide ones have worst pairs.
 * @returns undefined after an interruption
 */
export async function errorsOf(
  list: GateList,
  { n, signed, operands }: Pick<Plan, "n" | "signed" | "operands">,
  threads?: number,
): Promise<EveryPair | undefined> {
  if (n <= mostTabledBits)
    return { errors: exactErrors(tableOfList(list, n), n, signed, operands), worst: [] };
  return everyPair(list, n, signed, threads);
}

/** The errors of a netlist with every pair as likely. @param known as often as operands come */
export const errorsOfAllPairs = (
  list: GateList,
  { n, signed, operands }: Pick<Plan, "n" | "signed" | "operands">,
  known: ExactErrors,
): ExactErrors => (operands === undefined ? known : exactErrors(tableOfList(list, n), n, signed));
