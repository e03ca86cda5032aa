import { sharesOf, type SharedWork } from "../../tools/shared-work.js";
import type { Network } from "../network/steps.js";
import type { Crew } from "./crew.js";
import type { TrainingData } from "./data.js";
import { crewOf, type Plan } from "./plan.js";
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
  readonly plan: Plan;
  /** A piece is a thread. */
  readonly threads: SharedWork;
  /** A piece is a run that one thread trains. */
  readonly shared: SharedWork;
}

/** An event of a run, by its number. */
export interface TrainingEvent {
  readonly run: number;
  readonly event: RunEvent;
}

/** What a thread does: one run after the other, until there are none; then its part of a crew's. */
export function* trainRuns(job: TrainingJob): Generator<TrainingEvent> {
  const [thread] = sharesOf(job.threads);
  if (thread === undefined) return;
  for (const { from } of sharesOf(job.shared)) yield* eventsOf(job, job.plan.alone[from]);
  const last = crewOf(job.plan, thread.from);
  if (last !== undefined) yield* eventsOf(job, last.run, last.crew);
}

function* eventsOf(job: TrainingJob, run: number | undefined, crew?: Crew): Generator<TrainingEvent> {
  const one = run === undefined ? undefined : job.runs[run];
  if (run === undefined || one === undefined) throw new RangeError(`there is no run ${run}`);
  const { network, isTrained, settings, data, states } = job;
  for (const event of trainRun(network, isTrained, settings, one, data, states[run], crew))
    if (crew?.leads !== false) yield { run, event };
}
