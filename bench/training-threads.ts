import { availableParallelism } from "node:os";
import { builtInImages } from "../nn/data/built-in.js";
import { firstImages } from "../nn/data/images.js";
import { openTrainable } from "../nn/train/description/open.js";
import { train } from "../nn/train/train.js";
import { trainingSettings } from "./training.js";
import type { Speed } from "./speed.js";

/** How often each number of threads has its turn; epochs of a turn, and images of an epoch. */
const turns = { count: 2, epochs: 5, images: 1000 };

const designs = [null, "PositQuireMac n=16 es=1"];

/** Images a second that one training of LeNet-5 learns from on one thread and on all cores, by the clock: the fastest epochs. */
export async function trainingThreads(): Promise<Speed[]> {
  const speeds: Speed[] = [];
  for (const design of designs) {
    const kind = `images that one training learns from, ${design ?? "float32"}`;
    const least = new Map([1, availableParallelism()].map((threads) => [threads, Infinity]));
    // In turns, so that what else the machine does meets all of them.
    for (let turn = 0; turn < turns.count; turn++)
      for (const [threads, seconds] of least)
        least.set(threads, Math.min(seconds, await secondsOfEpoch(design, threads)));
    for (const [threads, seconds] of least)
      speeds.push({ kind, what: `threads: ${threads}`, per_second: turns.images / seconds });
  }
  return speeds;
}

async function secondsOfEpoch(design: string | null, threads: number): Promise<number> {
  const training = firstImages(builtInImages(), turns.images);
  const { network } = openTrainable("lenet5", training);
  const [run] = await train({
    ...{ network, isTrained: false, threads },
    settings: { ...trainingSettings, epochs: turns.epochs },
    runs: [{ design, seed: 1 }],
    states: [undefined],
    data: { training, test: { ...training, count: 1 } },
  });
  return Math.min(...(run?.state?.epochs ?? []).map(({ seconds }) => seconds));
}
