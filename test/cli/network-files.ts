import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { npyFile } from "../../tools/npy.js";
import { chain, tensor } from "../nn/tiny.js";

const network = chain(["N", 2], [["Gemm", { transB: 1 }, tensor([2, 2], [1, 0, 0, 1]), tensor([2], [0, 0])]]);

/** Names the files that `writeNetwork` writes. */
export const data = "--data npy:images.npy,labels.npy";

/** A network, and three images of two numbers; the larger one is the class, but the third is labelled wrongly. */
export async function writeNetwork(cwd: string): Promise<void> {
  const values = new Uint8Array(Float32Array.of(1, 2, 3, 1, 5, 4).buffer);
  await writeFile(join(cwd, "net.onnx"), network);
  await writeFile(join(cwd, "images.npy"), npyFile("<f4", [3, 2], values));
  await writeFile(join(cwd, "labels.npy"), npyFile("|u1", [3], Uint8Array.of(1, 0, 1)));
  await writeFile(join(cwd, "broken.onnx"), network.slice(0, 40));
}
