import { setTimeout as sleep } from "node:timers/promises";
import type { JobOutcome } from "../sweep/results.js";
import { RequestError } from "../tools/errors.js";
import { isInterrupted, whenInterrupted } from "../tools/interrupt.js";
import { ToolError } from "../tools/tool.js";
import type { Ending, Engine, TaskState } from "./engine.js";
import { Journals } from "./journal.js";
import { Losses, type Verdict } from "./losses.js";
import { tasksOf, type PlannedJob } from "./plan.js";
import type { Plan, RunFolder } from "./run-folder.js";

export interface SweepRunOptions {
  readonly engine: Engine;
  readonly folder: RunFolder;
  readonly plan: Plan;
  /** Begins the names of its batches. */
  readonly name: string;
  readonly jobs: readonly PlannedJob[];
  readonly tasks?: number | undefined;
  /** Says a sentence to the person. */
  readonly tell: (text: string) => void;
  /** How much faster than usual it looks, asks and gives up; for tests. */
  readonly haste?: number;
}

/** How far a run has come. */
export interface Standing {
  /** Measurements. */
  readonly done: number;
  readonly running: number;
  readonly waiting: number;
}

/** A shared file system may show a task's results so much later, in ms, than the scheduler its end. */
const patience: Readonly<Partial<Record<Ending["kind"], number>>> = { finished: 90_000, unknown: 90_000 };
const usualPatience = 3000;

/** A task that ended so says nothing against its node. */
const notItsNode: readonly Ending["kind"][] = ["time limit", "cancelled", "preempted"];

/** A task that went out. */
interface Sent {
  readonly batch: string;
  readonly index: number;
  readonly jobs: readonly PlannedJob[];
  /** When the engine first did not call it alive, in ms. */
  ended?: number;
}

/**
 * One run on an engine: what is missing goes out, and comes back in journals.
 *
 *     journals ──► outcomes          every look
 *     engine   ──► alive? ended?     now and then
 *     ended without results ──► why ──► out again, at most twice, without that node ──► a failure
 */
export class SweepRun {
  readonly #journals: Journals;
  readonly #sent = new Map<string, Sent>();
  readonly #losses = new Losses();
  readonly #without = new Set<string>();
  readonly #said = new Set<string>();
  readonly #own = new Map<string, JobOutcome>();
  #round = 0;
  #batches = new Set<string>();
  #alive: readonly TaskState[] = [];

  constructor(readonly options: SweepRunOptions) {
    this.#journals = new Journals(options.folder.journals);
  }

  /** The outcomes of the jobs so far. */
  outcomes(): Map<string, JobOutcome> {
    const known = this.options.jobs.flatMap(({ spec }): [string, JobOutcome][] => {
      const outcome = this.#journals.outcomes.get(spec) ?? this.#own.get(spec);
      return outcome === undefined ? [] : [[spec, outcome]];
    });
    return new Map(known);
  }

