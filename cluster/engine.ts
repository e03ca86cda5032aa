/** Tasks that go out together: the tasks `0` to `count - 1` of a round. */
export interface Batch {
  /** Says whose work it is, to whoever asks later: `tapir-0123456789ab-1`. */
  readonly name: string;
  readonly round: number;
  readonly count: number;
  /** Nodes that are not to have them. */
  readonly without: readonly string[];
}

export interface TaskState {
  readonly name: string;
  readonly task: number;
  readonly state: "waiting" | "running" | "ended";
  /** Why it waits, where that is unusual: it may wait for ever. */
  readonly oddity?: string | undefined;
}

/** Why a task has ended without all of its results. */
export interface Ending {
  readonly kind: "finished" | "time limit" | "cancelled" | "preempted" | "killed" | "lost" | "unknown";
  /** `was killed by signal 9 on n2`, without an end. */
  readonly text: string;
  /** Where it ran, where that is known. */
  readonly node?: string | undefined;
  /** How long it ran, where that is known. */
  readonly seconds?: number | undefined;
}

/** What runs tasks: a cluster's scheduler, or a pool of processes. Tasks are named by their batch and number. */
export interface Engine {
  /** For a person: `Slurm`. */
  readonly name: string;
  /** The most tasks that a batch may have. */
  readonly most: number;
  /** For a person: what `submit` would do. */
  plan(batch: Batch): string;
  /** Starts the tasks of a batch. @returns how the engine calls it @throws {ToolError} it was refused */
  submit(batch: Batch): Promise<string>;
  /** The tasks under these names that the engine knows of. @throws {ToolError} it does not answer */
  alive(names: readonly string[]): Promise<TaskState[]>;
  /** Ends all tasks under these names. */
  cancel(names: readonly string[]): Promise<void>;
  /** Why a task has ended; never throws. */
  why(name: string, task: number): Promise<Ending>;
}
