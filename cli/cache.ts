import { Cache } from "../sweep/cache.js";
import { defaultCacheFolder } from "../tools/cache-folder.js";

/** Options of every command that remembers. */
export interface CacheOptions {
  /** A folder; false: none; left out: the usual one. */
  readonly cache?: string | false;
}

/** The cache asked for; null where none is to be used. */
export const cacheFrom = ({ cache }: CacheOptions): Cache | null =>
  cache === false ? null : new Cache(cache ?? defaultCacheFolder());
