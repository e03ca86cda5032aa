import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseDesign } from "../generators/request.js";
import { isTabled, mostTabledBits } from "../generators/operators/shared/searched-netlist.js";
import { infer } from "../nn/infer.js";
import { everyLayer } from "../nn/layer-rules.js";
import { openTask } from "../nn/task.js";
import type { Shape } from "../search/engine/shape.js";
import { netlistFile } from "../search/netlist-file.js";
import type { Trial } from "../search/trial.js";
import { digestOf } from "../tools/digest.js";
import { RequestError } from "../tools/errors.js";
import { withScratch } from "../tools/scratch.js";
import type { SearchOptions } from "./search-options.js";

/** A network that netlists are tried in. */
export interface NetworkTrial extends Trial {
  /** The network and its images, for a person. */
  readonly name: string;
  /** What decides the outcome, beside the netlist. */
  readonly identity: string;
  /** On float32, 0 to 1. */
  readonly float32: number;
}

/**
 * Reads the network of `--net`, and runs it on float32.
 * @returns undefined without one
 * @throws {RequestError} one of the options is missing, network and images do not fit, or float32 is not as accurate as that
 */
export async function networkTrial(
  shape: Shape,
  { net, data, images: first, minAccuracy, threads }: SearchOptions,
): Promise<NetworkTrial | undefined> {
  if (net === undefined || minAccuracy === undefined) {
    if (net !== undefined || minAccuracy !== undefined || first !== undefined)
      throw new RequestError(
        "--net NETWORK and --min-accuracy 88% go together, and --images says how many of its images are tried",
      );
    return undefined;
  }
  if (shape.acc > 0) throw new RequestError("--net runs on multipliers, whose products it adds exactly");
  if (!shape.signed)
    throw new RequestError(
      "--net: a network's weights have signs; start from signed multipliers, as IntMult n=8 signed=true",
    );
  if (!isTabled(shape))
    throw new RequestError(`--net: networks run on searched multipliers of up to ${mostTabledBits} bits`);
  const { bytes, network, images, calibration, fold } = openTask(net, { data, images: first });
  const task = { network: bytes, fold, images, calibration, ...(threads !== undefined && { threads }) };
  const [exact] = await infer({ ...task, rows: [] });
  if (exact === undefined) throw new RequestError(`${net}: there are no images`);
  const float32 = exact.row.top1_percent / 100;
  const name = `${net} on ${images.name}`;
  if (float32 < minAccuracy)
    throw new RequestError(
      `--min-accuracy: ${name} has ${(100 * float32).toFixed(2)} % in float32; ask for less`,
    );
  return {
    ...{ name, float32, least: minAccuracy },
    identity: `${images.name}, ${images.count} images, ${digestOf(Buffer.from(bytes).toString("base64")).slice(0, 12)}`,
    run: (list) =>
      withScratch(async (folder) => {
        const file = join(folder, "candidate.yaml");
        await writeFile(file, netlistFile(list, shape));
        const design = parseDesign(`SearchedMult file=${file}`);
        const choice = everyLayer(network, design);
        const [found] = await infer({
          ...task,
          rows: [{ name: "candidate", choice }],
          reference: exact.logits,
        });
        return found?.row.images === images.count ? found.row.top1_percent / 100 : undefined;
      }),
  };
}
