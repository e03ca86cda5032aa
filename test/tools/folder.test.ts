import { stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeFolder } from "../../tools/folder.js";
import { withScratch } from "../../tools/scratch.js";

test("folders are made as deep as asked, and what is there stays", async () => {
  await withScratch(async (folder) => {
    const deep = join(folder, "a", "b", "c");
    await Promise.all([makeFolder(deep), makeFolder(join(folder, "a", "b", "d"))]);
    await makeFolder(deep);
    expect((await stat(deep)).isDirectory()).toBe(true);
    await writeFile(join(folder, "file"), "");
    await expect(makeFolder(join(folder, "file", "a"))).rejects.toThrow(/ENOTDIR/);
  });
});

// Node's own `mkdir` with `recursive` never returns from this.
test("where nothing can be made it fails", async () => {
  await expect(makeFolder("/proc/tapir/a")).rejects.toThrow(/ENOENT|EACCES|EPERM/);
});
