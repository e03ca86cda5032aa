import type { Dyadic } from "./dyadic.js";

/** A number format: how a pattern of `width` bits is read as a value. Patterns are unsigned BigInts. */
export interface NumberFormat {
  /** As the field writes it, for example `posit⟨16,1⟩`. */
  readonly name: string;
  /** Bits in a pattern. */
  readonly width: number;
  /** The fields and the value of a pattern, for a person to read. */
  describe(bits: bigint): Description;
  /** The double nearest to a pattern's value, NaN where it is no number; left out where a pattern is not one number. */
  number?(bits: bigint): number;
  /** The value of a pattern exactly, undefined where it is no number; left out where a pattern is not one number. */
  real?(bits: bigint): Dyadic | undefined;
  /** The pattern nearest to a value, of two as near the even one; beyond the format's range, the end of it. */
  nearest?(value: Dyadic): bigint;
  /** The integers that patterns are read as so that they ascend with their values; left out where neither does. */
  readonly ascendsAs?: "signed" | "unsigned";
  /** The standard deviation of operands that are drawn from a normal distribution; left out, 1. */
  readonly deviation?: Dyadic;
  /** The regime k of a posit's pattern; undefined for zero and NaR. Other formats leave it out. */
  regime?(bits: bigint): number | undefined;
  /** Patterns worth testing with: special values, extremes, field boundaries, neighbours; distinct, ascending. */
  corners(): bigint[];
}

/** A pattern taken apart: `fields` in the order they stand in the pattern, `value` as a decimal or a name such as NaR. */
export interface Description {
  readonly fields: Readonly<Record<string, string>>;
  readonly value: string;
}

/** Named bit patterns: the inputs or the outputs of an operator. */
export type Bits = Readonly<Record<string, bigint>>;
