import { v, type Expression, type Module, type Signal } from "../../../hdl/index.js";
import type { Sign } from "../sign.js";

export interface SignedOptions {
  readonly negative: Signal | null;
  readonly sign: Sign;
  /** Distance between two places, in bits. */
  readonly step: number;
  /** Bits of the shifted value that are below the result in place 0. */
  readonly below: number;
}

/** The shifted value, complemented (c1) or negated (c2) where the result is negative. */
export function signedValue(
  m: Module,
  shifted: Signal,
  at: readonly Signal[],
  { negative, sign, step, below }: SignedOptions,
): Signal {
  const { width } = shifted;
  if (!negative || sign === "unsigned") return shifted;
  if (sign === "c1") return m.wire("complement", width, v`${shifted} ^ {${width}{${negative}}}`);
  // Bits below the result must not take part in the negation. The higher the place, the fewer there are.
  let kept = shifted.bits(width - 1, below);
  for (let high = below, places = 1; high > 0; high -= step, places++) {
    const bits = Math.min(step, high);
    const cut = sideBySide(at.slice(0, places));
    kept = v`{${kept}, ${shifted.bits(high - 1, high - bits)} & ~{${bits}{|(${cut})}}}`;
  }
  return m.wire("negated", width, v`(${kept} ^ {${width}{${negative}}}) + ${negative}`);
}

/** Gives the value of a bit that only the places `first` to `last` reach where none of these is chosen; null for 0. */
export type Elsewhere = (first: number, last: number) => Signal | null;

/**
 * Complemented, a bit outside of its places is 1. Negated, it is 1 where a place below `first` is chosen.
 * Each distinct signal is declared once.
 */
export function elsewhereOf(
  m: Module,
  at: readonly Signal[],
  { negative, sign }: Pick<SignedOptions, "negative" | "sign">,
): Elsewhere {
  if (negative === null) return () => null;
  const known = new Map<string, Signal | null>();
  const make = (key: string, first: number, last: number): Signal | null => {
    const any = sideBySide(sign === "c1" ? at.slice(first, last + 1) : at.slice(0, first));
    if (any.width === 0) return sign === "c1" ? negative : null;
    const outside = sign === "c1" ? v`~(|${any})` : v`|${any}`;
    return m.wire(`else${key}`, 1, v`${negative} & ${outside}`);
  };
  return (first, last) => {
    const key = sign === "c1" ? `${first}_${last}` : `${first}`;
    let found = known.get(key);
    if (found === undefined) known.set(key, (found = make(key, first, last)));
    return found;
  };
}

/** Bits side by side, the first one lowest. */
const sideBySide = (bits: readonly Signal[]): Expression =>
  bits.reduce<Expression>((right, one) => v`{${one}, ${right}}`, v`0'b0`);
