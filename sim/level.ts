/** Ways to check a design, from the quickest to the slowest. */
export const levels = ["rtl", "gates", "formal", "exhaustive"] as const;

export type Level = (typeof levels)[number];
