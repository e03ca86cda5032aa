/** What is gathered of the errors in one regime; figures by their place. */
export const place = {
  /** Operands whose results are both numbers. */
  compared: 0,
  /** Of those, the ones whose exact result is not zero. */
  samples: 1,
  wrong: 2,
  wrongZeros: 3,
  /** Sums of the error, what its additions round off, its magnitude, and its square. */
  error: 4,
  roundedOff: 5,
  distance: 6,
  square: 7,
  /** Sums of the signed relative error and of its magnitude. */
  relative: 8,
  relativeDistance: 9,
  ulps: 10,
  /** The largest of each, and of the signed relative error the one furthest to either side of zero. */
  worst: 11,
  worstUlps: 12,
  lowest: 13,
  highest: 14,
  largest: 15,
} as const;

export const places = Object.keys(place).length;

/** Those places that are added up; the others keep the furthest. */
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
 * Sums of errors, one after the other in an array: numbers only, to be quick and to go from thread to thread. Slots
 * tell regimes apart.
 */
export class ErrorSums {
  readonly values: Float64Array<ArrayBuffer>;
  /** Operands of which one result is a number and the other is none. */
  numberMismatches = 0;

  constructor(slots: number) {
    this.values = new Float64Array(slots * places);
  }

  /** Counts operands whose result is right. @param exact the result */
  correct(slot: number, exact: number, count = 1): void {
    const { values } = this;
    const at = slot * places;
    add(values, at + place.compared, count);
    if (exact !== 0) add(values, at + place.samples, count);
    raise(values, at + place.largest, Math.abs(exact));
  }

  /**
   * Counts one whose result is wrong.
   * @param error the result less the exact one, not 0
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
}

function add(values: Float64Array, at: number, value: number): void {
  values[at] = (values[at] ?? 0) + value;
}

/** What the addition rounds off goes into the next place: positive and negative errors may cancel out. */
function addCarefully(values: Float64Array, at: number, value: number): void {
  const before = values[at] ?? 0;
  const sum = before + value;
  const shift = sum - before;
  values[at] = sum;
  add(values, at + 1, before - (sum - shift) + (value - shift));
}

function raise(values: Float64Array, at: number, value: number): void {
  // A NaN is no largest, and stays once it is there: as Math.max has it.
  if (!(value <= (values[at] ?? 0))) values[at] = value;
}
