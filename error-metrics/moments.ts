/** Two ends of an interval, in the unit of what it is of. */
export type Interval = readonly [low: number, high: number];

/** How many standard errors a 95 % confidence interval reaches to either side: the normal distribution's. */
const z95 = 1.959963984540054;

/**
 * A sum that carries along what its additions round off, so that numbers which cancel leave nothing.
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
    // Where the sum is beyond all doubles, what was rounded off is no number.
    return Number.isFinite(this.#sum) ? this.#sum + this.#roundedOff : this.#sum;
  }
}

/**
 * Mean and variance of numbers as they come: the variance by Welford's recurrence, which does not cancel where it is
 * small beside the mean.
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

  /** NaN of no numbers. */
  get mean(): number {
    return this.#sum.value / this.count;
  }

  /**
   * The 95 % confidence interval of the mean of what the numbers were drawn from: mean ± 1.96·s/√count. NaN at both
   * ends for fewer than two numbers.
   */
  interval(): Interval {
    const half = z95 * Math.sqrt(this.#squares / (this.count - 1) / this.count);
    return [this.mean - half, this.mean + half];
  }
}

/**
 * The 95 % confidence interval of a share, Wilson's: right for shares near 0 and 1 too, where nothing, or everything,
 * was seen.
 * Source: E. B. Wilson, J. American Statistical Association 22(158), 1927.
 */
export function shareInterval(found: number, count: number): Interval {
  const share = found / count;
  const shrink = 1 + z95 ** 2 / count;
  const centre = (share + z95 ** 2 / (2 * count)) / shrink;
  const half = (z95 / shrink) * Math.sqrt((share * (1 - share)) / count + (z95 / (2 * count)) ** 2);
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}
