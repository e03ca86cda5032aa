import { digestOf } from "../tools/digest.js";
import type { Cache, Key } from "./cache.js";

/** From so many entries on that were read one by one, they are also kept together. */
const leastTogether = 64;

/** What is kept of many entries in one file: their heads, by the digests of their keys. */
interface Together {
  readonly heads: Readonly<Record<string, object>>;
}

/**
 * The heads of many entries, as `Cache.head` gives each. Thousands of files take most of a second to read, so heads that were
 * asked for together are also kept together:
 *
 *     keys ──► digest of them all ──► one file ──► the heads that are in it
 *                                     the others ──► a file each
 *
 * A file's name is made of all keys, so one request never reads what another one kept; and in it each head stands under the
 * digest of its own key. A file that is missing or torn is made again from the entries.
 * @returns undefined where there is no entry, or no key
 */
export async function headsOf(
  cache: Cache,
  keys: readonly (Key | undefined)[],
): Promise<(object | undefined)[]> {
  const digests = keys.map((key) => key && digestOf(JSON.stringify(key)));
  const place: Key = { kept: "heads", of: digestOf(digests.join("\n")) };
  const together = keys.length < leastTogether ? undefined : (cache.get(place) as Together | undefined);
  const heads = new Map(Object.entries(together?.heads ?? {}));
  let readAlone = 0;
  const found = keys.map((key, index) => {
    if (key === undefined) return undefined;
    const known = heads.get(digests[index] ?? "");
    if (known !== undefined) return known;
    const alone = cache.head(key);
    if (alone !== undefined) readAlone++;
    return alone;
  });
  if (readAlone >= leastTogether) {
    const all = new Map<string, object>();
    for (const [index, digest] of digests.entries()) {
      const head = found[index];
      if (digest !== undefined && head !== undefined) all.set(digest, head);
    }
    await cache.put(place, { heads: Object.fromEntries(all) });
  }
  return found;
}
