import { Dyadic } from "../../../golden/dyadic.js";
import { counted, lastBit, noise, scaleOf, type Numbers, type Product, type Triple } from "./numbers.js";
import { quotient, scattered } from "./rounding.js";

/**
 * x·y + a ≡ half an ulp of the sum, and d: for a second factor with an odd significand b, and any addend, the
 * congruence x·b ≡ half + d − a, modulo the ulp, gives the first factor. Of the addend some bits may be left over
 * below the product's last.
 */
export function* productTies(factors: Numbers, sum: Numbers): Generator<Triple> {
  let index = 3000;
  const { fraction } = factors;
  for (let scale = factors.least; scale < factors.greatest; scale += factors.step) {
    const bitsY = scale - lastBit(factors, scale);
    if (bitsY < 1) continue;
    const unit = scale - fraction - bitsY;
    for (const addend of [...addends(sum, scale, fraction + bitsY), ...leftovers(sum, unit)]) {
      const a = sum.value(sum.round(addend));
      if (a.isZero()) continue;
      index++;
      const scaleSum = Math.max(scale + (index % 2), a.magnitude().floorLog2());
      const g = lastBit(sum, scaleSum) - 1 - unit;
      // Beyond the bits that x has the congruence holds for one b in 2, 4, 8, …
      if (g < 0 || g >= fraction + 8) continue;
      const single = 1n << BigInt(index % (g + 1));
      const d = [0n, 1n, -1n, single, 3n, single + 1n, -single - 1n][index % 7] ?? 0n;
      const modulus = 1n << BigInt(g + 1);
      const half = (1n << BigInt(g)) + d - a.scaled(-unit).floor();
      const one = 1n << BigInt(fraction);
      for (const turn of counted(512)) {
        const b = (1n << BigInt(bitsY)) | scattered(512 * index + turn, bitsY) | 1n;
        const low = quotient(half, b, g + 1);
        const significand = low | ((one | scattered(index, fraction)) & ~(modulus - 1n));
        if (significand >> BigInt(fraction) !== 1n) continue;
        const x = new Dyadic(significand, -fraction);
        const y = new Dyadic(b, scale - bitsY);
        yield [x, y, a];
        yield index % 2 === 0 ? [x.negated(), y.negated(), a] : [x.negated(), y, a.negated()];
        break;
      }
    }
  }
}

/**
 * Noise from the product's last bit up to where it is the product that is a last bit; most of it little above the
 * product, where all of the product's bits but the last have to be in line for the tie.
 */
function* addends(sum: Numbers, scale: number, bits: number): Generator<Dyadic> {
  const isLong = bits >= 2 * sum.fraction - 2;
  for (let distance = -bits; distance <= sum.fraction; distance++)
    for (const turn of counted(isLong && distance > 0 && distance < 7 ? 2 * bits : 4))
      yield noise(sum, 2 * bits * (bits + distance) + turn).scaled(scale + distance);
}

/** A few bits from 2^unit up, and one or two below. */
function* leftovers(sum: Numbers, unit: number): Generator<Dyadic> {
  for (const above of [0, 1, 4])
    for (let below = 1; below + above <= sum.fraction + 1; below++)
      for (const tail of [1n, 3n]) {
        const bits = above === 0 ? 0n : 1n | scattered(unit * unit + below, above);
        yield new Dyadic(bits).plus(new Dyadic(tail, -below)).scaled(unit);
      }
}

/**
 * The product is 1, 3, 5 or 7 times half an ulp of the addend, but for a few of its own last bits: a factor of that
 * number is looked for, where there are few to try.
 */
export function* halves(factors: Numbers, sum: Numbers): Generator<Triple> {
  const most = 2 ** (factors.fraction + 1);
  if (most > 4096) return;
  let index = 8000;
  for (const odd of [1, 3, 5, 7])
    for (const k of counted(factors.fraction + 2).map((bits) => factors.fraction + bits))
      for (const d of [1, 3, 6, 9, 17, 30].flatMap((rest) => [rest, -rest])) {
        const product = odd * 2 ** k + d;
        const factor = counted(most).find((each) => each ** 2 >= product && product % each === 0);
        if (factor === undefined) continue;
        for (const scale of counted(5).map((turn) => turn * Math.min(sum.step, 8))) {
          const a = sum.value(sum.round(noise(sum, index++).scaled(scale)));
          if (a.isZero()) continue;
          const half = lastBit(sum, a.magnitude().floorLog2()) - 1;
          // both factors near 1, where fractions are longest
          const first = Math.floor(half / 2) - Math.floor(Math.log2(factor));
          const x = new Dyadic(BigInt(factor), first);
          const y = new Dyadic(BigInt(product / factor), half - k - first);
          yield [x, index % 2 === 0 ? y : y.negated(), a];
        }
      }
}

