import type { Network } from "../network/steps.js";
import { alone, type Crew } from "./crew.js";
import type { TrainingData } from "./data.js";
import type { RunEvent, RunState } from "./run-events.js";
import type { Run, Settings } from "./settings.js";
import { Training } from "./training.js";

/**
 * Trains a network. The same seed gives the same bits.
 * @param isTrained whether it begins with the network's own weights
 * @param from where it goes on
 * @param crew this thread's, each of which does the same; one of them tells of it
 */
export function* trainRun(
  network: Network,
  isTrained: boolean,
  settings: Settings,
  run: Run,
  data: TrainingData,
  from: RunState | undefined,
  crew: Crew = alone,
): Generator<RunEvent> {
  const training = new Training(network, isTrained, settings, run, data, crew);
  if (from !== undefined) {
    training.restore(from);
    if (crew.leads) yield training.told();
  }
  for (let epoch = from?.epochs.length ?? 0; epoch < settings.epochs; epoch++) {
    const why = yield* training.epoch(epoch);
    if (why !== undefined) {
      if (crew.leads) yield { kind: "diverged", epoch, why };
      return;
    }
    if (crew.leads) yield training.told();
  }
}
