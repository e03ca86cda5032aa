/** Bits of a limb. */
export const limbBits = 64;

/** Limbs, least significant first, that hold so many bits. */
export const limbsFor = (width: number): number => Math.ceil(width / limbBits);

/**
 * A number below 2^width as C has it: up to 64 bits an expression of type `uint64_t`, beyond an array of limbs.
 * An expression is a name, a literal, a call or in parentheses.
 */
export interface Value {
  readonly text: string;
  readonly width: number;
}

export const isWide = ({ width }: Pick<Value, "width">): boolean => width > limbBits;

/** A literal of up to 64 bits. */
export const literal = (value: bigint): string =>
  `UINT64_C(${value < 10n ? value : `0x${value.toString(16)}`})`;

/** Ones in the lowest `width` bits of a limb. */
export const ones = (width: number): bigint => (1n << BigInt(width)) - 1n;

/** The expression with only its lowest `width` bits kept. */
export const masked = (text: string, width: number): string =>
  width >= limbBits ? text : `(${text} & ${literal(ones(width))})`;
