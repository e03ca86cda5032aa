import { v, type Module, type Signal } from "../hdl/index.js";

/** The two steps of a shifter. */
export interface Steps {
  /** Amounts that the first one tells apart, a power of two: the distance between two places of the second. */
  readonly distance: number;
  /** Whether the first takes them side by side, rather than in stages of multiplexers. */
  readonly atOnce: boolean;
}

export interface ShiftOptions {
  /** Low bits of the amount to shift by. */
  readonly bits: number;
  /** The least bit of the shifted value that counts. */
  readonly needed: number;
  readonly atOnce: boolean;
}

/** A value whose bits below `low`, 0 or more, do not count: its own bits begin there. */
export interface Shifted {
  readonly signal: Signal;
  readonly low: number;
}

/** Shifts left by the low bits of `amount`. */
export const shiftLeft = (m: Module, value: Signal, amount: Signal, options: ShiftOptions): Shifted =>
  options.atOnce && options.bits > 0
    ? shiftAtOnce(m, value, amount, options)
    : shiftInStages(m, value, amount, options);

function shiftAtOnce(m: Module, value: Signal, amount: Signal, { bits, needed }: ShiftOptions): Shifted {
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

function shiftInStages(m: Module, value: Signal, amount: Signal, { bits, needed }: ShiftOptions): Shifted {
  let signal = value;
  let low = 0;
  for (let stage = 0; stage < bits; stage++) {
    const distance = 2 ** stage;
    // Later stages move bits up by the rest of the distance.
    const next = Math.max(low, needed - (2 ** bits - 2 * distance), 0);
    const top = signal.width - 1;
    const cut = next - low;
    const far = v`{${signal.bits(top, Math.max(0, cut - distance))}, ${Math.max(0, distance - cut)}'b0}`;
    const near = v`{${distance}'b0, ${signal.bits(top, cut)}}`;
    const width = signal.width + distance - cut;
    signal = m.wire(`fine${distance}`, width, v`${amount.bit(stage)} ? ${far} : ${near}`);
    low = next;
  }
  return { signal, low };
}
