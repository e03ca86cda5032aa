import { v, type Module, type Signal } from "../../hdl/index.js";
import { concatenate } from "../concatenate.js";
import { byArrival, prefixNetworks } from "./prefix.js";
import { carriesOf, type Pair } from "./levels.js";

/** `plus` is Verilog's `+`, for the synthesis tool to choose; `arrival` is a prefix tree shaped by arrival times. */
export const adders = ["plus", ...(Object.keys(prefixNetworks) as PrefixNetwork[]), "arrival"] as const;
type PrefixNetwork = keyof typeof prefixNetworks;
export type Adder = "plus" | PrefixNetwork | "arrival";

export interface AddOptions {
  readonly adder: Adder;
  /** One bit of weight 1. */
  readonly carryIn?: Signal | undefined;
  /** Bits differ where one is set but not both, rather than by an exclusive-or: the AND gates are there already. */
  readonly halves?: boolean | undefined;
  /** When each pair of bits arrives, in FO4, from the lowest; all at once where left out. */
  readonly arrivals?: readonly number[] | undefined;
}

/**
 * a + b + carryIn. `a` and `b` are equally wide, at least one bit; the sum `name` has as many bits (modulo
 * 2^width) or one more.
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
  const made = width - 1;
  const makes = part.wire(
    "make",
    options.halves ? a.width : made,
    options.halves ? v`${a} & ${b}` : v`${a.bits(made - 1, 0)} & ${b.bits(made - 1, 0)}`,
  );
  const passes = part.wire("pass", a.width, options.halves ? v`(${a} | ${b}) & ~${makes}` : v`${a} ^ ${b}`);

  // The carry-in is a bit below the lowest, which makes a carry or does not.
  const below: Pair[] = carryIn === undefined ? [] : [{ make: carryIn.all, pass: null }];
  const pairs = Array.from({ length: made }, (_, bit): Pair => {
    const lowest = bit === 0 && carryIn === undefined;
    return { make: makes.bit(bit), pass: lowest ? null : passes.bit(bit) };
  });
  const times = options.arrivals ?? Array.from({ length: a.width }, () => 0);
  const split = adder === "arrival" ? byArrival([...below.map(() => 0), ...times]) : prefixNetworks[adder];
  const carries = concatenate(carriesOf(part, split, [...below, ...pairs]).toReversed());

  // Bit 0 has no carry without a carry-in; the bit above the operands is a carry alone.
  const padded = v`{${width - a.width}'b0, ${passes}}`;
  return m.wire(name, width, v`${padded} ^ {${carries}, ${1 - below.length}'b0}`);
}
