import { Dyadic } from "../../../golden/dyadic.js";
import type { Bits } from "../../../golden/format.js";
import type { CaseFormat } from "./case-format.js";

/** Two factors, as patterns. */
type Pair = readonly [x: bigint, y: bigint];

/**
 * Products whose sum is a given number, or near it. In each, x is a power of two and y is the rest, rounded.
 * Example with 2 fraction bits: 1.0101 = 1·1.01 + 2^−4·1.
 * @param most products at most
 */
function productsOf(factors: CaseFormat, sum: Dyadic, most: number): Pair[] {
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

/** The exponent nearest to a scale, towards 0, of a power of two that is a factor: then y is near 1. */
function powerNear(factors: CaseFormat, scale: number): number {
  let power = Math.min(Math.max(scale, factors.minExponent), factors.maxExponent);
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
 * Turns cases of a combinational multiply-add into sums from 0, for the sequential form without a load.
 * The first products of each sum add up to about the case's addend; the last product is the case's own.
 * @param cases operands x, y and a
 * @param valueOf the number that an addend is; null where it is none
 * @param most cases to take, evenly spread
 */
export function* sumsLeadingTo(
  factors: CaseFormat,
  cases: readonly Bits[],
  valueOf: (sum: bigint) => Dyadic | null,
  most: number,
): Generator<Bits[]> {
  for (const { x = 0n, y = 0n, a = 0n } of thinned(cases, most)) {
    const value = valueOf(a);
    // an addend that is no number comes from a special factor
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
