import { z } from "zod";
import type { Architectures } from "../../contract/architecture.js";
import { v, type Expression, type Module, type Signal } from "../../hdl/index.js";
import { oneOf } from "../../contract/parameter.js";
import { normalise, normaliserMeanings, type Normalised, type Normaliser } from "../normalise.js";
import { allAlike } from "../one-hot.js";
import { bitsFor } from "../widths.js";
import { regimeCap, type PositLayout } from "./layout.js";
import { rawRun } from "./raw-run.js";

/** Widths of the decoded fields of a posit⟨n,es⟩, in bits. */
export interface PositWidths {
  readonly n: number;
  readonly es: number;
  /** The most bits of a regime's run, where there is a cap: less than n − 1. */
  readonly cap: number | null;
  /** The length of the regime's run, less one: 0 … n−2, or below the cap. */
  readonly run: number;
  /** Exponent and fraction, as wide as the shortest regime leaves them. */
  readonly tail: number;
  readonly fraction: number;
}

/** The widths, in bits, of the fields that `decodePosit` takes a posit⟨n,es⟩ apart into. */
export function positWidths({ n, es, rs }: PositLayout): PositWidths {
  const tail = Math.max(n - 3, es);
  const cap = regimeCap(n, rs);
  return { n, es, cap, run: bitsFor(cap === null ? n - 2 : cap - 1), tail, fraction: tail - es };
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
  regime: oneOf("a regime's run is shifted out", {
    ...normaliserMeanings,
    raw: "in levels of multiplexers, of bits that are not inverted first",
  }),
});
export type DecodeArchitecture = Readonly<z.output<typeof decodeChoices>>;

/** The choice that measured best for posits of `n` bits. */
export const decodeArchitecture: Architectures<Pick<PositLayout, "n" | "rs">, typeof decodeChoices> = {
  choices: decodeChoices,
  choose(objective, { n, rs }) {
    const isCapped = regimeCap(n, rs) !== null;
    if (isCapped && n > 10) return { regime: objective === "delay" ? "select" : "chain" };
    // of 6 and 10 bits a regime takes one level more for a single place
    if (objective === "area") return { regime: isCapped || n === 6 || n === 10 ? "select" : "raw" };
    return { regime: n <= { balanced: 16, delay: 32 }[objective] ? "select" : "blocks" };
  },
};

/**
 * The choice that measured best where a multiplier follows. Short posits are read all places at once, if little area counts: raw
 * bits are a few µm² smaller in a multiplier and take a fifth more delay, and beside a quire they are no smaller.
 */
export const multipliedDecodeArchitecture: typeof decodeArchitecture = {
  choices: decodeChoices,
  choose: (objective, p) =>
    objective === "area" && p.n <= 10 ? { regime: "select" } : decodeArchitecture.choose(objective, p),
};

/** The choice that measured best where an adder follows: wider posits are read in blocks if area × delay counts. */
export const addedDecodeArchitecture: typeof decodeArchitecture = {
  choices: decodeChoices,
  choose: (objective, p) =>
    objective === "balanced" && p.n > 12 && regimeCap(p.n, p.rs) === null
      ? { regime: "blocks" }
      : decodeArchitecture.choose(objective, p),
};

/** Decodes the posit `x`, n = width of `x` ≥ 3. */
export const decodePosit = (
  m: Module,
  x: Signal,
  format: Omit<PositLayout, "n">,
  architecture: DecodeArchitecture,
): DecodedPosit => m.block("decoder", { posit: x }, () => decoded(m, x, format, architecture));

function decoded(
  m: Module,
  x: Signal,
  { es, rs }: Omit<PositLayout, "n">,
  architecture: DecodeArchitecture,
): DecodedPosit {
  const n = x.width;
  const widths = positWidths({ n, es, rs });
  m.section(`${x.name}: the run of the regime is counted and shifted out; exponent and fraction remain`);
  const sign = m.wire("sign", 1, x.msb);
  if (architecture.regime === "raw" && widths.cap === null) return rawlyDecoded(m, x, { widths, sign });
  const regime = architecture.regime === "raw" ? "chain" : architecture.regime;
  const special = m.wire("special", 1, v`~(|${x.bits(n - 2, 0)})`);
  const regimeBit = m.wire("regime_bit", 1, x.bit(n - 2));
  const known = { widths, sign, special, regimeBit };
  const looked = widths.cap === null ? n - 2 : widths.cap - 1;
  const bits = x.bits(n - 3, n - 2 - looked);
  // Exclusive-ored with the regime bit the run is of zeros. Where this is shifted, a 1 shifted in reads as 0.
  const run: RegimeRun =
    regime === "chain"
      ? { normaliser: regime, bits: m.wire("flipped", looked, v`${bits} ^ {${looked}{${regimeBit}}}`) }
      : { normaliser: regime, bits: m.wire("behind_regime_bit", looked, bits), like: regimeBit };
  if (regime === "chain" && widths.cap === null)
    return fieldsOf(m, known, normalise(m, run.bits, { ...run, fill: regimeBit.all }), regimeBit);
  const shifted = { ...run, fill: v`1'b0`, data: m.wire("behind", n - 3, x.bits(n - 4, 0)) };
  const fields =
    widths.cap === null ? normalise(m, run.bits, shifted) : shiftOutCapped(m, shifted, widths.cap);
  return fieldsOf(m, known, fields, null);
}

