import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { withScratch } from "../../tools/scratch.js";
import { tapir } from "./run.js";

/* One training on several threads: threads are those of the built program. */

/** Every way in which threads share a batch: images, rows, channels, groups, columns; sizes that are no multiples of four. */
const plain = `layers: [{ conv: 6, pad: 1 }, relu, { pool: 3, stride: 2 }, { conv: 6, groups: 3 }, bn, sigmoid,
  { pool: 2, of: mean }, { conv: 9, stride: 2 }, relu, fc: 21, relu, fc: 10]`;
const low =
  "layers: [{ conv: 5, pad: 1, stride: 3 }, bn, relu, { conv: 6, stride: 2 }, bn, relu, fc: 22, bn, relu, fc: 10]";
const files = {
  "plain.yaml": plain,
  "low.yaml": low,
  "recipe.yaml": "steps: [{ bits: 2, epochs: 1, cycles: 1 }, { bits: 1, epochs: 1 }]\nfloat32: []",
};

test.each([
  ["plain.yaml", "float32", "--optimizer adam"],
  ["plain.yaml", "PositQuireMac n=16 es=1 product=plam", "--batch 10 --master float32"],
  ["plain.yaml", "PositMac n=16 es=1", "--batch 7"],
  ["plain.yaml", "IntMac n=8 acc=32", "--batch 12"],
  ["plain.yaml", "FloatMac format=bfloat16 acc=binary32", "--batch 33"],
  ["plain.yaml", "DrumMult n=8 k=4 sign=c2", ""],
  ["low.yaml", "", "--recipe recipe.yaml --batch 9"],
])("%s on %s %s: the same bytes on one thread, two and three", async (network, design, more) => {
  await withScratch(async (cwd) => {
    for (const [file, text] of Object.entries(files)) await writeFile(join(cwd, file), text);
    const words = `train ${network} ${design} --data built-in --images 40 --test-images 30 ${more}`;
    const epochs = more.includes("--recipe") ? "" : "--epochs 1";
    const [one, ...others] = await Promise.all(
      [1, 2, 3].map(async (threads) => {
        const ended = await tapir(
          `${words} ${epochs} --threads ${threads} -o ${threads}.onnx --checkpoint ${threads}.checkpoint --predictions ${threads}.npy`,
          { cwd },
        );
        expect(ended).toMatchObject({ exitCode: 0, stderr: "" });
        const [onnx, checkpoint, classes] = await Promise.all(
          ["onnx", "checkpoint", "npy"].map((kind) => readFile(join(cwd, `${threads}.${kind}`))),
        );
        // The seconds that an epoch took stand before the arrays.
        const length = checkpoint?.readUInt32LE("tapir training 1\n".length) ?? 0;
        return { onnx, arrays: checkpoint?.subarray("tapir training 1\n".length + 4 + length), classes };
      }),
    );
    expect(one?.arrays?.length).toBeGreaterThan(4 * 1000);
    for (const other of others)
      for (const kind of ["onnx", "arrays", "classes"] as const)
        expect(other[kind]?.equals(one?.[kind] ?? Buffer.alloc(0)), kind).toBe(true);
  });
});

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
      expect(stderr).toMatch(/diverged in epoch 1: an activation is infinite or no number/);
      expect(exitCode).toBe(2);
    }
  });
});
