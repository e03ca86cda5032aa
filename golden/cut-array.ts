/**
 * Multipliers of n-bit patterns that leave out products x[i]·y[j] of low weight, or replace them.
 * Signed: both factors and the result are two's complement, so that x[n−1] and y[n−1] weigh negative.
 */

type Multiply = (x: bigint, y: bigint) => bigint;

interface Column {
  /** How many products are 1 that weigh positive, and negative. */
  readonly positive: bigint;
  readonly negative: bigint;
}

/** The products of one column, counted. */
function columnOf(n: number, signed: boolean, column: number, x: string, y: string): Column {
  let [positive, negative] = [0n, 0n];
  for (let i = 0; i < n; i++) {
    const j = column - i;
    // the digits are written from the highest
    if (j < 0 || j >= n || x[n - 1 - i] !== "1" || y[n - 1 - j] !== "1") continue;
    if (signed && (i === n - 1) !== (j === n - 1)) negative += 1n;
    else positive += 1n;
  }
  return { positive, negative };
}

/** The exact product, with columns below `columns` worth `worth` in units of their weight and not their sum. */
function withColumns(
  n: number,
  signed: boolean,
  columns: number,
  worth: (column: Column) => bigint,
): (x: bigint, y: bigint) => bigint {
  const value = (bits: bigint): bigint => (signed ? BigInt.asIntN(n, bits) : bits);
  const digits = (bits: bigint): string => bits.toString(2).padStart(n, "0");
  return (x, y) => {
    let product = value(x) * value(y);
    const [dx, dy] = [digits(x), digits(y)];
    for (let column = 0; column < columns; column++) {
      const counted = columnOf(n, signed, column, dx, dy);
      product += 2n ** BigInt(column) * (worth(counted) - counted.positive + counted.negative);
    }
    return product;
  };
}

const pattern =
  (n: number, multiply: Multiply): Multiply =>
  (x, y) =>
    BigInt.asUintN(2 * n, multiply(x, y));

/**
 * Columns below t are OR-ed: each is worth one unit of its weight where any of its products is 1. No carry leaves them.
 *
 * Example with t = 2: 3·3 has the columns 1, 2, 1. Column 1 is worth 1: 4 + 2 + 1 = 7 in place of 9.
 * @param t 1 to 2n − 2; signed, to n − 1
 * @returns 2n bits from n and n bits
 */
export const orProduct = (n: number, t: number, signed: boolean): Multiply =>
  pattern(
    n,
    withColumns(n, signed, t, ({ positive }) => (positive > 0n ? 1n : 0n)),
  );

/**
 * Columns below t are left out. Corrected, the mean of what they are worth over all operands is added, rounded to the
 * nearest integer (half upwards): each product is 1 for a quarter of them (M. J. Schulte, E. E. Swartzlander, 1993).
 *
 * Example with n = 4, t = 3: 3·3 has the columns 1, 2, 1 and gives 0; corrected 17/4 = 4.25, so 4.
 * @param t 1 to 2n − 2
 * @returns 2n bits from n and n bits
 */
export function truncatedProduct(n: number, t: number, signed: boolean, corrected: boolean): Multiply {
  const kept = withColumns(n, signed, t, () => 0n);
  const ones = (1n << BigInt(n)) - 1n;
  // with all bits 1, every product is 1: four times the mean
  const value = signed ? -1n : ones;
  const fourfold = value * value - kept(ones, ones);
  const doubled = fourfold + 2n;
  const mean = (doubled - (((doubled % 4n) + 4n) % 4n)) / 4n;
  return pattern(n, (x, y) => kept(x, y) + (corrected ? mean : 0n));
}

/**
 * The broken-array multiplier (Mahdiani et al., IEEE Trans. Circuits and Systems I 57(4), 2010): of the rows x·y[j], those
 * below h are left out, and of the others the bits of weight below 2^t. Its vertical break level is t, its horizontal one h.
 *
 * Example with t = 2, h = 1: 3·3 has left 2·2 = 4 of row 1, and nothing of row 0.
 * @param t 0 to 2n − 2
 * @param h 0 to n − 1
 * @returns 2n bits from n and n bits
 */
export function brokenProduct(n: number, t: number, h: number, signed: boolean): Multiply {
  const value = (bits: bigint): bigint => (signed ? BigInt.asIntN(n, bits) : bits);
  const above = (x: bigint, bits: number): bigint => {
    if (bits >= n) return 0n;
    const unit = 2n ** BigInt(Math.max(0, bits));
    return value(x - (x % unit));
  };
  return pattern(n, (x, y) => {
    let sum = 0n;
    for (let row = h; row < n; row++) {
      const digit = y / 2n ** BigInt(row) - 2n * (y / 2n ** BigInt(row + 1));
      const weight = signed && row === n - 1 ? -digit : digit;
      sum += weight * above(x, t - row) * 2n ** BigInt(row);
    }
    return sum;
  });
}
