import { SimulationError } from "../circuit/circuit-error.js";
import { RequestError } from "../tools/errors.js";
import { isSystemError, reasonOf } from "../tools/system-errors.js";
import { ToolError } from "../tools/tool.js";

/** What went wrong, for a person: one message; with a stack only where it is a mistake of the program's own. */
export function explain(error: unknown): string {
  if (error instanceof RequestError || error instanceof ToolError) return error.message;
  // A netlist that leaves bits undefined, as a foreign module may: what is wrong is the design.
  if (error instanceof SimulationError) return error.message;
  if (isSystemError(error))
    return [reasonOf(error), ...(error.path === undefined ? [] : [error.path])].join(": ");
  if (isOutOfMemory(error))
    return "not enough memory; run fewer designs at a time, or allow more with ulimit -v";
  if (error instanceof Error)
    return `a mistake of tapir's own, please report it: ${error.stack ?? error.message}`;
  return String(error);
}

/** The ways in which V8 and Node say that memory, or address space, is used up. */
const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error &&
  (/allocat|out of memory/i.test(error.message) ||
    (error as NodeJS.ErrnoException).code === "ERR_WORKER_OUT_OF_MEMORY");
