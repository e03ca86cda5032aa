export interface Entry {
  readonly design: string;
  readonly level: string;
  readonly verdict: string;
  readonly error?: string;
}

/** The rows of what `verify --json` prints. */
export const entries = (stdout: string): Entry[] => (JSON.parse(stdout) as { designs: Entry[] }).designs;
export const verdicts = (stdout: string): string[] =>
  entries(stdout).map(({ design, level, verdict }) => `${design}: ${level} ${verdict}`);
