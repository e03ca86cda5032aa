import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { InferenceDocument } from "../../cli/infer-report.js";
import type { PowerResult } from "../../synth/power/power.js";
import { npyFile } from "../../tools/npy.js";
import { withScratch } from "../../tools/scratch.js";
import { chain, tensor } from "../nn/tiny.js";
import { tapirHere } from "./run-here.js";

const network = chain(
  ["N", 3],
  [
    ["Gemm", { transB: 1 }, tensor([2, 3], [1, -2, 0.5, 1, 3, -1]), tensor([2], [0.5, 0])],
    ["Relu"],
    ["Gemm", { transB: 1 }, tensor([2, 2], [1, 0, 0, 1])],
  ],
);
const data = "--data npy:images.npy,labels.npy";

/** Operands that never change. */
async function write(cwd: string): Promise<void> {
  await writeFile(join(cwd, "net.onnx"), network);
  await writeFile(join(cwd, "images.npy"), npyFile("<f4", [2, 3], new Uint8Array(24)));
  await writeFile(join(cwd, "labels.npy"), npyFile("|u1", [2], Uint8Array.of(1, 0)));
}

test("energy per inference: operations of each layer times the energy of one on its operands", async () => {
  await withScratch(async (cwd) => {
    await write(cwd);
    const words = `infer net.onnx PositMult n=4 IntMult n=4 signed=true ${data} --measures synth,power --json --no-cache`;
    const { exitCode, stdout, stderr } = await tapirHere(words, { cwd });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.any(String) as string });
    const [float32, posits, integers] = (JSON.parse(stdout) as InferenceDocument).designs;
    expect(float32?.area_um2).toBeUndefined();
    // A posit's bias is a product; an integer's is added.
    expect(posits?.layer_energies?.map(({ operations }) => operations)).toEqual([8, 4]);
    expect(integers?.layer_energies?.map(({ operations }) => operations)).toEqual([6, 4]);
    for (const row of [posits, integers]) {
      expect(row?.area_um2).toBeGreaterThan(100);
      const sum = row?.layer_energies?.reduce((total, each) => total + each.operations * each.energy_pj, 0);
      expect(row?.energy_per_inference_uj).toBeCloseTo((sum ?? 0) * 1e-6, 12);
    }
  });
});

test("power on a layer's operands: less where activations are 0 than where every bit is drawn", async () => {
  await withScratch(async (cwd) => {
    await write(cwd);
    const power = async (operands: string): Promise<PowerResult | undefined> => {
      const words = `power IntMult n=4 signed=true --operands ${operands} --json --no-cache`;
      const { stdout } = await tapirHere(words, { cwd });
      return (JSON.parse(stdout) as { designs: PowerResult[] }).designs[0];
    };
    const recorded = await power(`trace:net.onnx/gemm0 ${data}`);
    expect(recorded?.operands).toBe("trace:net.onnx/gemm0");
    expect(recorded?.energy_pj).toBeLessThan(((await power("uniform"))?.energy_pj ?? 0) / 2);

    await tapirHere(`infer net.onnx IntMult n=4 signed=true ${data} --trace sums.jsonl --layer gemm0`, {
      cwd,
    });
    const fromFile = await power("trace:sums.jsonl");
    // Two images have four sums of three products.
    expect(fromFile).toMatchObject({ operands: "trace:sums.jsonl", vectors: 12 });
  });
});