/** The same from bits that are not inverted. */
function rawlyDecoded(m: Module, x: Signal, known: Pick<DecodedPosit, "widths" | "sign">): DecodedPosit {
  const { n } = known.widths;
  const regimeBit = m.wire("regime_bit", 1, x.bit(n - 2));
  const run = rawRun(m, m.wire("behind_regime_bit", n - 2, x.bits(n - 3, 0)), regimeBit);
  // only 0 and NaR have zeros to the end; the run says so in fewer gates than the pattern
  const special = m.wire("special", 1, v`~${regimeBit} & (&${run.count})`);
  return fieldsOf(m, { ...known, special, regimeBit }, run, null);
}

/** The fields behind a regime that is shifted out. */
function fieldsOf(
  m: Module,
  known: Pick<DecodedPosit, "widths" | "sign" | "special" | "regimeBit">,
  { count, rest }: Normalised,
  flip: Signal | null,
): DecodedPosit {
  const { widths } = known;
  const missing = widths.tail - (widths.n - 3);
  const value = v`{${rest}, {${missing}{${flip ?? v`1'b0`}}}}`;
  // without exponent bits the tail is the fraction
  const isFraction = flip === null && widths.fraction === widths.tail;
  const tail = m.wire(isFraction ? "fraction" : "tail", widths.tail, value);
  const low = tail.bits(widths.fraction - 1, 0);
  const fraction = isFraction
    ? tail
    : m.wire("fraction", widths.fraction, flip ? v`${low} ^ {${widths.fraction}{${flip}}}` : low);
  return { ...known, run: count, tail, flip, fraction };
}

/** Bits that belong to a regime's run, as far as they are zeros, or like a bit. */
interface RegimeRun {
  readonly bits: Signal;
  readonly normaliser: Normaliser;
  readonly like?: Signal;
}

/** The run, and what is shifted by it: the bits behind the regime's first two. */
interface ShiftedRun extends RegimeRun {
  readonly data: Signal;
  readonly fill: Expression;
}

/**
 * The run of a regime that ends after `cap` bits. Two lengths leave the same bits behind them: `cap` − 1 with the bit
 * that ends the run, and `cap` without one. So the last place of the cap is counted and not shifted.
 */
function shiftOutCapped(m: Module, run: ShiftedRun, cap: number): Normalised {
  const { bits, like, data } = run;
  const unended = m.wire("unended", 1, like ? allAlike(v`{${like}, ${bits}}`) : v`~(|${bits})`);
  if (cap === 2) return { count: unended, rest: data };
  const looked = m.wire("looked_at", cap - 2, bits.bits(cap - 2, 1));
  const ended = normalise(m.scope("ended"), looked, run);
  const width = bitsFor(cap - 1);
  const missing = width - ended.count.width;
  const count = v`${unended} ? ${width}'d${cap - 1} : {{${missing}{1'b0}}, ${ended.count}}`;
  return { count: m.wire("count", width, count), rest: ended.rest };
}

/**
 * Regime and the `bits` most significant tail bits as one two's complement number of `run` + 1 + `bits` bits;
 * inverted where `invert` is 1, never where it is null.
 */
export function scaleOf(m: Module, posit: DecodedPosit, bits: number, invert: Signal | null): Signal {
  const { widths, regimeBit, run, tail, flip } = posit;
  const down = m.wire("down", 1, invert ? v`~(${regimeBit} ^ ${invert})` : v`~${regimeBit}`);
  const up = flip && invert ? m.wire("up", 1, v`${flip} ^ ${invert}`) : (flip ?? invert);
  const field = tail.bits(widths.tail - 1, widths.tail - bits);
  return m.wire(
    "scale",
    widths.run + 1 + bits,
    v`{${down}, ${run} ^ {${widths.run}{${down}}}, ${up ? v`${field} ^ {${bits}{${up}}}` : field}}`,
  );
}

/** The signed significand, −2 + f or 1 + f: two's complement with 2 integer and `fraction` fraction bits. */
export function significandOf(m: Module, { widths, sign, fraction }: DecodedPosit): Signal {
  return m.wire("significand", 2 + widths.fraction, v`{${sign}, ~${sign}, ${fraction}}`);
}
