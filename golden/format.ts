import type { Dyadic } from "./dyadic.js";

/** A number format: how a pattern of `width` bits is read. Patterns are unsigned BigInts. */
export interface NumberFormat {
  /** As the field writes it, for example `posit⟨16,1⟩`. */
  readonly name: string;
  /** Bits in a pattern. */
  readonly width: number;
  /** The fields and the value of a pattern, for a person to read. */
  describe(bits: bigint): Description;
  /**
   * The double nearest to a pattern's value, NaN if it is no number. Left out where a pattern is not one
   * number.
   */
  number?(bits: bigint): number;
  /**
   * The exact value of a pattern, undefined if it is no number. Left out where a pattern is not one number.
   */
  real?(bits: bigint): Dyadic | undefined;
  /** The pattern nearest to a value, ties to the even one. Beyond the range it is the end of the range. */
  nearest?(value: Dyadic): bigint;
  /** How to read patterns as integers so that they ascend with their values. Left out where neither does. */
  readonly ascendsAs?: "signed" | "unsigned";
  /** The standard deviation of normally distributed operands; 1 if left out. */
  readonly deviation?: Dyadic;
  /** The regime k of a posit; undefined for zero and NaR. Other formats leave it out. */
  regime?(bits: bigint): number | undefined;
  /** Patterns worth testing with: special values, extremes, field boundaries, neighbours; distinct, ascending. */
  corners(): bigint[];
}

/** A pattern's fields, in their order in the pattern, and its value as a decimal or a name such as NaR. */
export interface Description {
  readonly fields: Readonly<Record<string, string>>;
  readonly value: string;
}

/** Named bit patterns: the inputs or the outputs of an operator. */
export type Bits = Readonly<Record<string, bigint>>;
