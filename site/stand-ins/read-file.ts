import { RequestError } from "../../tools/errors.js";

/** A page has no files: what `tools/read-file.ts` has of Node. @throws {RequestError} always */
export function readFile(path: string): never {
  throw new RequestError(`a page in a browser reads no files, so not ${path}; run tapir itself`);
}
