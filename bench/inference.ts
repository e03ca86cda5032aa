import { runnerOf } from "../nn/job.js";
import { blockOf } from "../nn/infer.js";
import { openNetworkFile } from "../nn/network/open.js";
import { Random } from "../operands/random.js";
import { onnxruntime } from "./onnxruntime.js";
import { secondsOf, type Speed } from "./speed.js";

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
    const seconds = await secondsOf(() => runner.run(images, block));
    speeds.push({ kind, what: `tapir, ${block} at a time`, per_second: block / seconds });
    // A network may have a fixed number of images.
    for (const count of [50, 1]) {
      const forward = await onnxruntime(bytes, draw(count * size), [count, ...network.input]);
      if (forward === undefined) break;
      const found = await secondsOf(forward).catch(() => null);
      if (found === null) continue;
      speeds.push({ kind, what: `onnxruntime, ${count} at a time`, per_second: count / found });
      break;
    }
  }
  return speeds;
}
