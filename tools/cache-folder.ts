import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/** Where results are kept by default: `$XDG_CACHE_HOME/tapir`, or `~/.cache/tapir` where that is not set or relative. */
export function defaultCacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  const base = env.XDG_CACHE_HOME ?? "";
  return join(isAbsolute(base) ? base : join(homedir(), ".cache"), "tapir");
}
