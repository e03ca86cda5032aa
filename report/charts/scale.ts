/** From numbers to pixels, linearly. */
export type Scale = (value: number) => number;

export const linear =
  (from: readonly [number, number], to: readonly [number, number]): Scale =>
  (value) =>
    to[0] + ((value - from[0]) / (from[1] - from[0])) * (to[1] - to[0]);

/** About `count` round numbers from `low` to `high`, as steps of 1, 2 or 5 times a power of ten. */
export function roundTicks(low: number, high: number, count = 6): number[] {
  const step = roundUp((high - low) / count);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
}

/** The least of 1, 2 or 5 times a power of ten that is no less. */
export function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([1, 2, 5].find((factor) => factor * power >= value * (1 - 1e-9)) ?? 10);
}

/** To six digits, without what binary fractions add; the sign as a minus. */
export const tickText = (value: number): string => String(Number(value.toPrecision(6))).replace("-", "−");
