/** What measures the longest path: ABC while it maps, or OpenSTA afterwards. OpenSTA accounts for slopes. */
export const timings = ["abc", "opensta"] as const;
export type Timing = (typeof timings)[number];
