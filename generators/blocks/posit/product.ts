import { z } from "zod";
import { v, type Expression, type Module, type Signal } from "../../hdl/index.js";
import type { Architectures } from "../../contract/architecture.js";
import { oneOf } from "../../contract/parameter.js";
import {
  idleInMultiplier,
  multiplierChoices,
  multiplySignificands,
  significandArchitecture,
  type MultiplierArchitecture,
} from "../multiply/index.js";
import {
  addedDecodeArchitecture,
  decodeChoices,
  multipliedDecodeArchitecture,
  positWidths,
  scaleOf,
  type DecodedPosit,
} from "./decode.js";
import type { EitherPosit } from "./encode-either.js";
import type { UnroundedPosit } from "./encode.js";
import type { PositLayout } from "./layout.js";
import { productSign } from "./specials.js";
import type { PositTerm } from "./term.js";

/*
 * Products of two decoded posits of one format, exact and by PLAM.
 * Each has two forms: a term of a sum, and the raw fields of the posit to be rounded to.
 * F and T below are the widths of fraction and tail.
 */

/** The architecture choices of an exact product. */
export const productChoices = z.strictObject({
  ...decodeChoices.shape,
  ...multiplierChoices.shape,
  scale: oneOf("the product's exponent is", {
    added: "added to when the product is known",
    selected: "selected among three sums made beside the product",
  }),
});
export type ProductArchitecture = Readonly<z.output<typeof productChoices>>;

/** What measured best for an objective. */
export const productArchitecture: Architectures<PositLayout, typeof productChoices> = {
  choices: productChoices,
  choose: (objective, { n, es, rs }) => ({
    ...multipliedDecodeArchitecture.choose(objective, { n, rs }),
    ...significandArchitecture(objective, positWidths({ n, es }).fraction),
    scale: objective === "area" ? "added" : "selected",
  }),
  idle: (_, architecture) => idleInMultiplier(architecture),
};

/**
 * The exact product as a term: four integer and 2F fraction bits, not normalised, its magnitude from 1 to 4.
 */
export const exactProductTerm = (
  m: Module,
  x: DecodedPosit,
  y: DecodedPosit,
  architecture: MultiplierArchitecture,
): PositTerm => m.block("multiplier", {}, () => exactTerm(m, x, y, architecture));

function exactTerm(
  m: Module,
  x: DecodedPosit,
  y: DecodedPosit,
  architecture: MultiplierArchitecture,
  carry: Expression = v`0'b0`,
): PositTerm {
  m.section("The product of the signed significands, -2+f or 1+f, and the sum of their exponents");
  const { es, fraction } = x.widths;
  const scaleX = scaleOf(m.scope("x"), x, es, x.sign);
  const scaleY = scaleOf(m.scope("y"), y, es, y.sign);
  const summands = v`{${scaleX.msb}, ${scaleX}} + {${scaleY.msb}, ${scaleY}}`;
  const sum = carry.width === 0 ? summands : v`${summands} + ${carry}`;
  return {
    zero: m.wire("product_zero", 1, v`${x.special} | ${y.special}`),
    scale: m.wire("product_scale", scaleX.width + 1, sum),
    significand: multiplySignificands(m, "product", x, y, architecture),
    fraction: 2 * fraction,
  };
}

/** PLAM's unrounded product as a term: ±2^scale · (1 + fraction) as a signed significand. */
export const plamProductTerm = (m: Module, x: DecodedPosit, y: DecodedPosit): PositTerm =>
  m.block("multiplier", {}, () => plamTerm(m, x, y));

function plamTerm(m: Module, x: DecodedPosit, y: DecodedPosit): PositTerm {
  const { sign, special, regime, tail, beyond } = plamPositProduct(m, x, y);
  m.section("The logarithm's integer part is the product's exponent, inverted where the product is negative");
  const { es, fraction } = x.widths;
  const width = regime.width + es;
  const raw = v`{${regime}, ${tail.bits(tail.width - 1, fraction)}}`;
  return {
    zero: special,
    scale: m.wire("product_scale", width, v`(${raw}) ^ {${width}{${sign}}}`),
    significand: m.wire("product", 2 + fraction, v`{${sign}, ~${sign}, ${tail.bits(fraction - 1, 0)}}`),
    fraction,
    ...(beyond && { beyond: m.wire("product_beyond", 1, v`${beyond} & ~${special}`) }),
  };
}

/** Where PLAM's product is made of the logarithms ±log₂ that raw fields hold. */
export const plamSigns = {
  operands: "in both operands' fields, each by the other's sign",
  result: "in one operand's fields, so that their sum or difference is rounded, and then in the result",
} as const;

