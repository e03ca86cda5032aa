import { Cache } from "../sweep/cache.js";
import { defaultCacheFolder } from "../tools/cache-folder.js";
import { RequestError } from "../tools/errors.js";
import { say } from "./output.js";

/** Options of every command that remembers. */
export interface CacheOptions {
  /** A folder; false: none; left out: the usual one. */
  readonly cache?: string | false;
}

/**
 * The cache asked for; null where none is to be used. The usual one is an offer: where it cannot be had, that is said
 * and the work goes on without it.
 * @throws {RequestError} the folder that was asked for cannot be used
 */
export async function cacheFrom({ cache: asked }: CacheOptions): Promise<Cache | null> {
  if (asked === false) return null;
  try {
    const cache = new Cache(asked ?? defaultCacheFolder(), warn);
    await cache.check();
    return cache;
  } catch (error) {
    if (asked !== undefined || !(error instanceof RequestError)) throw error;
    warn(`${error.message}; nothing is kept for the next time`);
    return null;
  }
}

const warn = (text: string): void => {
  say(`tapir: ${text}\n`);
};
