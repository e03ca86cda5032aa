import type { Library } from "../../liberty/library.js";
import { RequestError } from "../../tools/errors.js";

/**
 * @param design its spec, for the message
 * @throws {RequestError} the library has no delay tables
 */
export function requireDelays({ timed, files }: Library, design: string): void {
  if (!timed)
    throw new RequestError(
      `${design}: ${files.join(" + ")} has no delay tables, so nothing can be timed; name a library that has with --liberty FILE`,
    );
}
