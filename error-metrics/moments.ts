/** An interval, in the unit of its figure. */
export type Interval = readonly [low: number, high: number];

/** Half a 95 % confidence interval of the normal distribution, in standard errors. */
const z95 = 1.959963984540054;

/**
 * Compensated summation: 1e16 + 1 − 1e16 gives 1. The sum carries its additions' rounding errors along, so that
 * numbers which cancel leave no residue.
 * Source: A. Neumaier, Zeitschrift für Angewandte Mathematik und Mechanik 54(1), 1974.
 */
export class Sum {
  #sum = 0;
  #roundedOff = 0;

  add(value: number): void {
    const sum = this.#sum + value;
    this.#roundedOff +=
      Math.abs(this.#sum) >= Math.abs(value) ? this.#sum - sum + value : value - sum + this.#sum;
    this.#sum = sum;
  }

  get value(): number {
    // After an overflow the rounding error is infinite or NaN.
    return Number.isFinite(this.#sum) ? this.#sum + this.#roundedOff : this.#sum;
  }
}

/**
 * Running mean and variance. The variance uses Welford's recurrence, which does not cancel where the variance is small
 * beside the mean.
 * Source: B. P. Welford, Technometrics 4(3), 1962.
 */
export class Moments {
  count = 0;
  readonly #sum = new Sum();
  #running = 0;
  #squares = 0;

  add(value: number): void {
    this.count++;
    this.#sum.add(value);
    const before = value - this.#running;
    this.#running += before / this.count;
    this.#squares += before * (value - this.#running);
  }

  /** NaN before the first number. */
  get mean(): number {
    return this.#sum.value / this.count;
  }

  /**
   * The 95 % confidence interval of the population mean: mean ± 1.96·s/√count. Both ends are NaN for fewer than two
   * numbers.
   */
  interval(): Interval {
    const half = z95 * Math.sqrt(this.#squares / (this.count - 1) / this.count);
    return [this.mean - half, this.mean + half];
  }
}

/**
 * Wilson's 95 % confidence interval of a share. It holds for shares near 0 and 1 too, even if `found` is 0 or `count`.
 * Source: E. B. Wilson, J. American Statistical Association 22(158), 1927.
 */
export function shareInterval(found: number, count: number): Interval {
  const share = found / count;
  const shrink = 1 + z95 ** 2 / count;
  const centre = (share + z95 ** 2 / (2 * count)) / shrink;
  const half = (z95 / shrink) * Math.sqrt((share * (1 - share)) / count + (z95 / (2 * count)) ** 2);
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}