  /**
   * Attaches to what an earlier submitter of this run has left, and sends what is missing.
   * @throws {ToolError} the engine refuses, or does not answer
   */
  async begin(): Promise<void> {
    const { folder, engine, name, jobs, plan, tasks: asked, tell } = this.options;
    const bySpec = new Map(jobs.map((job) => [job.spec, job]));
    const tasks = await folder.tasks();
    const cancelled = await folder.lastCancelled();
    for (const task of tasks) {
      const [round = 0, index = 0] = task.split("-").map(Number);
      this.#round = Math.max(this.#round, round);
      if (round <= cancelled) continue;
      this.#batches.add(`${name}-${round}`);
      const own = (await folder.task(task)).flatMap(({ spec }) => bySpec.get(spec) ?? []);
      this.#sent.set(task, { batch: `${name}-${round}`, index, jobs: own });
    }
    if (this.#batches.size > 0)
      this.#alive = (await engine.alive([...this.#batches])).filter(({ state }) => state !== "ended");
    await this.#journals.refresh(tasks);
    for (const [task, sent] of this.#sent) if (this.#stateOf(sent) === undefined) this.#sent.delete(task);
    if (this.#sent.size > 0)
      tell(
        `attached to ${inWords(this.#sent.size, "task")} that ${this.#sent.size === 1 ? "is" : "are"} under way on ${engine.name}`,
      );
    const under = new Set([...this.#sent.values()].flatMap((sent) => sent.jobs.map(({ spec }) => spec)));
    const done = this.outcomes();
    const missing = jobs.filter(({ spec }) => !done.has(spec) && !under.has(spec));
    if (missing.length === 0) return;
    await folder.make(plan);
    await this.#send(tasksOf(missing, asked, engine.most));
  }

  async #send(tasks: readonly (readonly PlannedJob[])[], without: readonly string[] = []): Promise<void> {
    const { folder, engine, name, tell } = this.options;
    const round = ++this.#round;
    const batch = `${name}-${round}`;
    await folder.writeTasks(
      round,
      tasks.map((task) =>
        task.map(({ spec, design, measure, library }) => ({ spec, design, measure, library })),
      ),
    );
    this.#batches.add(batch);
    const id = await engine.submit({ name: batch, round, count: tasks.length, without });
    for (const [index, jobs] of tasks.entries()) this.#sent.set(`${round}-${index}`, { batch, index, jobs });
    const measurements = tasks.reduce((sum, task) => sum + task.length, 0);
    tell(
      `${inWords(measurements, "measurement")} went out in ${inWords(tasks.length, "task")}: ${batch}, ${id}`,
    );
  }

  /** Waits until every job has an outcome, or an interruption. */
  async wait(onStanding: (standing: Standing) => void): Promise<void> {
    const stopped = new AbortController();
    const forget = whenInterrupted(() => {
      stopped.abort();
    });
    const { haste = 1 } = this.options;
    const begun = performance.now();
    let asked = -Infinity;
    try {
      while (!isInterrupted()) {
        await this.#journals.refresh();
        const outcomes = this.outcomes();
        const now = performance.now();
        const elapsed = now - begun;
        if (
          outcomes.size < this.options.jobs.length &&
          now - asked > pause(elapsed, 10, 1500, 30_000) / haste
        ) {
          await this.#ask();
          asked = performance.now();
          await this.#settle();
        }
        const states = this.#alive.map(({ state }) => state);
        onStanding({
          done: outcomes.size,
          running: states.filter((state) => state === "running").length,
          waiting: states.filter((state) => state === "waiting").length,
        });
        if (this.outcomes().size === this.options.jobs.length) return;
        await sleep(pause(elapsed, 50, 200, 5000) / haste, undefined, { signal: stopped.signal }).catch(
          () => undefined,
        );
      }
    } finally {
      forget();
    }
  }

  /** Cancels what is under way. */
  async cancel(): Promise<void> {
    if (this.#batches.size > 0) await this.options.engine.cancel([...this.#batches]);
    await this.options.folder.markCancelled(this.#round);
  }

  #stateOf({ batch, index }: Sent): TaskState | undefined {
    return this.#alive.find(({ name, task }) => name === batch && task === index);
  }

  /** Asks the engine what is alive. One that does not answer is asked again: what it runs goes on. */
  async #ask(): Promise<void> {
    const { engine, tell } = this.options;
    try {
      this.#alive = (await engine.alive([...this.#batches])).filter(({ state }) => state !== "ended");
    } catch (error) {
      if (!isInterrupted())
        this.#once(`${error instanceof Error ? error.message : String(error)}; tapir goes on asking`);
      return;
    }
    for (const oddity of new Set(this.#alive.flatMap(({ oddity }) => oddity ?? []))) {
      const count = this.#alive.filter((state) => state.oddity === oddity).length;
      if (!this.#said.has(oddity)) tell(`${engine.name} lets ${inWords(count, "task")} wait: ${oddity}`);
      this.#said.add(oddity);
    }
    for (const sent of this.#sent.values())
      if (this.#stateOf(sent) === undefined) sent.ended ??= performance.now();
      else delete sent.ended;
  }

  #once(text: string): void {
    if (!this.#said.has(text)) this.options.tell(text);
    this.#said.add(text);
  }

  /** Deals with the tasks that have ended. */
  async #settle(): Promise<void> {
    const ended = [...this.#sent].filter(([, sent]) => sent.ended !== undefined);
    await this.#journals.refresh(ended.map(([task]) => task));
    const again: PlannedJob[] = [];
    const suspects = new Set<string>();
    let lost = 0;
    for (const [task, sent] of ended) {
      const done = this.outcomes();
      const left = sent.jobs.filter(({ spec }) => !done.has(spec));
      if (left.length === 0) {
        this.#sent.delete(task);
        continue;
      }
      const { refused, done: isDone, node } = this.#journals.of(task);
      const ending: Ending =
        refused === undefined
          ? await this.options.engine.why(sent.batch, sent.index)
          : { kind: "lost", text: `did nothing: ${refused}` };
      const waited = (performance.now() - (sent.ended ?? 0)) * (this.options.haste ?? 1);
      if (!isDone && waited < (patience[ending.kind] ?? usualPatience)) continue;
      this.#sent.delete(task);
      lost++;
      const verdict = await this.#afterLoss(task, left, { ...ending, node: ending.node ?? node });
      again.push(...verdict.again);
      for (const spec of verdict.suspects) suspects.add(spec);
    }
    if (again.length > 0) await this.#sendAgain(again, suspects, lost);
  }

  /** Says what became of a task that has left jobs. @returns which of them are to go out again */
  async #afterLoss(task: string, left: readonly PlannedJob[], ending: Ending): Promise<Verdict> {
    const { folder, tell } = this.options;
    // One that refused has printed the same.
    const log = this.#journals.of(task).refused === undefined ? await folder.lastLines(task) : "";
    const reason = [
      `task ${task} ${ending.text}`,
      ...(log === "" ? [] : [`The last it printed:\n${log}`]),
    ].join(". ");
    if (ending.node !== undefined && !notItsNode.includes(ending.kind)) this.#without.add(ending.node);
    const verdict = this.#losses.judge(left, this.#journals.of(task), ending);
    for (const { spec } of verdict.failed) this.#own.set(spec, { failure: reason });
    const [failed, again] = [verdict.failed.length, verdict.again.length];
    const what = [
      ...(failed > 0 ? [`${inWords(failed, "measurement")} failed`] : []),
      ...(again > 0 ? [`${inWords(again, "measurement")} will go out again`] : []),
    ];
    tell(`${reason}\n${what.join(", ")}`);
    return verdict;
  }

  async #sendAgain(jobs: readonly PlannedJob[], suspects: ReadonlySet<string>, lost: number): Promise<void> {
    const { engine, folder } = this.options;
    if (!(await folder.isThere()))
      throw new RequestError(
        `${folder.path} is gone: another tapir has reported this sweep. The same command takes its results from the cache`,
      );
    const alone = suspects.size < engine.most ? jobs.filter(({ spec }) => suspects.has(spec)) : [];
    const others = jobs.filter((job) => !alone.includes(job));
    const tasks = [
      ...alone.map((job) => [job]),
      ...(others.length === 0 ? [] : tasksOf(others, 2 * lost, engine.most - alone.length)),
    ];
    try {
      await this.#send(tasks, [...this.#without]);
    } catch (error) {
      if (!(error instanceof ToolError)) throw error;
      try {
        // A small cluster may have no other node.
        if (this.#without.size === 0) throw error;
        await this.#send(tasks);
      } catch {
        for (const { spec } of jobs)
          this.#own.set(spec, { failure: `it could not go out again: ${error.message}` });
      }
    }
  }
}

/** A share of the time gone by, within limits, in ms: what takes hours is not looked at every second. */
const pause = (elapsed: number, parts: number, least: number, most: number): number =>
  Math.min(most, Math.max(least, elapsed / parts));

const inWords = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;
