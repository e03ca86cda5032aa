/** What is gathered of the errors in one regime: for each figure, its index in the regime's slot. */
export const place = {
  /** Operands whose results are both numbers. */
  compared: 0,
  /** Of those, the ones whose exact result is not zero. */
  samples: 1,
  wrong: 2,
  wrongZeros: 3,
  /** Sums of the error, of the rounding errors of that sum, of the error's magnitude and of its square. */
  error: 4,
  roundedOff: 5,
  distance: 6,
  square: 7,
  /** Sums of the signed relative error and of its magnitude. */
  relative: 8,
  relativeDistance: 9,
  ulps: 10,
  /**
   * Extremes: the largest distance, in units of the result and in ulps; the signed relative errors furthest below and
   * above zero; the largest magnitude of an exact result.
   */
  worst: 11,
  worstUlps: 12,
  lowest: 13,
  highest: 14,
  largest: 15,
} as const;

export const places = Object.keys(place).length;

/** The places that are sums. The others are extremes. */
export const added = [
  place.compared,
  place.samples,
  place.wrong,
  place.wrongZeros,
  place.error,
  place.roundedOff,
  place.distance,
  place.square,
  place.relative,
  place.relativeDistance,
  place.ulps,
] as const;

/**
 * Sums of errors in one flat array, with a slot of `places` numbers for each regime. An array of numbers is fast, and
 * threads can pass it on.
 */
export class ErrorSums {
  readonly values: Float64Array<ArrayBuffer>;
  /** Operands for which exactly one of the two results is a number. */
  numberMismatches = 0;

  constructor(slots: number) {
    this.values = new Float64Array(slots * places);
  }

  /** Counts operands whose result is right. @param exact the exact result */
  correct(slot: number, exact: number, count = 1): void {
    const { values } = this;
    const at = slot * places;
    add(values, at + place.compared, count);
    if (exact !== 0) add(values, at + place.samples, count);
    raise(values, at + place.largest, Math.abs(exact));
  }

  /**
   * Counts one tuple of operands whose result is wrong.
   * @param error the approximate result minus the exact one, not 0
   * @param ulps NaN where patterns do not ascend with their values
   */
  wrong(slot: number, exact: number, error: number, relative: number, ulps: number): void {
    const { values } = this;
    const at = slot * places;
    const distance = Math.abs(error);
    this.correct(slot, exact);
    add(values, at + place.wrong, 1);
    addCarefully(values, at + place.error, error);
    add(values, at + place.distance, distance);
    add(values, at + place.square, error * error);
    add(values, at + place.ulps, ulps);
    raise(values, at + place.worst, distance);
    raise(values, at + place.worstUlps, ulps);
    if (exact === 0) {
      add(values, at + place.wrongZeros, 1);
      return;
    }
    add(values, at + place.relative, relative);
    add(values, at + place.relativeDistance, Math.abs(relative));
    raise(values, at + place.highest, relative);
    if (relative < (values[at + place.lowest] ?? 0)) values[at + place.lowest] = relative;
  }

  /** Adds what was summed up elsewhere. */
  join(slot: number, summed: Readonly<Record<Exclude<keyof typeof place, "roundedOff">, number>>): void {
    const { values } = this;
    const at = slot * places;
    const { error, lowest, ...others } = summed;
    addCarefully(values, at + place.error, error);
    values[at + place.lowest] = Math.min(values[at + place.lowest] ?? 0, lowest);
    for (const [name, value] of Object.entries(others)) {
      const which = place[name as keyof typeof others];
      if (isAdded.has(which)) add(values, at + which, value);
      else raise(values, at + which, value);
    }
  }
}

const isAdded: ReadonlySet<number> = new Set(added);

function add(values: Float64Array, at: number, value: number): void {
  values[at] = (values[at] ?? 0) + value;
}

/** The addition's rounding error goes into the next place. Errors of both signs may cancel and leave little else. */
function addCarefully(values: Float64Array, at: number, value: number): void {
  const before = values[at] ?? 0;
  const sum = before + value;
  const shift = sum - before;
  values[at] = sum;
  add(values, at + 1, before - (sum - shift) + (value - shift));
}

function raise(values: Float64Array, at: number, value: number): void {
  // Lets a NaN in, as Math.max does. Ulps are NaN for all operands of a format or for none.
  if (!(value <= (values[at] ?? 0))) values[at] = value;
}
