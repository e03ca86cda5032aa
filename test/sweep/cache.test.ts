import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Cache } from "../../sweep/cache.js";
import { defaultCacheFolder } from "../../tools/cache-folder.js";
import { withScratch } from "../../tools/scratch.js";
import { codeOf, isSystemError } from "../../tools/system-errors.js";
import { writeWholeFile } from "../../tools/whole-files.js";

const key = { measure: "synth", design: "PositMult n=8 es=0", seed: 1 };
const value = { area: 12.5, warnings: ["µ"], none: null };
const netlist = "module µ;\n".repeat(2000);
const large = { design: "d", netlist, area: 12.5 };

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

/** The one file of a cache with one entry. */
async function onlyFile(folder: string): Promise<string> {
  const files = await filesOf(folder);
  expect(files).toHaveLength(1);
  return files[0] ?? "";
}

test("what was put is got again, by the same key only", async () => {
  await withScratch(async (folder) => {
    const cache = new Cache(join(folder, "new"));
    expect(cache.get(key)).toBeUndefined();
    await cache.put(key, value);
    expect(new Cache(cache.folder).get(key)).toEqual(value);
    expect(cache.get({ ...key, seed: 2 })).toBeUndefined();
    expect(cache.damaged).toBe(0);
    expect(await cache.info()).toMatchObject({ entries: 1 });
    await writeFile(join(folder, "new", "mine.txt"), "not the cache's");
    await cache.clear();
    expect(await cache.info()).toEqual({ entries: 0, bytes: 0 });
    expect(await readdir(cache.folder)).toEqual(["mine.txt"]);
  });
});

test("of any field, its JSON is got", async () => {
  await withScratch(async (folder) => {
    const field = fc.oneof(
      fc.string({ unit: "binary", maxLength: 20 }),
      fc.constantFrom('"', "\\", '\\"', '","area":"', "⟨16,1⟩\n").map((piece) => piece.repeat(2000)),
      fc.constantFrom(1.5, null, ["a"], ["x".repeat(5000)]),
    );
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.constantFrom("verilog", "area", '"'), field), async (value) => {
        const cache = new Cache(folder);
        await cache.put(key, value);
        for (const [name, of] of Object.entries(value))
          expect(Buffer.from(cache.jsonOf(key, name) ?? []).toString()).toBe(JSON.stringify(of));
      }),
      { numRuns: 40 },
    );
    expect(new Cache(folder).jsonOf({ ...key, seed: 2 }, "verilog")).toBeUndefined();
  });
});

test("of a large result, the head is got without the long texts, which keep their places", async () => {
  await withScratch(async (folder) => {
    const cache = new Cache(folder);
    await cache.put(key, large);
    expect(JSON.stringify(cache.get(key))).toBe(JSON.stringify(large));
    expect(cache.head(key)).toEqual({ design: "d", netlist: null, area: 12.5 });
    const manyWarnings = { ...large, warnings: Array.from({ length: 20_000 }, String) };
    await cache.put(key, manyWarnings);
    expect(JSON.stringify(cache.get(key))).toBe(JSON.stringify(manyWarnings));
    expect(cache.head(key)).toEqual({ design: "d", netlist: null, area: 12.5, warnings: null });
    const manyFields = {
      ...large,
      ...Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`field${i}`, i])),
    };
    await cache.put(key, manyFields);
    expect(cache.get(key)).toEqual(manyFields);
    // A head longer than what is read of a file: all is read.
    expect(cache.head(key)).toEqual(manyFields);
    await cache.put(key, value);
    expect(cache.head(key)).toEqual(value);
    expect(cache.head({ ...key, seed: 2 })).toBeUndefined();
    expect(cache.damaged).toBe(0);
  });
});

describe("a damaged entry counts as missing", () => {
  test.each<[string, (text: string) => string]>([
    ["without the long texts", (text) => text.split("\n", 2).join("\n")],
    ["a letter of a long text changed", (text) => text.replace(/µ(?=[^µ]*$)/, "v")],
    ["cut short", (text) => text.slice(0, -5)],
  ])("%s; its head is whole", async (_, damage) => {
    await withScratch(async (folder) => {
      const cache = new Cache(folder);
      await cache.put(key, large);
      const file = await onlyFile(folder);
      await writeFile(file, damage(await readFile(file, "utf8")));
      expect(cache.get(key)).toBeUndefined();
      expect(cache.damaged).toBe(1);
      expect(cache.head(key)).toMatchObject({ area: 12.5 });
    });
  });

  test.each<[string, (text: string) => string]>([
    ["cut short", (text) => text.slice(0, -5)],
    ["empty", () => ""],
    ["a digit changed", (text) => text.replace("12.5", "12.6")],
    ["zeros, as after a power failure", (text) => "\0".repeat(text.length)],
    ["another layout", () => '{"value":{"area":1}}'],
  ])("%s", async (_, damage) => {
    await withScratch(async (folder) => {
      const cache = new Cache(folder);
      await cache.put(key, value);
      const file = await onlyFile(folder);
      await writeFile(file, damage(await readFile(file, "utf8")));
      expect(cache.get(key)).toBeUndefined();
      expect(cache.damaged).toBe(1);
      expect(cache.head(key)).toBeUndefined();
      expect(cache.damaged).toBe(2);
      await cache.put(key, value);
      expect(cache.get(key)).toEqual(value);
    });
  });
});

