/** What comparing outputs with the expected ones has found, vector by vector. */
export interface Comparison<Mismatch> {
  /** Vectors compared. */
  readonly vectors: number;
  /** How many of them gave outputs that are not as expected. */
  readonly mismatches: number;
  /** The first of those, at most `mostListed`. */
  readonly listed: readonly Mismatch[];
}

/** Mismatches beyond these are counted only. */
export const mostListed = 100;

/**
 * What comparisons have found together.
 * @param placeOf where a mismatch stands among all vectors
 */
export function joinComparisons<Mismatch>(
  parts: readonly Comparison<Mismatch>[],
  placeOf: (mismatch: Mismatch) => number,
): Comparison<Mismatch> {
  return {
    vectors: parts.reduce((total, { vectors }) => total + vectors, 0),
    mismatches: parts.reduce((total, { mismatches }) => total + mismatches, 0),
    listed: parts
      .flatMap(({ listed }) => listed)
      .sort((a, b) => placeOf(a) - placeOf(b))
      .slice(0, mostListed),
  };
}