/** The architecture choices of PLAM's product. */
export const plamChoices = z.strictObject({
  ...decodeChoices.shape,
  negation: oneOf("a logarithm is negated", plamSigns),
});

/** What measured best for an objective. */
export const plamArchitecture: Architectures<PositLayout, typeof plamChoices> = {
  choices: plamChoices,
  choose: (objective, p) => ({
    ...addedDecodeArchitecture.choose(objective, p),
    negation: objective === "area" ? "result" : "operands",
  }),
};

/** PLAM's product: the logarithms of the operands, ±log₂ in their raw fields, are added. */
export const plamPositProduct = (
  m: Module,
  x: DecodedPosit,
  y: DecodedPosit,
  negation: keyof typeof plamSigns = "operands",
): UnroundedPosit =>
  m.block("multiplier", {}, () => (negation === "result" ? plamNegated(m, x, y) : plamProduct(m, x, y)));

/**
 * Raw fields hold +log₂ of a positive operand and −log₂ of a negative one. Where the signs are alike, their sum is that of the
 * logarithms, or its negative; where they differ, their difference is. The sum's sign is that of y, but the result's is x·y's: what a
 * negative y leaves to be done is to negate the result.
 *
 * | x | y | x's field ± y's |        | result         |
 * |---|---|-----------------|--------|----------------|
 * | + | + | Lx + Ly         |        | Lx + Ly        |
 * | − | + | −Lx − Ly        |        | −(Lx + Ly)     |
 * | + | − | Lx + Ly         | negate | −(Lx + Ly)     |
 * | − | − | −Lx − Ly        | negate | Lx + Ly        |
 */
function plamNegated(m: Module, x: DecodedPosit, y: DecodedPosit): UnroundedPosit {
  const { sign, special } = productSign(m, x, y);
  m.section("Raw fields hold +log2 or -log2 of an operand; where the signs differ, y's is subtracted");
  const { tail } = x.widths;
  const differ = m.wire("differ", 1, v`${x.sign} ^ ${y.sign}`);
  const logX = scaleOf(m.scope("x"), x, tail, null);
  const logY = scaleOf(m.scope("y"), y, tail, differ);

  m.section(
    "Mitchell: the logarithm of a product is the sum of the logarithms; with a negative y, this is its negative",
  );
  const log = m.wire("log", logX.width + 1, v`{${logX.msb}, ${logX}} + {${logY.msb}, ${logY}} + ${differ}`);
  return {
    sign,
    special,
    ...fieldsOf(m, log, tail),
    negated: y.sign,
  };
}

/** A logarithm as a posit's fields: the `tail` bits on the right, and the regime before them. */
const fieldsOf = (m: Module, log: Signal, tail: number): Pick<UnroundedPosit, "regime" | "tail"> => ({
  regime: m.wire("product_regime", log.width - tail, log.bits(log.width - 1, tail)),
  tail: m.wire("product_tail", tail, log.bits(tail - 1, 0)),
});

function plamProduct(m: Module, x: DecodedPosit, y: DecodedPosit): UnroundedPosit {
  const { sign, special } = productSign(m, x, y);
  m.section("Raw fields hold +log2 or -log2 of an operand: the other's sign inverts them for the product");
  const { tail } = x.widths;
  const logX = scaleOf(m.scope("x"), x, tail, y.sign);
  const logY = scaleOf(m.scope("y"), y, tail, x.sign);

  m.section("Mitchell: the logarithm of a product is the sum of the logarithms");
  const carry = m.wire("log_carry", 1, v`${x.sign} | ${y.sign}`);
  const log = m.wire("log", logX.width + 1, v`{${logX.msb}, ${logX}} + {${logY.msb}, ${logY}} + ${carry}`);
  return {
    sign,
    special,
    ...fieldsOf(m, log, tail),
    // Two inversions lack two ulps and there is one carry; ones without end make up for the other.
    beyond: m.wire("log_beyond", 1, v`${x.sign} & ${y.sign}`),
  };
}

/** The exact product, normalised to 1+f or −2+f. */
export const exactPositProduct = (
  m: Module,
  x: DecodedPosit,
  y: DecodedPosit,
  architecture: ProductArchitecture,
): UnroundedPosit => m.block("multiplier", {}, () => exactProduct(m, x, y, architecture));

