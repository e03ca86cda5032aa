import { z } from "zod";
import type { Architectures } from "../../contract/architecture.js";
import { v, type Module, type Signal } from "../../hdl/index.js";
import { oneOf } from "../../contract/parameter.js";
import { normalise, normaliserMeanings } from "../normalise.js";
import { bitsFor } from "../widths.js";

/** Widths of the decoded fields of a posit⟨n,es⟩, in bits. */
export interface PositWidths {
  readonly n: number;
  readonly es: number;
  /** The length of the regime's run, less one: 0 … n−2. */
  readonly run: number;
  /** Exponent and fraction, as wide as the shortest regime leaves them. */
  readonly tail: number;
  readonly fraction: number;
}

/** The widths, in bits, of the fields that `decodePosit` takes a posit⟨n,es⟩ apart into. */
export function positWidths(n: number, es: number): PositWidths {
  const tail = Math.max(n - 3, es);
  return { n, es, run: bitsFor(n - 2), tail, fraction: tail - es };
}

/**
 * The fields of a posit, read from the raw pattern; a negative one is not complemented first.
 * Example: −1.5 in posit⟨8,0⟩ is 1 0110000. Its raw fields are k = −1 and f = 1/2, and (−2 + 1/2)·2^0 = −1.5.
 * The fields of a negative posit hold exactly −log₂ of its magnitude, with Mitchell's log₂(1+f) ≈ f. Its
 * significand is −2 + f (Posit Standard 2022, §3.3).
 */
export interface DecodedPosit {
  readonly widths: PositWidths;
  readonly sign: Signal;
  /** 1 for 0 and NaR, which the sign tells apart. The other fields are then don't-care. */
  readonly special: Signal;
  /** First bit of the regime. The regime is `run` if it is 1, and ~`run` if it is 0. */
  readonly regimeBit: Signal;
  readonly run: Signal;
  /** Exponent and fraction bits; each is exclusive-ored with `flip`, if there is one. */
  readonly tail: Signal;
  readonly flip: Signal | null;
  /** Fraction bits as in the pattern: f of the significand −2 + f or 1 + f. */
  readonly fraction: Signal;
}

/** The architecture choices of a decoder. */
export const decodeChoices = z.strictObject({
  regime: oneOf("a regime's run is shifted out", normaliserMeanings),
});
type DecodeArchitecture = Readonly<z.output<typeof decodeChoices>>;

/** The choice that measured best for posits of `n` bits. */
export const decodeArchitecture: Architectures<{ readonly n: number }, typeof decodeChoices> = {
  choices: decodeChoices,
  choose(objective, { n }) {
    const widest = { area: 10, balanced: 16, delay: 32 }[objective];
    if (n <= widest) return { regime: "select" };
    return { regime: objective === "area" ? "chain" : "blocks" };
  },
};

/** Decodes the posit⟨n,es⟩ `x`, n = width of `x` ≥ 3. */
export function decodePosit(m: Module, x: Signal, es: number, { regime }: DecodeArchitecture): DecodedPosit {
  const n = x.width;
  const widths = positWidths(n, es);
  m.section(`${x.name}: the run of the regime is counted and shifted out; exponent and fraction remain`);
  const sign = m.wire("sign", 1, x.msb);
  const special = m.wire("special", 1, v`~(|${x.bits(n - 2, 0)})`);
  const regimeBit = m.wire("regime_bit", 1, x.bit(n - 2));
  // Exclusive-ored with the regime bit the run is of zeros. Where this is shifted, a 1 shifted in reads as 0.
  const flipped = m.wire("flipped", n - 2, v`${x.bits(n - 3, 0)} ^ {${n - 2}{${regimeBit}}}`);
  const flip = regime === "chain" ? regimeBit : null;
  const { count, rest } = normalise(m, flipped, {
    normaliser: regime,
    fill: flip?.all ?? v`1'b0`,
    ...(flip === null && { data: m.wire("behind", n - 3, x.bits(n - 4, 0)) }),
  });
  const missing = widths.tail - (n - 3);
  const tail = m.wire("tail", widths.tail, v`{${rest}, {${missing}{${flip ?? v`1'b0`}}}}`);
  const fraction = tail.bits(widths.fraction - 1, 0);
  return {
    widths,
    sign,
    special,
    regimeBit,
    run: count,
    tail,
    flip,
    fraction: m.wire(
      "fraction",
      widths.fraction,
      flip ? v`${fraction} ^ {${widths.fraction}{${flip}}}` : fraction,
    ),
  };
}

/**
 * Regime and the `bits` most significant tail bits as one two's complement number of `run` + 1 + `bits` bits;
 * inverted where `invert` is 1.
 */
export function scaleOf(m: Module, posit: DecodedPosit, bits: number, invert: Signal): Signal {
  const { widths, regimeBit, run, tail, flip } = posit;
  const down = m.wire("down", 1, v`~(${regimeBit} ^ ${invert})`);
  const up = flip ? m.wire("up", 1, v`${flip} ^ ${invert}`) : invert;
  const field = tail.bits(widths.tail - 1, widths.tail - bits);
  return m.wire(
    "scale",
    widths.run + 1 + bits,
    v`{${down}, ${run} ^ {${widths.run}{${down}}}, ${field} ^ {${bits}{${up}}}}`,
  );
}

/** The signed significand, −2 + f or 1 + f: two's complement with 2 integer and `fraction` fraction bits. */
export function significandOf(m: Module, { widths, sign, fraction }: DecodedPosit): Signal {
  return m.wire("significand", 2 + widths.fraction, v`{${sign}, ~${sign}, ${fraction}}`);
}
