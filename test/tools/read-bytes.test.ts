import { execa } from "execa";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readBytes } from "../../tools/read-bytes.js";
import { withScratch } from "../../tools/scratch.js";

/** More than a pipe holds. */
const long = "0123456789abcdef".repeat(20_000);

test.each([
  ["late and slow", `sleep 0.2; exec > fifo; head -c 100000 text; sleep 0.2; tail -c +100001 text`],
  ["there before its reader", `cat text > fifo`],
])("a FIFO is read to its end: a writer that is %s", async (_, script) => {
  await withScratch(async (folder) => {
    await execa("mkfifo", ["fifo"], { cwd: folder });
    await writeFile(join(folder, "text"), long);
    const writer = execa("sh", ["-c", script], { cwd: folder });
    expect(readBytes(join(folder, "fifo")).toString() === long).toBe(true);
    await writer;
  });
});

test("an empty device has no bytes, and a missing file is an error", () => {
  expect(readBytes("/dev/null")).toHaveLength(0);
  expect(() => readBytes("/dev/nosuch")).toThrow("ENOENT");
});
