/*
 * Results that are rounded once, though they pass through float32 on the way to the format.
 *
 * Rounding to odd keeps that right: of the two floats about an exact result it takes the one whose last bit is 1, unless
 * the result is a float itself. A later rounding to 22 bits or fewer then sees on which side of a tie the result was.
 * Source: S. Boldo, G. Melquiond, "Emulation of FMA and correctly rounded sums", IEEE TC 57(4), 2008.
 */

const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/**
 * The float that `sign` of an exact difference leads to: `nearest` is a neighbour of the exact result, which is larger
 * where `difference` is above zero, and smaller where it is below.
 */
function odd(nearest: number, difference: number): number {
  if (difference === 0 || !Number.isFinite(nearest)) return nearest;
  float[0] = nearest;
  const pattern = bits[0] ?? 0;
  if ((pattern & 1) === 1) return nearest;
  // From zero the smallest number of the difference's sign is next; else patterns ascend with magnitudes.
  if (nearest === 0) return difference > 0 ? 2 ** -149 : -(2 ** -149);
  bits[0] = pattern + (difference > 0 === nearest > 0 ? 1 : -1);
  return float[0];
}

/** a + b of two floats, rounded to odd. */
export function addToOdd(a: number, b: number): number {
  const sum = a + b;
  const part = sum - a;
  const rest = a - (sum - part) + (b - part);
  const nearest = Math.fround(sum);
  return odd(nearest, sum - nearest + rest);
}

/** a × b of two floats, rounded to odd: the product has at most 48 bits. */
export function multiplyToOdd(a: number, b: number): number {
  const product = a * b;
  const nearest = Math.fround(product);
  return odd(nearest, product - nearest);
}

/** a / b of two floats, rounded to odd. */
export function divideToOdd(a: number, b: number): number {
  const nearest = Math.fround(a / b);
  // A quotient by an infinity is zero, or NaN, and exact.
  if (!Number.isFinite(b)) return nearest;
  // The product has at most 48 bits, and is near a.
  return odd(nearest, b > 0 ? a - nearest * b : nearest * b - a);
}

/**
 * The exact mean of floats, rounded once, to odd or to the nearest float.
 * @param count at least as many as there are values: zeros may count too
 */
export class Mean {
  #sum = 0;
  #rest = 0;

  clear(): void {
    this.#sum = 0;
    this.#rest = 0;
  }

  add(value: number): void {
    const sum = this.#sum + value;
    const part = sum - this.#sum;
    this.#rest += this.#sum - (sum - part) + (value - part);
    this.#sum = sum;
  }

  toOdd(count: number): number {
    const nearest = this.nearest(count);
    return odd(nearest, this.#sum - nearest * count + this.#rest);
  }

  nearest(count: number): number {
    return Math.fround((this.#sum + this.#rest) / count);
  }
}
