/** The distributions of operands whose switching is counted. */
export const distributions = {
  uniform: "every bit 0 or 1, as likely, anew every cycle",
  normal: "numbers of a normal distribution, mean 0, standard deviation 1, as in a neural network",
  tenth: "every bit changes in a tenth of the cycles",
} as const;
export type Distribution = keyof typeof distributions;
export const distributionNames = Object.keys(distributions) as Distribution[];

/** Enough for three digits of a power. */
export const usualPowerVectors = 10_000;
