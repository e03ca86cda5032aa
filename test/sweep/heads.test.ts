import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { Cache, type Key } from "../../sweep/cache.js";
import { headsOf } from "../../sweep/heads.js";
import { withScratch } from "../../tools/scratch.js";

const keys = Array.from({ length: 100 }, (_, seed): Key => ({ measure: "synth", seed }));
const values = keys.map((_, seed) => ({ area: seed * 1.5 }));

const filesOf = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
};

/** The files in which entries are kept together. */
const togetherIn = async (folder: string): Promise<string[]> =>
  (await filesOf(folder)).filter((path) => path.endsWith(".heads"));

const withEntries = (work: (folder: string) => Promise<void>, kept: readonly Key[] = keys): Promise<void> =>
  withScratch(async (folder) => {
    const cache = new Cache(folder);
    await Promise.all(kept.map((key) => cache.put(key, values[Number(key.seed)] ?? {})));
    await work(folder);
  });

/** As a run of its own asks: what it finds, and how many entries it reads one by one. */
async function asked(folder: string, wanted: readonly (Key | undefined)[] = keys) {
  const cache = new Cache(folder);
  const head = vi.spyOn(cache, "head");
  return { found: await headsOf(cache, wanted), alone: head.mock.calls.length, damaged: cache.damaged };
}

test("the second time, all are read from one file", async () => {
  await withEntries(async (folder) => {
    expect(await asked(folder)).toEqual({ found: values, alone: 100, damaged: 0 });
    expect(await asked(folder)).toEqual({ found: values, alone: 0, damaged: 0 });
    expect(await new Cache(folder).info()).toMatchObject({ entries: 100 });
  });
});

test("another request, and one whose order differs, gets its own values", async () => {
  await withEntries(async (folder) => {
    await asked(folder);
    const backwards = await asked(folder, keys.toReversed());
    expect(backwards).toEqual({ found: values.toReversed(), alone: 100, damaged: 0 });
    const others = keys.map((key) => ({ ...key, yosys: "another" }));
    expect((await asked(folder, others)).found).toEqual(others.map(() => undefined));
  });
});

test("in the place of another request's file, none of its values is taken", async () => {
  await withEntries(async (folder) => {
    await asked(folder, keys.toReversed());
    const [taken = ""] = await togetherIn(folder);
    const content = await readFile(taken, "utf8");
    const others = keys.map((key) => ({ ...key, yosys: "another" }));
    const cache = new Cache(folder);
    await Promise.all(others.map((key) => cache.put(key, { area: -1 })));
    await asked(folder, others);
    for (const path of await togetherIn(folder)) await writeFile(path, content);
    expect((await asked(folder, others)).found).toEqual(others.map(() => ({ area: -1 })));
  });
});

test.each([
  ["torn", (content: string) => content.slice(0, 500)],
  ["changed", (content: string) => content.replace('"area":3', '"area":4')],
])("a %s file is made again from the entries, and no result counts as damaged", async (_, spoilt) => {
  await withEntries(async (folder) => {
    await asked(folder);
    const [path = ""] = await togetherIn(folder);
    await writeFile(path, spoilt(await readFile(path, "utf8")));
    expect(await asked(folder)).toEqual({ found: values, alone: 100, damaged: 0 });
    expect(await asked(folder)).toEqual({ found: values, alone: 0, damaged: 0 });
  });
});

test("what was missing is found when it is there", async () => {
  await withEntries(
    async (folder) => {
      const half = values.map((value, seed) => (seed < 70 ? value : undefined));
      expect((await asked(folder)).found).toEqual(half);
      expect(await asked(folder)).toMatchObject({ found: half, alone: 30 });
      const cache = new Cache(folder);
      for (const [seed, key] of keys.entries()) if (seed >= 70) await cache.put(key, { area: seed * 1.5 });
      expect((await asked(folder)).found).toEqual(values);
    },
    keys.slice(0, 70),
  );
});

test("measurements without a key have no result, and few entries are not kept together", async () => {
  await withEntries(async (folder) => {
    const few = [undefined, ...keys.slice(0, 50)];
    expect((await asked(folder, few)).found).toEqual([undefined, ...values.slice(0, 50)]);
    expect(await togetherIn(folder)).toEqual([]);
    const some = [undefined, ...keys];
    await asked(folder, some);
    await Promise.all(
      (await filesOf(folder)).filter((path) => !path.endsWith(".heads")).map((path) => rm(path)),
    );
    expect(await asked(folder, some)).toEqual({ found: [undefined, ...values], alone: 0, damaged: 0 });
  });
});
