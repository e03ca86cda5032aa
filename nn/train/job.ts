import { sharesOf, type SharedWork } from "../../tools/shared-work.js";
import type { Network } from "../network/steps.js";
import type { TrainingData } from "./data.js";
import { trainRun } from "./run.js";
import type { RunEvent, RunState } from "./run-events.js";
import type { Run, Settings } from "./settings.js";

/** What threads need to train: plain data. */
export interface TrainingJob {
  readonly network: Network;
  readonly isTrained: boolean;
  readonly settings: Settings;
  readonly runs: readonly Run[];
  readonly states: readonly (RunState | undefined)[];
  readonly data: TrainingData;
  /** A piece is a run. */
  readonly shared: SharedWork;
}

/** An event of a run, by its number. */
export interface TrainingEvent {
  readonly run: number;
  readonly event: RunEvent;
}

/** What a thread does: one run after the other, until there are none. */
export function* trainRuns(job: TrainingJob): Generator<TrainingEvent> {
  for (const { from: run } of sharesOf(job.shared)) {
    const one = job.runs[run];
    if (one === undefined) throw new RangeError(`there is no run ${run}`);
    const events = trainRun(job.network, job.isTrained, job.settings, one, job.data, job.states[run]);
    for (const event of events) yield { run, event };
  }
}
