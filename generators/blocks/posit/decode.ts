import { z } from "zod";
import type { Architectures } from "../../contract/architecture.js";
import { v, type Module, type Signal } from "../../hdl/index.js";
import { normalise, normalisers } from "../normalise.js";
import { bitsFor } from "../widths.js";

/** Widths of the fields of a posit⟨n,es⟩ once they are taken apart, in bits. */
export interface PositWidths {
  readonly n: number;
  readonly es: number;
  /** The run of the regime, 0 … n−2. */
  readonly run: number;
  /** Exponent and fraction side by side, as long as the shortest regime leaves them. */
  readonly tail: number;
  readonly fraction: number;
}

/** The widths, in bits, of the fields that `decodePosit` takes a posit⟨n,es⟩ apart into. */
export function positWidths(n: number, es: number): PositWidths {
  const tail = Math.max(n - 3, es);
  return { n, es, run: bitsFor(n - 2), tail, fraction: tail - es };
}

/**
 * The fields of a posit, read from the raw pattern: a negative one is not complemented first. Read so, its
 * fields hold exactly −log₂ of its magnitude (Mitchell's log₂(1+f) ≈ f), and its significand is −2 + f
 * (Posit Standard 2022, §3.3).
 */
export interface DecodedPosit {
  readonly widths: PositWidths;
  readonly sign: Signal;
  /** The pattern is 0 or NaR; the sign tells which. The other fields mean nothing then. */
  readonly special: Signal;
  /** First bit of the regime; the regime's value is `run` if it is 1 and ~`run` if it is 0. */
  readonly regimeBit: Signal;
  readonly run: Signal;
  /** Exponent and fraction bits, each exclusive-or `flip` if there is one. */
  readonly tail: Signal;
  readonly flip: Signal | null;
  /** Fraction bits as they stand in the pattern: f of the significand −2 + f or 1 + f. */
  readonly fraction: Signal;
}

/** What there is to choose where posits are decoded. */
export const decodeChoices = z.strictObject({
  regime: z
    .enum(normalisers)
    .describe("how its run is shifted out: in stages, by blocks of places, or at once"),
});
type DecodeArchitecture = Readonly<z.output<typeof decodeChoices>>;

/** What measured best for posits of `n` bits. */
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
  // Exclusive-or the regime bit, the run is of zeros; where that is shifted, what comes in must be 1 to read as 0.
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
 * Regime and the `bits` most significant bits of the tail as one two's complement number, all inverted where
 * `invert` is 1: width `run` + 1 + `bits`.
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

/** The signed significand, −2 + f or 1 + f in two's complement: 2 integer and `fraction` fraction bits. */
export function significandOf(m: Module, { widths, sign, fraction }: DecodedPosit): Signal {
  return m.wire("significand", 2 + widths.fraction, v`{${sign}, ~${sign}, ${fraction}}`);
}
