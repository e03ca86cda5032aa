import {
  symbol,
  symbolCircle,
  symbolDiamond,
  symbolSquare,
  symbolTriangle,
  symbolStar,
  symbolCross,
} from "d3-shape";

const shapes = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond, symbolStar, symbolCross] as const;

/** Colours of `page.css`, `--series-0` on. Colours and shapes have no common divisor: 66 series differ in one or the other. */
const colours = 11;

/** The outline of a series' symbol around 0, 0. @param area in square pixels */
export const symbolOf = (series: number, area: number): string =>
  symbol(shapes[series % shapes.length], area)() ?? "";

/** The colour of a series. */
export const colourOf = (series: number): string => `var(--series-${series % colours})`;
