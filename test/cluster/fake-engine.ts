import type { Batch, Ending, Engine, TaskState } from "../../cluster/engine.js";
import { Journal } from "../../cluster/journal.js";
import type { RunFolder } from "../../cluster/run-folder.js";
import { type TaskJob } from "../../cluster/run-folder.js";

/** What becomes of one task: the jobs that it has outcomes for, those that it had begun, and how it ended. */
export interface Fate {
  readonly done?: readonly string[];
  readonly begun?: Readonly<Record<string, number>>;
  readonly refused?: string;
  readonly node?: string;
  /** Left out: it came to its end. */
  readonly ending?: Ending;
}

/** An engine on which tasks end as soon as they go out, as the test says. */
export class FakeEngine implements Engine {
  readonly name = "the fake";
  readonly most = 100;
  readonly sent: { readonly batch: Batch; readonly tasks: readonly (readonly string[])[] }[] = [];
  /** Questions that it does not answer. */
  silences = 0;
  readonly #endings = new Map<string, Ending>();

  constructor(
    readonly folder: RunFolder,
    readonly fateOf: (jobs: readonly string[], round: number) => Fate,
  ) {}

  plan(): string {
    return "";
  }

  async submit(batch: Batch): Promise<string> {
    const tasks: (readonly string[])[] = [];
    for (let index = 0; index < batch.count; index++) {
      const jobs = (await this.folder.task(`${batch.round}-${index}`)).map(({ spec }: TaskJob) => spec);
      tasks.push(jobs);
      this.#live(batch, index, this.fateOf(jobs, batch.round), jobs);
    }
    this.sent.push({ batch, tasks });
    return "job 1";
  }

  #live({ name, round }: Batch, index: number, fate: Fate, jobs: readonly string[]): void {
    const { done = fate.ending === undefined && fate.refused === undefined ? jobs : [], begun = {} } = fate;
    const journal = new Journal(this.folder.journals, `${round}-${index}`);
    journal.write({ node: fate.node ?? `node${index}` });
    for (const job of done) {
      journal.write({ begun: job, at: 0 });
      journal.write({ job, outcome: { figures: { round } } });
    }
    for (const [job, at] of Object.entries(begun)) journal.write({ begun: job, at });
    if (fate.refused !== undefined) journal.write({ refused: fate.refused });
    if (fate.ending === undefined) journal.write({ done: true });
    journal.close();
    this.#endings.set(`${name}@${index}`, fate.ending ?? { kind: "finished", text: "ended" });
  }

  alive(): Promise<TaskState[]> {
    if (this.silences-- > 0) return Promise.reject(new Error("squeue says: no answer"));
    return Promise.resolve([]);
  }

  cancel(): Promise<void> {
    return Promise.resolve();
  }

  why(name: string, task: number): Promise<Ending> {
    return Promise.resolve(this.#endings.get(`${name}@${task}`) ?? { kind: "unknown", text: "is unknown" });
  }
}
