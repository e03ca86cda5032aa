import { catalogue } from "../../generators/operators/catalogue.js";
import { makeDesign } from "../../generators/make-design.js";
import { RequestError } from "../../tools/errors.js";
import { outputs, type OutputFile } from "./outputs.js";

/** What the page asks a worker for: plain data. */
export interface Job {
  readonly operator: string;
  readonly written: Readonly<Record<string, string>>;
  readonly show: string;
}

export type Reply = { readonly files: readonly OutputFile[] } | { readonly refusal: string };

/** The job, done. */
export function done({ operator, written, show }: Job): Reply {
  try {
    const found = catalogue.find(({ name }) => name === operator);
    const output = outputs[show];
    if (found === undefined || output === undefined)
      return { refusal: `there is no ${operator}, or no ${show}` };
    return { files: output.files(makeDesign(found, written)) };
  } catch (error) {
    if (error instanceof RequestError) return { refusal: error.message };
    throw error;
  }
}

/** A worker that does the job asked for last. One that is busy with an earlier job is ended, and another one begins. */
export class LastJob {
  #worker: Worker | null = null;
  #isBusy = false;

  /** @param script its address: the page's own script */
  constructor(
    private readonly script: string,
    private readonly onReply: (job: Job, reply: Reply) => void,
  ) {}

  ask(job: Job): void {
    this.stop();
    const worker = (this.#worker ??= new Worker(this.script));
    this.#isBusy = true;
    worker.onmessage = ({ data }: MessageEvent<Reply>) => {
      this.#isBusy = false;
      this.onReply(job, data);
    };
    worker.onerror = ({ message }) => {
      this.#isBusy = false;
      this.onReply(job, { refusal: `A mistake of tapir’s own, please report it: ${message}` });
    };
    worker.postMessage(job);
  }

  /** Whatever is still being done is of no use any more. */
  stop(): void {
    if (!this.#isBusy) return;
    this.#worker?.terminate();
    this.#worker = null;
    this.#isBusy = false;
  }
}
