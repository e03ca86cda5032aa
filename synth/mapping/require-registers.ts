import type { Library } from "../../liberty/library.js";
import { RequestError } from "../../tools/errors.js";

/**
 * @param design its spec, for the message
 * @throws {RequestError} the library has no flip-flop for the design's registers
 */
export function requireRegisters({ registers, files }: Library, design: string): void {
  if (registers.length === 0)
    throw new RequestError(
      `${design} has registers, and ${files.join(" + ")} has no flip-flop for them; add a library with one (--liberty may be given several times)`,
    );
}
