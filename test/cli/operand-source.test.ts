import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { operandSource } from "../../cli/operand-source.js";
import { parseDesign } from "../../generators/request.js";
import { npyFile } from "../../tools/npy.js";
import { withScratch } from "../../tools/scratch.js";
import { chain, tensor } from "../nn/tiny.js";

const network = chain(
  ["N", 3],
  [
    ["Gemm", { transB: 1 }, tensor([2, 3], [1, -2, 0.5, 1, 3, -1])],
    ["Gemm", { transB: 1 }, tensor([2, 2], [1, 0, 0, 1])],
  ],
);

test("of several layers each has operands as often as it has products", async () => {
  await withScratch(async (cwd) => {
    const [file, images, labels] = ["net.onnx", "x.npy", "y.npy"].map((name) => join(cwd, name));
    const values = Float32Array.from({ length: 24 }, (_, index) => index % 7);
    await writeFile(file ?? "", network);
    await writeFile(images ?? "", npyFile("<f4", [8, 3], new Uint8Array(values.buffer)));
    await writeFile(labels ?? "", npyFile("|u1", [8], new Uint8Array(8)));
    const data = `npy:${images},${labels}`;
    const of = (layer: string, vectors: number) => {
      const source = operandSource(`trace:${file}/${layer}`, { data, vectors });
      const made = source(parseDesign("IntMult n=4 signed=true"));
      return typeof made === "string" ? [] : made.trace.sums;
    };
    // An image has 2 sums of 3 products, and 2 sums of 2: of 10 cycles 6 and 4. Each layer has a spare sum.
    const both = of("*", 10);
    expect(both.map(({ x }) => x.length)).toEqual([3, 3, 3, 2, 2, 2]);
    expect(both.slice(0, 3)).toEqual(of("gemm0", 6));
    expect(both.slice(3)).toEqual(of("gemm1", 4));
    expect(new Set(both.flatMap(({ x }) => x)).size).toBeGreaterThan(2);
  });
});
