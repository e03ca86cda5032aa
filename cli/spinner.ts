import type { Ora } from "ora";
import { say } from "./output.js";
import { isColoured, isDumb } from "./terminal.js";

/** Between the lines that say how far work has come where there is no terminal, as in the log of a batch job. */
const lineEvery_ms = 30_000;

/** Says on standard error how far work has come: on a terminal as it goes, elsewhere a line now and then. */
export class Spinner {
  #spinner: Ora | undefined;
  #loading: Promise<void> | undefined;
  #lines: NodeJS.Timeout | undefined;
  #text: string | null = null;

  /** @param text how far work has come; null: nothing is under way */
  show(text: string | null): void {
    this.#text = text;
    // On a terminal of no columns, as programs make them that forget the size, ora would clear lines for ever.
    if (process.stderr.isTTY && process.stderr.columns !== 0 && !isDumb()) this.#turn(text);
    else this.#print(text);
  }

  #turn(text: string | null): void {
    if (this.#spinner === undefined) {
      if (text !== null) this.#loading ??= this.#load();
    } else if (text === null) this.#spinner.stop();
    else if (this.#spinner.isSpinning) this.#spinner.text = text;
    else this.#spinner.start(text);
  }

  /** Loading ora takes 40 ms of processor time: without a terminal nobody should wait for it. */
  async #load(): Promise<void> {
    const { default: ora } = await import("ora");
    this.#spinner = ora({ discardStdin: false, color: isColoured(2) ? "cyan" : false });
    this.#turn(this.#text);
  }

  #print(text: string | null): void {
    if (text === null) {
      clearInterval(this.#lines);
      this.#lines = undefined;
    } else
      this.#lines ??= setInterval(() => {
        if (this.#text !== null) say(`tapir: ${this.#text}\n`);
      }, lineEvery_ms).unref();
  }
}
