import { interruptTools } from "../tools/interrupt.js";

/** What asks the program to end, and the exit code that a shell would give it. */
const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
type Interruption = keyof typeof exitCodes;

let first: Interruption | undefined;

/**
 * From now on an interruption kills the tools under way; what waits for them unwinds and tidies up, and the program
 * ends by itself. Not for commands without tools: they have nothing to tidy up, and those that compute without a
 * pause would not hear of the interruption.
 */
export function tidyUpWhenInterrupted(): void {
  // Not `once`: npx passes on a signal that the terminal has sent as well, and the package signal-exit, which ora
  // brings, ends the program at once where nobody else listens any more.
  for (const signal of Object.keys(exitCodes) as Interruption[])
    process.on(signal, () => {
      first ??= signal;
      interruptTools();
    });
}

/** The exit code of a program that was interrupted; undefined where it was not. */
export const interruptedCode = (): number | undefined => (first === undefined ? undefined : exitCodes[first]);
