/** A design whose tool crashed, ran out of time or was interrupted, or whose generator is wrong. The others have results. */
export interface Failed {
  readonly design: string;
  readonly error: string;
}

export const isFailed = (outcome: object): outcome is Failed => "error" in outcome;

/** Parts the outcomes with a result from those without. */
export function sortOutcomes<Result extends object>(
  outcomes: readonly (Result | Failed)[],
): {
  readonly results: Result[];
  /** A line each, for a person. */
  readonly failures: string[];
} {
  return {
    results: outcomes.filter((outcome): outcome is Result => !isFailed(outcome)),
    failures: outcomes
      .filter((outcome) => isFailed(outcome))
      .map(({ design, error }) => `${design}: ${error}`),
  };
}
