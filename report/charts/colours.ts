/** Shades on either side of zero. */
export const shades = 12;

type Rgb = readonly [number, number, number];

/** Red and blue, told apart by the colour-blind too (ColorBrewer's RdBu), from a grey that is neither. */
const [below, none, above]: readonly [Rgb, Rgb, Rgb] = [
  [33, 102, 172],
  [240, 240, 236],
  [178, 24, 43],
];

/**
 * Blue below zero, red above, in steps of 1/`shades`.
 * @param value −1 to 1; what is beyond has the last shade, exactly zero none
 */
export function divergingColour(value: number): string {
  const end = value < 0 ? below : above;
  const share = Math.ceil(Math.min(1, Math.abs(value)) * shades) / shades;
  return `rgb(${none.map((from, i) => Math.round(from + share * ((end[i] ?? 0) - from))).join(",")})`;
}
