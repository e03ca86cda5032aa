/** Tells how far long work has come. */
export interface Progress {
  /**
   * `share` of one of the parts is done, 0 to 1; of several under one name, so many.
   * @param words what a person sees of it; by default the part's name
   */
  update(part: string, share: number, words?: string): void;
  stop(): void;
}

/** Shows a text to a person; null: nothing is under way. */
type Display = (text: string | null) => void;

let display: Display | undefined;

/** Has the progress shown by somebody else: by the thread that has the terminal. */
export function sendProgressTo(shown: Display): void {
  display = shown;
}

export function showProgress(what: string, parts: number): Progress {
  const show: Display = (text) => display?.(text);
  const shares = new Map<string, number>();
  const begun = performance.now();
  show(what);
  return {
    update(part, share, words = part) {
      shares.set(part, share);
      const done = [...shares.values()].reduce((sum, each) => sum + each, 0);
      const left = timeLeft((performance.now() - begun) / 1000, done / parts);
      show([`${what} ${Math.floor((100 * done) / parts)} %`, ...left, words].join("  "));
    },
    stop() {
      show(null);
    },
  };
}

/** Too early, a guess would be wild. */
const firstGuess_s = 2;

/** The time that is left if it goes on as it went so far, for a person; nothing where that cannot be said. */
function timeLeft(elapsed_s: number, share: number): string[] {
  if (elapsed_s < firstGuess_s || share <= 0 || share >= 1) return [];
  return [`${inWords(Math.ceil((elapsed_s * (1 - share)) / share))} left`];
}

/** A time for a person: `40 s`, `12 min`, `3 h 5 min`. */
export function inWords(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
