import { execa } from "execa";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { packageRoot } from "../../tools/package-root.js";
import { withScratch } from "../../tools/scratch.js";

const puts = 300;

const built = (file: string): string => JSON.stringify(pathToFileURL(join(packageRoot, "dist", file)).href);

/** From the same moment on, writes the same results as the others and reads them at once; prints what failed. */
const writer = `
import { Cache } from ${built("sweep/cache.js")};
import { writeWholeFile } from ${built("tools/whole-files.js")};
const [folder, start] = process.argv.slice(1);
const failed = [];
// Without the cache's second try, which would hide what goes wrong.
const cache = new Cache(folder, undefined, (path, text) =>
  writeWholeFile(path, text).catch((error) => { failed.push(error.message); }));
const value = { text: "0123456789".repeat(5000) };
while (Date.now() < Number(start)) await new Promise(setImmediate);
for (let seed = 0; seed < ${puts}; seed++) {
  await cache.put({ seed }, value);
  cache.get({ seed });
}
console.log(JSON.stringify({ pid: process.pid, failed, damaged: cache.damaged }));
`;

/** As in a container, where the main process is pid 1, or almost. */
const inOwnNamespace = (folder: string, start: number) =>
  execa("unshare", ["-rpf", process.execPath, "--input-type=module", "-e", writer, folder, String(start)]);

const hasNamespaces = (await execa("unshare", ["-rpf", "true"], { reject: false })).exitCode === 0;

test.skipIf(!hasNamespaces)(
  "three containers write one cache at once: none fails, nothing is torn",
  async () => {
    await withScratch(async (folder) => {
      const start = Date.now() + 2000;
      const said = await Promise.all([1, 2, 3].map(() => inOwnNamespace(folder, start)));
      const pid = (JSON.parse(said[0]?.stdout ?? "") as { pid: number }).pid;
      for (const { stdout } of said) expect(JSON.parse(stdout)).toEqual({ pid, failed: [], damaged: 0 });
      const files = await readdir(folder, { recursive: true, withFileTypes: true });
      expect(files.filter((file) => file.isFile())).toHaveLength(puts);
    });
  },
);
