import { v, type Expression, type Module, type Signal } from "../../hdl/index.js";
import { byArrival, prefixNetworks, type Split } from "./prefix.js";

/** `plus` is Verilog's `+`, for the synthesis tool to choose; `arrival` is a prefix tree shaped by arrival times. */
export const adders = ["plus", ...(Object.keys(prefixNetworks) as PrefixNetwork[]), "arrival"] as const;
type PrefixNetwork = keyof typeof prefixNetworks;
export type Adder = "plus" | PrefixNetwork | "arrival";

export interface AddOptions {
  readonly adder: Adder;
  /** One bit of weight 1. */
  readonly carryIn?: Signal | undefined;
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
  const passes = part.wire("pass", a.width, v`${a} ^ ${b}`);
  const made = width - 1;
  const makes = part.wire("make", made, v`${a.bits(made - 1, 0)} & ${b.bits(made - 1, 0)}`);

  // The carry-in is a bit below the lowest, which makes a carry or does not.
  const below = carryIn === undefined ? 0 : 1;
  const leaf = (at: number): Group =>
    at < below && carryIn !== undefined
      ? { make: carryIn.all, pass: null }
      : { make: makes.bit(at - below), pass: at === 0 ? null : passes.bit(at - below) };
  const times = options.arrivals ?? Array.from({ length: a.width }, () => 0);
  const split =
    adder === "arrival" ? byArrival([...Array<number>(below).fill(0), ...times]) : prefixNetworks[adder];
  const group = groups(part, split, leaf, below);

  const carries = Array.from({ length: made + below }, (_, at) => group(at, 0).make);
  const carried = carries.reduce<Expression>((right, carry) => v`{${carry}, ${right}}`, v`0'b0`);
  // Bit 0 has no carry without a carry-in; the bit above the operands is a carry alone.
  const zeroCarry = v`${1 - below}'b0`;
  const padded = v`{${width - a.width}'b0, ${passes}}`;
  return m.wire(name, width, v`${padded} ^ {${carried}, ${zeroCarry}}`);
}

/** What a group of bits does to a carry; `pass` is null for a group that reaches down to the end. */
interface Group {
  readonly make: Expression;
  readonly pass: Expression | null;
}

/** Declares each group once, when first asked for: `make_7_4`, `pass_7_4` for bits 7 … 4, `in` for the carry-in. */
function groups(
  m: Module,
  split: Split,
  leaf: (at: number) => Group,
  below: number,
): (high: number, low: number) => Group {
  const known = new Map<string, Group>();
  const group = (high: number, low: number): Group => {
    if (high === low) return leaf(high);
    const bits = `${high - below}_${low < below ? "in" : low - below}`;
    let found = known.get(bits);
    if (found === undefined) {
      const at = split(high, low);
      const upper = group(high, at);
      const lower = group(at - 1, low);
      const { pass } = upper;
      if (pass === null) throw new Error(`the group ${bits} has nothing below its upper part`);
      found = {
        make: m.wire(`make_${bits}`, 1, v`${upper.make} | (${pass} & ${lower.make})`).all,
        pass: lower.pass && m.wire(`pass_${bits}`, 1, v`${pass} & ${lower.pass}`).all,
      };
      known.set(bits, found);
    }
    return found;
  };
  return group;
}
