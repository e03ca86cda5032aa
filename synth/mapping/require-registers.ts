import { hasAsynchronousClear } from "../../liberty/asynchronous-clear.js";
import type { Library } from "../../liberty/library.js";
import { RequestError } from "../../tools/errors.js";
import type { SynthesisJob } from "./job.js";

/**
 * @param design its spec, for the message
 * @throws {RequestError} the library has no flip-flop for the design's registers
 */
function requireRegisters({ registers, files }: Library, design: string): void {
  if (registers.length === 0)
    throw new RequestError(
      `${design} has registers, and ${files.join(" + ")} has no flip-flop for them; add a library with one (--liberty may be given several times)`,
    );
}

/** @throws {RequestError} the library has no flip-flop for the design's registers, or none with the clear that they need */
export function requireRegistersOf(
  { design, clock, asynchronousReset }: SynthesisJob,
  library: Library,
): void {
  if (clock != null) requireRegisters(library, design);
  if (asynchronousReset != null && !hasAsynchronousClear(library))
    throw new RequestError(
      `${design}: ${library.name} has no flip-flop with an asynchronous clear; reset=sync needs none`,
    );
}
