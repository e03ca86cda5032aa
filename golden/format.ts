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
  /** The pattern of the value nearest to a finite double; left out where a pattern is not one number. */
  nearest?(value: number): bigint;
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
