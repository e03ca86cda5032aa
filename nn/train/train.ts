import { cores } from "../../tools/cores.js";
import { isInterrupted } from "../../tools/interrupt.js";
import { sharedWork } from "../../tools/shared-work.js";
import { hasThreads, runPooled } from "../../tools/worker-pool.js";
import type { LabelledImages } from "../data/images.js";
import type { Network } from "../network/steps.js";
import { trainingArithmetic } from "./arithmetic.js";
import type { TrainingData } from "./data.js";
import { trainRuns, type TrainingEvent } from "./job.js";
import { checkHardware, hardwareOf, type HardwareNetwork } from "./low-bit/hardware.js";
import { integerFile } from "./low-bit/integer-file.js";
import { networkFile, type Numbers } from "./network-file.js";
import { planOf } from "./plan.js";
import type { RunEvent, RunState } from "./run-events.js";
import type { Run, Settings } from "./settings.js";
import { TrainedNetwork } from "./trained-network.js";

export interface TrainingRequest {
  readonly network: Network;
  /** Whether it begins with the weights that it has, not with fresh ones. */
  readonly isTrained: boolean;
  readonly settings: Settings;
  readonly runs: readonly Run[];
  /** Of each run, where it goes on. */
  readonly states: readonly (RunState | undefined)[];
  readonly data: TrainingData;
  /** Worker threads; 0: this one. Default: one for each core. */
  readonly threads?: number;
  readonly onProgress?: (run: number, event: RunEvent & { kind: "progress" }) => void;
  /** After each epoch of a run: keeps all states. Epochs go on meanwhile; a failure ends the training. */
  readonly onEpoch?: (run: number, states: readonly (RunState | undefined)[]) => Promise<void>;
}

/** What came of a run. */
export interface TrainedRun {
  readonly run: Run;
  readonly state: RunState | undefined;
  /** Why it ended early; undefined: it did not. */
  readonly diverged: { readonly epoch: number; readonly why: string } | undefined;
  /** The trained network as ONNX, with a recipe that of few bits; undefined where no epoch was done. */
  readonly file: (() => Uint8Array) | undefined;
  /** With a recipe: its layers as they are built. */
  readonly hardware: (() => HardwareNetwork) | undefined;
  /** Of each test image the class that was found after the last epoch; undefined where none was done. */
  readonly classes: Uint16Array | undefined;
}

/**
 * Trains a network, once for each run. The same bits for any number of threads.
 *
 *     runs (a design, a seed) ──► threads, a run in each, or several for a run           plan.ts, job.ts, train-worker.ts
 *                                    │
 *          fresh weights, or a checkpoint's                                              initial.ts, checkpoint.ts
 *                                    │
 *       ┌──► forward ──► loss ──► backward ──► step ──┐    each batch; crew.ts           run.ts; trained-network.ts,
 *       └────────────────── weights ◄─────────────────┘                                  loss.ts, optimizer.ts
 *                              │
 *                              ├──► onEpoch: keeps the states of all runs    each epoch
 *                              └──► TrainedRun, its network as ONNX          at the end  network-file.ts
 *
 * All products and sums of forward and backward are those of the run's design (`arithmetic.ts`).
 * @returns the runs in order. After an interruption they have the epochs that were done
 * @throws {RequestError} a design cannot train, or the network has a layer that cannot be trained
 */
export async function train(request: TrainingRequest): Promise<TrainedRun[]> {
  const { network, isTrained, settings, runs, data } = request;
  for (const design of new Set(runs.map((run) => run.design)))
    new TrainedNetwork(network, trainingArithmetic(design, settings.acc), 1);
  for (const { course } of runs) if (course !== undefined) checkHardware(network, course);
  const found = new Found(request);
  const threads = hasThreads(workerFile) ? (request.threads ?? cores()) : 0;
  const isDone = (at: number): boolean => request.states[at]?.epochs.length === settings.epochs;
  const all = runs.map((_, at) => at);
  // What is done needs no thread of its own.
  const plan = planOf(
    all.toSorted((a, b) => Number(isDone(b)) - Number(isDone(a))),
    Math.max(1, threads),
  );
  const stop = new AbortController();
  let written: Promise<void> = Promise.resolve();
  const failures: Error[] = [];
  await runPooled({
    file: workerFile,
    threads,
    job: {
      ...{ network, isTrained, settings, runs, states: request.states, plan },
      ...{ shared: sharedWork(plan.alone.length), threads: sharedWork(Math.max(1, threads)) },
      data: { training: inSharedMemory(data.training), test: inSharedMemory(data.test) },
    },
    work: trainRuns,
    signal: stop.signal,
    onFound(event) {
      if (!found.take(event)) return;
      const states = found.states();
      written = written
        .then(() => request.onEpoch?.(event.run, states))
        .catch((error: unknown) => {
          failures.push(error instanceof Error ? error : new Error(String(error)));
          stop.abort();
        });
    },
  });
  await written;
  const [failure] = failures;
  if (failure !== undefined && !isInterrupted()) throw failure;
  return found.runs();
}

const workerFile = new URL("train-worker.js", import.meta.url);

/** Threads then read the same images. */
function inSharedMemory(images: LabelledImages): LabelledImages {
  const { values } = images;
  const memory = new SharedArrayBuffer(values.byteLength);
  const shared = values instanceof Uint8Array ? new Uint8Array(memory) : new Float32Array(memory);
  shared.set(values);
  return { ...images, values: shared };
}

class Found {
  readonly #states: (RunState | undefined)[];
  readonly #numbers = new Map<number, Numbers>();
  readonly #classes = new Map<number, Uint16Array>();
  readonly #diverged = new Map<number, { epoch: number; why: string }>();

  constructor(private readonly request: TrainingRequest) {
    this.#states = [...request.states];
  }

  states(): readonly (RunState | undefined)[] {
    return [...this.#states];
  }

  /** @returns whether an epoch is done */
  take({ run, event }: TrainingEvent): boolean {
    if (event.kind === "progress") this.request.onProgress?.(run, event);
    else if (event.kind === "diverged") this.#diverged.set(run, { epoch: event.epoch, why: event.why });
    else {
      this.#states[run] = event.state;
      this.#numbers.set(run, event.numbers);
      this.#classes.set(run, event.classes);
      return true;
    }
    return false;
  }

  /** What is made of a trained network. */
  #made({ course }: Run, numbers: Numbers | undefined): Pick<TrainedRun, "file" | "hardware"> {
    const { network } = this.request;
    if (numbers === undefined) return { file: undefined, hardware: undefined };
    if (course === undefined) return { file: () => networkFile(network, numbers), hardware: undefined };
    const hardware = (): HardwareNetwork => hardwareOf(network, course, numbers);
    return { hardware, file: () => integerFile(network, hardware(), numbers) };
  }

  runs(): TrainedRun[] {
    return this.request.runs.map((run, at) => {
      const numbers = this.#numbers.get(at);
      return {
        run,
        state: this.#states[at],
        diverged: this.#diverged.get(at),
        classes: this.#classes.get(at),
        ...this.#made(run, numbers),
      };
    });
  }
}
