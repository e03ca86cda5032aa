import { homedir } from "node:os";
import { RequestError } from "./errors.js";
import { isAbsolute, join } from "node:path";

/**
 * Where results are kept by default: `$XDG_CACHE_HOME/tapir`, or `~/.cache/tapir` if that is unset or relative.
 * @throws {RequestError} the user has no home, or one that depends on the working folder
 */
export function defaultCacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  const base = env.XDG_CACHE_HOME ?? "";
  return join(isAbsolute(base) ? base : join(home(), ".cache"), "tapir");
}

function home(): string {
  const needed = "set HOME or XDG_CACHE_HOME";
  let folder;
  try {
    folder = homedir();
  } catch {
    throw new RequestError(`this user has no home folder to keep results in; ${needed}`);
  }
  if (!isAbsolute(folder))
    throw new RequestError(`'${folder}' is no home folder to keep results in; ${needed}`);
  return folder;
}
