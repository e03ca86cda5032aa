import { shareInterval, type Interval } from "./moments.js";

/** How far results are from exact ones; plain data. `docs/error.md` defines each figure. */
export interface ErrorFigures {
  /** Operands whose exact result is a number. */
  readonly compared: number;
  /** Of `compared`, those whose exact result is not zero. The others have no relative error. */
  readonly samples: number;
  readonly error_rate_percent: number;
  /** Mean error distance, MED, in units of the result. Null, as any figure here, where no double holds it. */
  readonly med: number | null;
  /** The bias in units of the result: the mean signed error, positive where the result is too large. */
  readonly mean_error: number | null;
  /** Root of the mean squared error, in units of the result. */
  readonly rmse: number | null;
  /** Worst-case error, WCE: the largest distance found, in units of the result. */
  readonly wce: number | null;
  /** Mean relative error distance, MRED: the mean of the relative error's magnitude. */
  readonly mred_percent: number;
  /** The relative bias: the mean signed relative error, positive where the magnitude is too large. */
  readonly mean_percent: number;
  /** Worst-case relative error, WCRE: the largest magnitude found. */
  readonly wcre_percent: number;
  /** The signed relative error furthest below zero; 0 if none is below. */
  readonly worst_negative_percent: number;
  /** The signed relative error furthest above zero; 0 if none is above. */
  readonly worst_positive_percent: number;
  /** Mean and largest distance in patterns of the result's format. Null where these do not ascend with their values. */
  readonly med_ulps: number | null;
  readonly wce_ulps: number | null;
  /** 95 % confidence intervals; null where operands were not drawn at random. */
  readonly confidence_95: Confidence | null;
}

export interface RegimeFigures extends ErrorFigures {
  readonly regime: number;
}

/** Each interval is in the unit of its figure. */
interface Confidence {
  readonly error_rate_percent: Interval;
  readonly med: Interval | null;
  readonly mean_error: Interval | null;
  readonly rmse: Interval | null;
  readonly mred_percent: Interval | null;
  readonly mean_percent: Interval | null;
  readonly med_ulps: Interval | null;
}

export interface Mean {
  readonly count: number;
  readonly mean: number;
  interval(): Interval;
}

/** What the figures are computed from; `Tally` documents each field. */
export interface FiguresSource {
  readonly wrong: number;
  readonly error: Mean;
  readonly distance: Mean;
  readonly square: Mean;
  readonly relative: Mean;
  readonly relativeDistance: Mean;
  readonly ulps: Mean;
  readonly worst: number;
  readonly worstUlps: number;
  readonly lowest: number;
  readonly highest: number;
}

/** @param drawn whether operands were drawn at random */
export function figuresOf(tally: FiguresSource, drawn: boolean): ErrorFigures {
  const { error, distance, square, relative, relativeDistance, ulps } = tally;
  const { count } = error;
  return {
    compared: count,
    samples: relative.count,
    error_rate_percent: (100 * tally.wrong) / count,
    med: finite(distance.mean),
    mean_error: finite(error.mean),
    rmse: finite(Math.sqrt(square.mean)),
    wce: finite(tally.worst),
    mred_percent: 100 * relativeDistance.mean,
    mean_percent: 100 * relative.mean,
    wcre_percent: 100 * Math.max(-tally.lowest, tally.highest),
    worst_negative_percent: 100 * tally.lowest,
    worst_positive_percent: 100 * tally.highest,
    med_ulps: finite(ulps.mean),
    wce_ulps: finite(tally.worstUlps),
    confidence_95: drawn
      ? {
          error_rate_percent: percent(shareInterval(tally.wrong, count)),
          med: known(distance.interval()),
          mean_error: known(error.interval()),
          rmse: known(rootOf(square.interval())),
          mred_percent: known(percent(relativeDistance.interval())),
          mean_percent: known(percent(relative.interval())),
          med_ulps: known(ulps.interval()),
        }
      : null,
  };
}

/** JSON has neither infinities nor NaN. */
export const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

const known = (interval: Interval): Interval | null => (interval.every(Number.isFinite) ? interval : null);

const percent = ([low, high]: Interval): Interval => [100 * low, 100 * high];

const rootOf = ([low, high]: Interval): Interval => [Math.sqrt(Math.max(0, low)), Math.sqrt(high)];
