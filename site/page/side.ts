import { askedFor, writtenOf } from "./design.js";
import type { State } from "./address.js";
import { drawn } from "./drawing.js";
import type { Seen } from "./seen.js";
import { LastJob, type Job, type Reply } from "./work.js";

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

  /** @param script the address of the page's own script, for its worker */
  constructor(
    script: string,
    state: State,
    private readonly onChange: () => void,
  ) {
    this.#worker = new LastJob(script, (job, reply) => {
      void this.#take(job, reply);
    });
    const asked = askedFor(state);
    this.seen = { state, asked, last: asked.design, made: null, isWaiting: false };
    this.#make();
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
    const job = { operator: state.operator.name, written: writtenOf(state.values), show: state.show };
    if (JSON.stringify(job) === this.#job) return;
    this.#job = JSON.stringify(job);
    this.seen = { ...this.seen, isWaiting: true, ...(made?.show !== state.show && { made: null }) };
    this.#worker.ask(job);
  }

  async #take(job: Job, reply: Reply): Promise<void> {
    const { show } = job;
    const made =
      "files" in reply
        ? { files: show === "diagram" ? await drawn(reply.files) : reply.files, refusal: "" }
        : { files: [], refusal: reply.refusal };
    // While it was drawn, another design may have been asked for.
    if (JSON.stringify(job) !== this.#job) return;
    this.seen = { ...this.seen, made: { show, ...made }, isWaiting: false };
    this.onChange();
  }
}
