import ora from "ora";

/** Says on a terminal how far long work has come; silent elsewhere. */
export interface Progress {
  /** `share` of one of the parts is done, 0 to 1. */
  update(part: string, share: number): void;
  stop(): void;
}

export function showProgress(what: string, parts: number): Progress {
  // On a terminal of no columns, as programs make them that forget the size, ora would clear lines for ever.
  const isSilent = !process.stderr.isTTY || process.stderr.columns === 0;
  const spinner = ora({ text: what, isSilent, discardStdin: false }).start();
  const shares = new Map<string, number>();
  return {
    update(part, share) {
      shares.set(part, share);
      const done = [...shares.values()].reduce((sum, each) => sum + each, 0);
      spinner.text = `${what} ${Math.floor((100 * done) / parts)} %  ${part}`;
    },
    stop() {
      spinner.stop();
    },
  };
}
