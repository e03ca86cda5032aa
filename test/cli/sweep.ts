import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export const grid = "sweep MitchwMult n=4,5 w=3,4 PositMult n=4 es=0 --liberty generic --samples 500";

/** Files of a cache. */
export async function entries(cache: string): Promise<string[]> {
  const found = await readdir(cache, { recursive: true, withFileTypes: true }).catch(() => []);
  return found
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => /[0-9a-f]{62}$/.test(path));
}

export async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(5);
}
