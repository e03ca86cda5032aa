import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
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

/** That a training makes the same network, checkpoint and predictions on one thread, two and three. */
export async function expectSameBytes(network: string, design: string, more: string): Promise<void> {
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
}
