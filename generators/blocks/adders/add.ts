import { v, type Module, type Signal } from "../../hdl/index.js";
import { concatenate } from "../concatenate.js";
import { byArrival, prefixNetworks } from "./prefix.js";
import { carriesOf, type Carry } from "./levels.js";

type PrefixNetwork = keyof typeof prefixNetworks;
export type Adder = "plus" | PrefixNetwork | "arrival";

/** What each adder is. */
export const adderMeanings = {
  plus: "Verilog's +, which the synthesis tool makes",
  ripple: "a ripple-carry adder",
  sklansky: "Sklansky's prefix network",
  koggeStone: "Kogge and Stone's prefix network",
  brentKung: "Brent and Kung's prefix network",
  hanCarlson: "Han and Carlson's prefix network",
  arrival: "a prefix network shaped by when each bit arrives",
} as const satisfies Readonly<Record<Adder, string>>;

export interface AddOptions {
  readonly adder: Adder;
  /** One bit of weight 1. */
  readonly carryIn?: Signal | undefined;
  /** Make a ^ b as (a | b) & ~(a & b), as the AND gates are there already. */
  readonly halves?: boolean | undefined;
  /** When each pair of bits arrives, in FO4, from the lowest; all at once where left out. */
  readonly arrivals?: readonly number[] | undefined;
}

/**
 * a + b + carryIn. `a` and `b` are equally wide, at least one bit.
 * @param width of the sum `name`: as wide as the operands, then modulo 2^width, or one bit more
 */
export function add(
  m: Module,
  name: string,
  width: number,
  a: Signal,
  b: Signal,
  options: AddOptions,
): Signal {
  const { adder, carryIn } = options;
  if (adder === "plus") return m.wire(name, width, carryIn ? v`${a} + ${b} + ${carryIn}` : v`${a} + ${b}`);

  const part = m.scope(name);
  part.section(
    `${capital(adderMeanings[adder])}: groups of bits make a carry or pass one on, level by level`,
  );
  const made = width - 1;
  const generates = part.wire(
    "make",
    options.halves ? a.width : made,
    options.halves ? v`${a} & ${b}` : v`${a.bits(made - 1, 0)} & ${b.bits(made - 1, 0)}`,
  );
  const propagates = part.wire(
    "pass",
    a.width,
    options.halves ? v`(${a} | ${b}) & ~${generates}` : v`${a} ^ ${b}`,
  );

  // the carry-in is one more bit below the lowest, which generates a carry or does not
  const below: Carry[] = carryIn === undefined ? [] : [{ generate: carryIn.all, propagate: null }];
  const bits = Array.from({ length: made }, (_, bit): Carry => {
    const lowest = bit === 0 && carryIn === undefined;
    return { generate: generates.bit(bit), propagate: lowest ? null : propagates.bit(bit) };
  });
  const times = options.arrivals ?? Array.from({ length: a.width }, () => 0);
  const split = adder === "arrival" ? byArrival([...below.map(() => 0), ...times]) : prefixNetworks[adder];
  const carries = concatenate(carriesOf(part, split, [...below, ...bits]).toReversed());

  // bit 0 has no carry without a carry-in; the bit above the operands is a carry alone
  const padded = v`{${width - a.width}'b0, ${propagates}}`;
  return m.wire(name, width, v`${padded} ^ {${carries}, ${1 - below.length}'b0}`);
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