function exactProduct(
  m: Module,
  x: DecodedPosit,
  y: DecodedPosit,
  architecture: ProductArchitecture,
): UnroundedPosit {
  const { sign, special } = productSign(m, x, y);
  const { es, fraction } = x.widths;

  m.section("The product of the signed significands, -2+f or 1+f, but for the bits that their signs tell");
  const top = 2 * fraction;
  const product = multiplySignificands(m, "product", x, y, architecture, top + 2);

  m.section("Normalise to 1+f or -2+f: the product may be 2 or 4 times as much (4 is -2 times -2)");
  const fourfoldBits = v`${x.sign} & ${y.sign} & ~(|${product.bits(top + 1, top)})`;
  const fourfold = m.wire("fourfold", 1, fourfoldBits);
  const twice = m.wire("twice", 1, v`${product.msb} ^ ${x.sign} ^ ${y.sign}`);
  // of 2F + 1 bits behind the leading one, a posit keeps no more than F + 1
  const kept =
    fraction === 0
      ? v`${twice} & ${product.bit(0)}`
      : v`${twice} ? ${product.bits(top, fraction)} : ${product.bits(top - 1, fraction - 1)}`;
  const significand = m.wire("product_fraction", fraction + 1, kept);
  const rest =
    fraction > 1
      ? v`(|${product.bits(fraction - 2, 0)}) | (${twice} & ${product.bit(fraction - 1)})`
      : fraction === 1
        ? v`${twice} & ${product.bit(0)}`
        : null;

  const scale = rawScale(m, x, y, { carry: product.msb, fourfold }, architecture.scale);
  return {
    sign,
    special,
    regime: m.wire("product_regime", scale.width - es, scale.bits(scale.width - 1, es)),
    tail: m.wire("product_tail", es + fraction + 1, v`{${scale.bits(es - 1, 0)}, ${significand}}`),
    ...(rest && { rest: m.wire("product_rest", 1, rest) }),
  };
}

/**
 * The raw exponent of the product, which is inverted where the product is negative. For that each operand's is inverted by the
 * other's sign. `carry` is the product's bit of weight 2: a product that is twice as much has a 1 there if it is positive, a 0 if
 * it is negative. An inverted sum of inverted summands lacks an ulp, so that this bit is the carry in both cases.
 */
function rawScale(
  m: Module,
  x: DecodedPosit,
  y: DecodedPosit,
  { carry, fourfold }: Readonly<{ carry: Expression; fourfold: Signal }>,
  made: ProductArchitecture["scale"],
): Signal {
  const { es } = x.widths;
  m.section(
    "Each raw exponent is inverted by the other's sign; the sum is that of the product, inverted if it is negative",
  );
  const scaleX = scaleOf(m.scope("x"), x, es, y.sign);
  const scaleY = scaleOf(m.scope("y"), y, es, x.sign);
  const width = scaleX.width + 1;
  const summands = v`{${scaleX.msb}, ${scaleX}} + {${scaleY.msb}, ${scaleY}}`;
  if (made === "added") return m.wire("product_scale", width, v`${summands} + {${fourfold}, ${carry}}`);
  const sum = m.wire("scale_sum", width, summands);
  const plusOne = m.wire("scale_plus_1", width, v`${sum} + 2'd1`);
  const plusTwo = m.wire("scale_plus_2", width, v`${sum} + 2'd2`);
  return m.wire("product_scale", width, v`${carry} ? ${plusOne} : ${fourfold} ? ${plusTwo} : ${sum}`);
}

/**
 * The exact product as it is before it is normalised, for an encoder that is prepared for both scales it may have. Of -2 times -2,
 * which is 4 and has no fraction, the scale is counted one more from the start.
 */
export const exactEitherProduct = (
  m: Module,
  x: DecodedPosit,
  y: DecodedPosit,
  architecture: MultiplierArchitecture,
): EitherPosit => m.block("multiplier", {}, () => eitherProduct(m, x, y, architecture));

function eitherProduct(
  m: Module,
  x: DecodedPosit,
  y: DecodedPosit,
  architecture: MultiplierArchitecture,
): EitherPosit {
  const { sign, special } = productSign(m, x, y);
  const { es, fraction } = x.widths;
  const bothTwo = v`${x.sign} & ${y.sign} & ~(|{${x.fraction}, ${y.fraction}})`;
  const fourfold = m.wire("fourfold", 1, bothTwo);
  const { significand: product, scale } = exactTerm(m, x, y, architecture, fourfold.all);

  m.section("Normalised to 1+f or -2+f, the product is itself or half as much");
  const top = 2 * fraction;
  const half = v`(${product.bit(top + 1)} ^ ${product.bit(top + 3)}) | ${fourfold}`;
  // these only choose between two numbers of bit top + 2 that `half` and `fourfold` say already
  m.unused(product.bit(top + 2));
  return {
    sign,
    special,
    negative: m.wire("product_sign", 1, v`${x.sign} ^ ${y.sign}`),
    es,
    scale,
    isHalf: m.wire("twice", 1, half),
    fraction: m.wire("product_fraction", top + 1, product.bits(top, 0)),
  };
}
