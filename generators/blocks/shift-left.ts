import { v, type Module, type Signal } from "../hdl/index.js";

/** The two steps of a shifter. */
export interface Steps {
  /** Distance between two places of the second step, a power of two. The first step shifts by less. */
  readonly distance: number;
  /** Whether the first step takes all amounts side by side, not in levels of multiplexers. */
  readonly atOnce: boolean;
}

export interface ShiftLeftOptions {
  /** Number of low bits of the amount to shift by. */
  readonly bits: number;
  /** The lowest bit of the shifted value that is used. */
  readonly needed: number;
  readonly atOnce: boolean;
}

/** A shifted value; bits below `low` are not used and are left out. */
export interface ShiftedLeft {
  readonly signal: Signal;
  readonly low: number;
}

/** Shifts left by the low bits of `amount`. */
export const shiftLeft = (
  m: Module,
  value: Signal,
  amount: Signal,
  options: ShiftLeftOptions,
): ShiftedLeft =>
  options.atOnce && options.bits > 0
    ? shiftAtOnce(m, value, amount, options)
    : shiftInLevels(m, value, amount, options);

function shiftAtOnce(
  m: Module,
  value: Signal,
  amount: Signal,
  { bits, needed }: ShiftLeftOptions,
): ShiftedLeft {
  const most = 2 ** bits - 1;
  const low = Math.max(0, needed);
  const width = value.width + most - low;
  const by = amount.bits(bits - 1, 0);
  const terms = Array.from({ length: most + 1 }, (_, distance) => {
    const here = m.wire(`by${distance}`, 1, v`${by} == ${bits}'d${distance}`);
    const own = value.bits(value.width - 1, Math.max(0, low - distance));
    const moved = v`{${most - distance}'b0, ${own}, ${Math.max(0, distance - low)}'b0}`;
    return v`({${width}{${here}}} & ${moved})`;
  });
  const moved = terms.reduce((all, one) => v`${all} | ${one}`);
  return { signal: m.wire("fine", width, moved), low };
}

function shiftInLevels(
  m: Module,
  value: Signal,
  amount: Signal,
  { bits, needed }: ShiftLeftOptions,
): ShiftedLeft {
  let signal = value;
  let low = 0;
  for (let level = 0; level < bits; level++) {
    const distance = 2 ** level;
    // later levels move bits up by the rest of the distance
    const next = Math.max(low, needed - (2 ** bits - 2 * distance), 0);
    const top = signal.width - 1;
    const cut = next - low;
    const far = v`{${signal.bits(top, Math.max(0, cut - distance))}, ${Math.max(0, distance - cut)}'b0}`;
    const near = v`{${distance}'b0, ${signal.bits(top, cut)}}`;
    const width = signal.width + distance - cut;
    signal = m.wire(`fine${distance}`, width, v`${amount.bit(level)} ? ${far} : ${near}`);
    low = next;
  }
  return { signal, low };
}
