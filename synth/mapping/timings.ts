/** Who says how long the longest path is: ABC as it maps, or OpenSTA, which knows slopes, afterwards. */
export const timings = ["abc", "opensta"] as const;
export type Timing = (typeof timings)[number];
