import { Dyadic } from "../../golden/dyadic.js";
import { counted, lastBit, noise, scaleOf, type Numbers, type Product, type Triple } from "./number-cases.js";
import { inverse, remainder, scattered } from "./rounding-cases.js";

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
      if (g < 0 || g >= fraction + 4) continue;
      const single = 1n << BigInt(index % (g + 1));
      const d = [0n, 1n, -1n, single, 3n, single + 1n, -single - 1n][index % 7] ?? 0n;
      const modulus = 1n << BigInt(g + 1);
      const half = (1n << BigInt(g)) + d - a.scaled(-unit).floor();
      const one = 1n << BigInt(fraction);
      for (const turn of counted(64)) {
        const b = (1n << BigInt(bitsY)) | scattered(64 * index + turn, bitsY) | 1n;
        const low = remainder(inverse(b, g + 1) * half, modulus);
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

/** The addend has a bit half an ulp of the product as it would be rounded, some above, and one below or none. */
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
        const bits = below === 0 ? odd : odd.plus(Dyadic.powerOfTwo(-below));
        yield [x, y, bits.scaled(half)];
        yield [x, y, bits.scaled(half).negated()];
      }
}