test("written from many sides at once, an entry is whole and nothing is left beside it", async () => {
  await withScratch(async (folder) => {
    const caches = Array.from({ length: 20 }, () => new Cache(folder));
    await Promise.all(caches.map((cache) => cache.put(key, value)));
    await onlyFile(folder);
    expect(new Cache(folder).get(key)).toEqual(value);
  });
});

describe("a folder that cannot be one", () => {
  const withFile = (work: (file: string) => Promise<void>) =>
    withScratch(async (folder) => {
      await writeFile(join(folder, "file"), "");
      await work(join(folder, "file"));
    });

  test("is refused with a way out, when it is asked for", async () => {
    await withFile(async (file) => {
      await expect(new Cache(file).check()).rejects.toThrow(/cannot be used.*--cache.*--no-cache/);
    });
  });

  test("is warned of once, and no result is lost", async () => {
    await withFile(async (file) => {
      const warnings: string[] = [];
      const cache = new Cache(file, (text) => warnings.push(text));
      await cache.put(key, value);
      await cache.put({ ...key, seed: 2 }, value);
      expect(cache.get(key)).toBeUndefined();
      expect(warnings).toEqual([expect.stringMatching(/cannot be used/)]);
    });
  });
});

describe("hiccups of a shared file system", () => {
  /** Writes fail as long as there are errors left. */
  const failing =
    (...errors: string[]) =>
    async (path: string, content: string | Uint8Array) => {
      const code = errors.shift();
      if (code !== undefined) throw Object.assign(new Error(`${code}: hiccup`), { code });
      await writeWholeFile(path, content);
    };

  test.each(["ENOENT", "ENOSPC", "ESTALE"])("one write that says %s loses nothing", async (code) => {
    await withScratch(async (folder) => {
      const warnings: string[] = [];
      const cache = new Cache(folder, (text) => warnings.push(text), failing(code));
      await cache.put(key, value);
      expect(cache.get(key)).toEqual(value);
      expect(warnings).toEqual([]);
      await new Cache(folder, undefined, failing(code)).check();
    });
  });

  test("writes that go on failing are warned of once", async () => {
    await withScratch(async (folder) => {
      const warnings: string[] = [];
      const cache = new Cache(
        folder,
        (text) => warnings.push(text),
        failing("ENOSPC", "ENOSPC", "ENOSPC", "ENOSPC"),
      );
      await cache.put(key, value);
      await cache.put({ ...key, seed: 2 }, value);
      await cache.put({ ...key, seed: 3 }, value);
      expect(warnings).toEqual([expect.stringMatching(/no space is left/)]);
      expect(cache.get({ ...key, seed: 3 })).toEqual(value);
    });
  });

  test("an entry that cannot be read is a miss", async () => {
    await withScratch(async (folder) => {
      const cache = new Cache(folder);
      await cache.put(key, value);
      const file = await onlyFile(folder);
      await rm(file);
      await mkdir(file);
      expect(cache.get(key)).toBeUndefined();
      expect(cache.damaged).toBe(0);
    });
  });

  test("a stale handle has a name, though Node.js knows only its number", () => {
    const stale = Object.assign(new Error("Unknown system error -116"), {
      code: "Unknown system error -116",
      errno: -116,
      syscall: "open",
    });
    expect(codeOf(stale)).toBe("ESTALE");
    expect(isSystemError(stale)).toBe(true);
  });
});

test("a folder that is checked is there, and nothing else is", async () => {
  await withScratch(async (folder) => {
    const cache = new Cache(join(folder, "new"));
    await cache.check();
    expect(await filesOf(cache.folder)).toEqual([]);
    expect(await cache.info()).toEqual({ entries: 0, bytes: 0 });
  });
});

test.each([
  [{ XDG_CACHE_HOME: "/var/tmp/c" }, "/var/tmp/c/tapir"],
  // The XDG specification: a relative path is to be ignored.
  [{ XDG_CACHE_HOME: "c" }, /^\/.*\.cache\/tapir$/],
  [{}, /^\/.*\.cache\/tapir$/],
])("the folder for %o", (env, expected) => {
  expect(defaultCacheFolder(env)).toMatch(expected);
});
