import { isatty } from "node:tty";
import { isMainThread, workerData } from "node:worker_threads";

/** What a thread cannot ask of the terminal itself; the supervisor hands it over as its `workerData`. */
export interface Terminal {
  /** Columns of the terminal that standard output goes to; undefined where it is none, or does not know. */
  readonly columns: number | undefined;
}

/** Of the process's main thread. */
export const ownTerminal = (): Terminal => ({
  columns: process.stdout.isTTY ? process.stdout.columns || undefined : undefined,
});

/** How wide a line on standard output may be; undefined: it goes to a file or a program, which gets everything. */
export const terminalWidth = (): number | undefined =>
  (isMainThread ? ownTerminal() : (workerData as Terminal | null))?.columns;

/**
 * Whether to write colours to a standard stream: on a terminal that is not dumb, unless NO_COLOR is set.
 * @see https://no-color.org
 */
export const isColoured = (descriptor: 1 | 2): boolean =>
  isatty(descriptor) && !isSet(process.env.NO_COLOR) && !isDumb();

/** A terminal that cannot move its cursor, as an editor's. */
export const isDumb = (): boolean => process.env.TERM === "dumb";

const isSet = (value: string | undefined): boolean => value !== undefined && value !== "";
