/** Values with more digits than this are shortened to `shortDigits` significant ones. */
const exactDigits = 12;
const shortDigits = 6;

/** Numbers below 10 to this power are written in e-notation, not as 0.0000…. */
const smallestPlain = -4;

/**
 * significand · 2^exponent in decimal, for a person to read: exact up to twelve digits, else rounded to six
 * significant digits (half away from zero). Never passes through a double, whose range ends at 2^1024.
 */
export function decimal(significand: bigint, exponent: number): string {
  if (significand === 0n) return "0";
  if (significand < 0n) return `-${decimal(-significand, exponent)}`;
  const exact = exactDecimal(significand, exponent);
  return exact.digits.length <= exactDigits
    ? written(exact, exactDigits)
    : written(shortened(exact), shortDigits);
}

/** A positive number, digits · 10^power; the last digit is not 0. */
interface Decimal {
  readonly digits: string;
  readonly power: number;
}

/** 2^−k = 5^k · 10^−k, so every dyadic rational has a finite decimal expansion. */
function exactDecimal(significand: bigint, exponent: number): Decimal {
  return exponent >= 0
    ? withoutTrailingZeros(significand << BigInt(exponent), 0)
    : withoutTrailingZeros(significand * 5n ** BigInt(-exponent), exponent);
}

function withoutTrailingZeros(integer: bigint, power: number): Decimal {
  const all = integer.toString();
  const digits = all.replace(/0+$/, "");
  return { digits, power: power + all.length - digits.length };
}

function shortened({ digits, power }: Decimal): Decimal {
  const dropped = digits.length - shortDigits;
  const unit = 10n ** BigInt(dropped);
  return withoutTrailingZeros((BigInt(digits) + unit / 2n) / unit, power + dropped);
}

function written({ digits, power }: Decimal, significantDigits: number): string {
  const leading = power + digits.length - 1;
  if (leading < smallestPlain || leading >= significantDigits) {
    return `${withPoint(digits, 1)}e${leading}`;
  }
  return leading < 0 ? `0.${"0".repeat(-leading - 1)}${digits}` : withPoint(digits, leading + 1);
}

/** The digits with a decimal point after the first `whole` of them, padded with zeros up to the point. */
function withPoint(digits: string, whole: number): string {
  const fraction = digits.slice(whole);
  return digits.slice(0, whole).padEnd(whole, "0") + (fraction && `.${fraction}`);
}
