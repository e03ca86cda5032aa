import { runnerOf } from "../nn/job.js";
import { blockOf } from "../nn/infer.js";
import { openNetworkFile } from "../nn/network/open.js";
import { Random } from "../operands/random.js";
import { onnxruntime } from "./onnxruntime.js";
import { callsPerSecondInTurns, type Speed } from "./speed.js";

/**
 * Images a second that networks classify in float32 on one core, beside onnxruntime with one thread where the package
 * `onnxruntime-node` is there.
 * @param names ONNX files, or networks that come with tapir
 */
export async function inference(names: readonly string[]): Promise<Speed[]> {
  const speeds: Speed[] = [];
  for (const name of names) {
    const kind = `images that ${name} classifies in float32`;
    const { bytes, network } = openNetworkFile(name, false);
    const block = blockOf(network);
    const random = Random.seeded(1);
    const size = network.sizes[0] ?? 0;
    const draw = (length: number) => Float32Array.from({ length }, () => random.below(256));
    const row = { designs: network.steps.map(() => null), scales: [], floatBiases: [] };
    const runner = runnerOf(network, { rows: [row], acc: undefined, block }, 0);
    const images = draw(block * size);
    const other = await onnxruntimeOf(bytes, network.input, draw);
    const ours = { tapir: () => runner.run(images, block) };
    const both = other === undefined ? ours : { ...ours, onnxruntime: other.forward };
    const calls = await callsPerSecondInTurns(both, 50);
    for (const [what, count] of [
      ["tapir", block],
      ["onnxruntime", other?.count ?? 0],
    ] as const) {
      const perSecond = calls.get(what);
      if (perSecond !== undefined)
        speeds.push({ kind, what: `${what}, ${count} at a time`, per_second: count * perSecond });
    }
  }
  return speeds;
}

/** Its forward pass of 50 images, or of one where the network has that number; undefined: it is not installed. */
async function onnxruntimeOf(
  bytes: Uint8Array,
  shape: readonly number[],
  draw: (length: number) => Float32Array,
) {
  const size = shape.reduce((product, length) => product * length, 1);
  for (const count of [50, 1]) {
    const forward = await onnxruntime(bytes, draw(count * size), [count, ...shape]);
    if (forward === undefined) return undefined;
    const runs = await forward().then(
      () => true,
      () => false,
    );
    if (runs) return { forward, count };
  }
  return undefined;
}
