import { askedFor, writtenOf } from "./design.js";
import type { State } from "./address.js";
import { RequestError } from "../../tools/errors.js";
import { drawn } from "./drawing.js";
import type { Made, Seen } from "./seen.js";
import { done, LastJob, type Job, type Reply } from "./work.js";

/**
 * One of the page's designs, with a worker of its own.
 *
 *     state ───► asked ─┬─► form, operands, interface
 *                       └─► worker ──► made ──► files
 */
export class Side {
  readonly #worker: LastJob;
  /** The design and output that `made` is of, or will be. */
  #job = "";
  seen: Seen;

  /**
   * @param script the address of the page's own script, for its worker
   * @param isSmall whether the first design is soon made, so that a worker's start would take longer
   */
  constructor(
    script: string,
    state: State,
    private readonly onChange: () => void,
    isSmall = false,
  ) {
    this.#worker = new LastJob(script, (job, reply) => {
      void this.#take(job, reply);
    });
    const asked = askedFor(state);
    this.seen = { state, asked, last: asked.design, made: null, isWaiting: false };
    if (isSmall) this.#makeHere();
    else this.#make();
  }

  /** Another state: its design is read, and made if it is another one. */
  go(state: State): void {
    const asked = askedFor(state);
    const isOther = state.operator !== this.seen.state.operator;
    const last = asked.design ?? (isOther ? null : this.seen.last);
    this.seen = { ...this.seen, state, asked, last, ...(isOther && { made: null }) };
    this.#make();
  }

  /** Whatever is still being made is of no use any more. */
  stop(): void {
    this.#worker.stop();
    this.#job = "";
  }

  #make(): void {
    const { state, asked, made } = this.seen;
    if (asked.design === null) {
      this.stop();
      this.seen = { ...this.seen, isWaiting: false };
      return;
    }
    const job = jobFor(state);
    if (JSON.stringify(job) === this.#job) return;
    this.#job = JSON.stringify(job);
    this.seen = { ...this.seen, isWaiting: true, ...(made?.show !== state.show && { made: null }) };
    this.#worker.ask(job);
  }

  #makeHere(): void {
    const job = jobFor(this.seen.state);
    this.#job = JSON.stringify(job);
    this.seen = { ...this.seen, made: { show: job.show, ...filesOf(done(job)) } };
  }

  async #take(job: Job, reply: Reply): Promise<void> {
    const { show } = job;
    const made = show === "diagram" ? await diagramsOf(reply) : filesOf(reply);
    // While it was drawn, another design may have been asked for.
    if (JSON.stringify(job) !== this.#job) return;
    this.seen = { ...this.seen, made: { show, ...made }, isWaiting: false };
    this.onChange();
  }
}

const jobFor = ({ operator, values, show }: State): Job => ({
  operator: operator.name,
  written: writtenOf(values),
  show,
});

const filesOf = (reply: Reply): Pick<Made, "files" | "refusal"> =>
  "files" in reply ? { files: reply.files, refusal: "" } : { files: [], refusal: reply.refusal };

async function diagramsOf(reply: Reply): Promise<Pick<Made, "files" | "refusal">> {
  const { files, refusal } = filesOf(reply);
  try {
    return { files: await drawn(files), refusal };
  } catch (error) {
    if (error instanceof RequestError) return { files: [], refusal: error.message };
    throw error;
  }
}
