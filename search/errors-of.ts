import { isTabled } from "../generators/operators/shared/searched-netlist.js";
import { exactErrors, type ExactErrors } from "./exact-errors.js";
import type { GateList } from "./engine/genome.js";
import { everyPair, type EveryPair } from "./every-pair/every-pair.js";
import type { Plan } from "./round.js";
import { tableOfList } from "./table.js";

/**
 * Errors over every word of operands, as often as they come. Only wide ones have worst pairs.
 * @returns undefined after an interruption
 */
export async function errorsOf(
  list: GateList,
  { shape, operands }: Pick<Plan, "shape" | "operands">,
  threads?: number,
): Promise<EveryPair | undefined> {
  if (isTabled(shape)) return { errors: exactErrors(tableOfList(list, shape), shape, operands), worst: [] };
  return everyPair(list, shape, threads);
}

/** The errors of a netlist with every word as likely. @param known as often as operands come */
export const errorsOfAllPairs = (
  list: GateList,
  { shape, operands }: Pick<Plan, "shape" | "operands">,
  known: ExactErrors,
): ExactErrors => (operands === undefined ? known : exactErrors(tableOfList(list, shape), shape));
