import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { withScratch } from "../../../tools/scratch.js";
import { tapir } from "../../cli/run.js";

/*
 * Convolutions that pad, groups, pools and batch norm in few bits, over all built-in test images: the trainer's classes are
 * those of the written file on its designs, and of every layer 200 recorded sums go through RTL and netlist.
 */

const cnn = `layers:
  - { conv: 8, pad: 1, stride: 2 }
  - bn
  - relu
  - { conv: 16, pad: 1, groups: 2 }
  - bn
  - relu
  - pool: 2
  - { fc: 32 }
  - bn
  - relu
  - fc: 10
`;

test.each([
  ["W1A1", "{ bits: 1, epochs: 4 }", "[]"],
  ["W1A1 but for the first and the last layer", "{ bits: 1, epochs: 4 }", "[conv1, fc2]"],
  ["W2A2", "{ bits: 2, epochs: 4 }", "[]"],
  ["W4A3", "{ weights: 4, activations: 3, epochs: 4 }", "[conv1]"],
])("%s: trainer, designs, RTL and netlist", async (_, step, float32) => {
  await withScratch(async (cwd) => {
    await writeFile(join(cwd, "cnn.yaml"), cnn);
    await writeFile(join(cwd, "recipe.yaml"), `steps: [${step}]\nfloat32: ${float32}\n`);
    const trained = await tapir(
      "train cnn.yaml --data built-in --test built-in --recipe recipe.yaml -o low.onnx --predictions a.npy",
      { cwd },
    );
    expect(trained).toMatchObject({ exitCode: 0 });
    const [, layers = ""] = /--layers "([^"]*)"/.exec(trained.stdout) ?? [];
    const infer = ["infer", "low.onnx", "--layers", layers, "--data", "built-in"];
    expect(await tapir([...infer, "--predictions", "b.npy"], { cwd })).toMatchObject({ exitCode: 0 });
    const [a, b] = await Promise.all(["a.npy", "b.npy"].map((name) => readFile(join(cwd, name))));
    expect(b?.equals(a ?? Buffer.alloc(0))).toBe(true);
    expect(new Set(a?.subarray(-1000)).size).toBeGreaterThan(7);
    const rules = layers.split("; ").filter((rule) => !rule.startsWith("else"));
    expect(rules.length).toBeGreaterThan(1);
    for (const rule of rules) {
      const [name = "", design = ""] = rule.split(": ");
      const trace = ["--trace", "sums.jsonl", "--layer", name, "--sums", "200", "--images", "20"];
      expect(await tapir([...infer, ...trace], { cwd })).toMatchObject({ exitCode: 0 });
      const verified = await tapir(`verify ${design} --trace sums.jsonl --level rtl,gates`, { cwd });
      expect(verified.stdout.match(/200 sums of \w+, 0 differ .* pass/g), name).toHaveLength(2);
      // The printed command makes the layer's Verilog.
      expect(trained.stdout).toContain(`tapir generate ${design} --name ${name}`);
    }
  });
});
