import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { withScratch } from "../../tools/scratch.js";
import { tapirHere } from "./run-here.js";
import { tapir } from "./run.js";

const files = {
  "cnn.yaml": "layers: [{ conv: 4, stride: 2 }, bn, relu, { fc: 16 }, relu, { fc: 10 }]",
  "w1.yaml": "steps: [{ bits: 1, epochs: 1 }]\nfloat32: []",
};

test("W1A1: the same classes by the trainer, on BinaryDot and LowBitDot, and on the RTL of a recorded layer", async () => {
  await withScratch(async (cwd) => {
    for (const [file, text] of Object.entries(files)) await writeFile(join(cwd, file), text);
    const trained = await tapirHere(
      "train cnn.yaml --data built-in --test built-in --images 300 --batch 8 --recipe w1.yaml -o low.onnx --memory mem --predictions a.npy --threads 1",
      { cwd },
    );
    expect(trained.exitCode).toBe(0);
    expect((await readdir(join(cwd, "mem"))).sort()).toEqual([
      ...["conv1.thresholds.mem", "conv1.weights.mem", "fc1.thresholds.mem", "fc1.weights.mem"],
      ...["fc2.weights.mem", "layers.json"],
    ]);
    const again = await tapirHere("train low.onnx --continue --data built-in -o more.onnx", { cwd });
    expect(again).toMatchObject({ exitCode: 2, stdout: "" });
    expect(again.stderr).toMatch(/low\.onnx has few bits .* train its description with a longer recipe/);
    expect(existsSync(join(cwd, "more.onnx"))).toBe(false);
    const [, layers = ""] = /--layers "([^"]*)"/.exec(trained.stdout) ?? [];
    const [, design = ""] = /fc1: (BinaryDot[^;]*);/.exec(layers) ?? [];
    expect(trained.stdout).toContain(`tapir generate ${design} --name fc1`);

    const words = ["infer", "low.onnx", "--layers", layers, "--data", "built-in"];
    const inferred = await tapir([...words, "--predictions", "b.npy", "--threads", "1"], { cwd });
    expect(inferred).toMatchObject({ exitCode: 0 });
    const [a, b] = await Promise.all(["a.npy", "b.npy"].map((name) => readFile(join(cwd, name))));
    expect(b?.equals(a ?? Buffer.alloc(0))).toBe(true);
    expect(new Set(a?.subarray(-1000)).size).toBeGreaterThan(3);

    const trace = await tapir(
      [...words, "--trace", "fc1.jsonl", "--layer", "fc1", "--sums", "50", "--images", "40"],
      { cwd },
    );
    expect(trace.exitCode).toBe(0);
    const verified = await tapir(`verify ${design} --trace fc1.jsonl --level rtl`, { cwd });
    expect(verified).toMatchObject({ exitCode: 0 });
    expect(verified.stdout).toMatch(/50 sums of fc1, 0 differ .* pass/);
  });
});
