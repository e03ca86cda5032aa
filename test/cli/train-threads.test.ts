import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { withScratch } from "../../tools/scratch.js";
import { tapir } from "./run.js";
import { expectSameBytes } from "./train-threads.js";

test.each([["plain.yaml", "PositQuireMac n=16 es=1 product=plam", "--batch 10 --master float32"]])(
  "%s on %s %s: the same bytes on one thread, two and three",
  expectSameBytes,
);

test("where one thread cannot go on, all of them stop, and say why", async () => {
  await withScratch(async (cwd) => {
    // One image is so far from the mean that float32 has no number for it. The thread that has it stops, the other waits.
    const lines = Array.from(
      { length: 40 },
      (_, at) => `${at === 2 ? "3.4e38" : "-3.4e38"},${at % 3},${at % 2}`,
    );
    await writeFile(join(cwd, "data.csv"), lines.join("\n"));
    const words =
      "train mlp:2-3-1 FloatMac format=bfloat16 acc=binary32 --data csv:data.csv --epochs 2 --threads";
    for (const threads of [1, 2]) {
      const { exitCode, stderr } = await tapir(`${words} ${threads}`, { cwd, timeout: 20_000 });
      expect(stderr).toMatch(/diverged in epoch 1: a number has become infinite or none/);
      expect(exitCode).toBe(2);
    }
  });
});