/** The addend has a bit half an ulp of the product as it would be rounded, some above, and one below, two or none. */
export function* addendTies(product: Product, sum: Numbers): Generator<Triple> {
  let index = 4000;
  for (const above of [1, 2, 3, 5, 8, 13])
    for (const below of counted(sum.fraction + 1))
      for (const turn of counted(4)) {
        const [x, y] = product(index++, scaleOf(sum, turn === 0 ? 0 : index));
        const exact = x.times(y).magnitude();
        if (exact.isZero()) continue;
        const half = lastBit(sum, exact.floorLog2()) - 1;
        const odd = new Dyadic(1n | scattered(index, above));
        // which no parity tells from none
        const two = new Dyadic(3n, -below - 1);
        const rest = turn === 3 ? two : Dyadic.powerOfTwo(-below);
        const bits = below === 0 ? odd : odd.plus(rest);
        yield [x, y, bits.scaled(half)];
        yield [x, y, bits.scaled(half).negated()];
      }
}

/** Of what a product is beyond the middle between two sums, the addend takes nearly all, or a little more. */
export function* besideTies(factors: Numbers, sum: Numbers): Generator<Triple> {
  let index = 13000;
  const eighths = counted(8).flatMap((i) => counted(8).map((j) => [i, j] as const));
  const anywhere = [scaleOf(sum, 1), scaleOf(sum, 5)].map(
    (scale) => [Math.floor(scale / 2), Math.ceil(scale / 2)] as const,
  );
  // one factor near 1, where fractions are longest, the other one in the regime beside it, too
  for (const scales of [[0, 0], [0, factors.step - 1], [-factors.step, 0], ...anywhere])
    for (const [i, j] of eighths) {
      // fractions that begin with each three bits, all that there are where they are short
      const [x, y] = [i, j].map((eighth, which) => {
        const fraction = new Dyadic(BigInt(8 + eighth), -3).plus(new Dyadic(scattered(index++, 32), -35));
        return truncated(factors, fraction.scaled(scales[which] ?? 0));
      }) as [Dyadic, Dyadic];
      const exact = x.times(y);
      const bits = sum.round(exact);
      const nearest = sum.value(bits);
      const beyond = sum.value(exact.compare(nearest) > 0 ? bits + 1n : bits - (bits > 0n ? 1n : 0n));
      const rest = exact.minus(nearest.plus(beyond).scaled(-1));
      for (const sixteenths of [8n, 12n, 13n, 15n, 17n, 20n]) {
        const taken = rest.times(new Dyadic(sixteenths, -4));
        yield* [
          [x, y, taken.negated()],
          [x.negated(), y, taken],
        ] satisfies Triple[];
      }
    }
}

/** The number of a format that is nearest to a positive one from below. */
function truncated(numbers: Numbers, value: Dyadic): Dyadic {
  const bits = numbers.round(value);
  return numbers.value(numbers.value(bits).compare(value) > 0 ? bits - 1n : bits);
}

/**
 * From a power of two, or little more, so much is taken that the sum is in the binade below, and there half-way between two
 * numbers: half an ulp is less than it was of the product, and must not be lost where the addend is aligned.
 */
export function* tiesBelowPowers(factors: Numbers, sum: Numbers): Generator<Triple> {
  let index = 15000;
  for (const turn of counted(6))
    for (const more of [0n, 1n, 2n])
      for (const bits of counted(sum.fraction + 1)) {
        const scale = turn === 0 ? 0 : scaleOf(sum, 4 * index++ + 1);
        const first = Math.floor(scale / 2) + (turn % 5) - 2;
        const x = factors.value(factors.round(Dyadic.powerOfTwo(first)));
        const y = factors.value(factors.round(Dyadic.powerOfTwo(scale - first)) + more);
        const product = x.times(y);
        if (product.isZero()) continue;
        const half = lastBit(sum, product.magnitude().floorLog2() - 1) - 1;
        const odd = 1n | (1n << BigInt(bits)) | scattered(index, bits);
        const a = new Dyadic(odd, half);
        yield bits % 2 === 0 ? [x, y, a.negated()] : [x.negated(), y, a];
      }
}
