import { Dyadic } from "../../../golden/dyadic.js";
import type { Bits } from "../../../golden/format.js";
import type { Numbers } from "./numbers.js";

/** Two factors, as patterns. */
type Pair = readonly [x: bigint, y: bigint];

/**
 * Products that add up to a number, or come near it: each takes as much of what is left as a factor's fraction holds.
 * @param most how many there may be
 */
function productsOf(factors: Numbers, sum: Dyadic, most: number): Pair[] {
  const products: Pair[] = [];
  let left = sum;
  while (!left.isZero() && products.length < most) {
    const power = powerNear(factors, left.magnitude().floorLog2());
    const x = Dyadic.powerOfTwo(power);
    const y = factors.round(left.scaled(-power));
    const product = x.times(factors.value(y));
    if (product.isZero()) break;
    products.push([factors.round(x), y]);
    left = left.minus(product);
  }
  return products;
}

/** The exponent of a power of two among the factors, from a scale towards 1: the other factor has its fraction near 1. */
function powerNear(factors: Numbers, scale: number): number {
  let power = Math.min(Math.max(scale, factors.least), factors.greatest);
  const isThere = (): boolean => {
    const value = Dyadic.powerOfTwo(power);
    return factors.value(factors.round(value)).minus(value).isZero();
  };
  while (power !== 0 && !isThere()) power -= Math.sign(power);
  return power;
}

/** Most products that lead up to a case. */
const mostProducts = 24;

/**
 * A combinational multiply-add's cases as sums, of which the first products come near the case's addend and the last one
 * is its own.
 * @param valueOf what an addend is; null for what is no number
 * @param most cases to take, from all over
 */
export function* ledUpTo(
  factors: Numbers,
  cases: readonly Bits[],
  valueOf: (sum: bigint) => Dyadic | null,
  most: number,
): Generator<Bits[]> {
  for (const { x = 0n, y = 0n, a = 0n } of thinned(cases, most)) {
    const value = valueOf(a);
    // what is no number comes from a factor that is none
    const before: readonly Pair[] =
      value === null
        ? [[factors.specials.at(-1) ?? 0n, factors.round(Dyadic.one)]]
        : productsOf(factors, value, mostProducts);
    yield named([...before, [x, y]]);
  }
}

const named = (pairs: readonly Pair[]): Bits[] => pairs.map(([x, y]) => ({ x, y }));

function thinned<T>(items: readonly T[], most: number): T[] {
  const count = Math.min(items.length, most);
  return Array.from({ length: count }, (_, i) => items[Math.floor((i * items.length) / count)] as T);
}
