import { at, i32, op, signed, unsigned, v128, type WasmFunction } from "../../../tools/wasm/encode.js";
import { blockGroups, blockVectors, planeBytes, type Layout } from "../layout.js";
import { resultBits, type Shape } from "../shape.js";

type Code = readonly number[];

interface ErrorsWanted {
  readonly shape: Shape;
  readonly most: number;
  readonly ofSign: boolean;
}

/**
 * Where the result's bits are divided: 8 words of at most five bits sum up to 8·31, which fits a byte. The lowest part takes
 * the signs too, and so four bits. Four parts make a number of 32 bits, the next four another one.
 */
const bounds = [
  [0, 4, 9, 14, 19],
  [19, 24, 29, 34, 39],
] as const;
type Bounds = (typeof bounds)[number];

/**
 * `errors(region, exact)`: how far the results of one block are from the exact ones.
 *
 *   results r ─┐  bit by bit: d = r − e, its sign s, |d| = (d ^ s) + s
 *   exact e ───┼► Σ|d| of each 8 words ─► times the group's two weights: two sums
 *              ├► Σ|d| where d < 0       ─► times the group's weight: a third sum
 *              └► whether |d| > most anywhere
 *
 * Of a negative d, d ^ s is one too small: s is added where ones are counted, and is where the comparison begins.
 * @param most the largest |d| allowed
 * @param ofSign whether the third sum is wanted
 */
export function errorsFunction({ shape, most, ofSign }: ErrorsWanted, layout: Layout): WasmFunction {
  const bits = resultBits(shape);
  // of a sum that wraps around, d is a number of as many bits in two's complement
  const isModular = shape.acc > 0;
  const signBit = isModular ? bits - 1 : bits;
  let next = 0;
  const local = (): number => next++;
  const [region, exact, index, weights] = [local(), local(), local(), local()];
  const addresses = Array.from({ length: bits }, local);
  const integers = next - 2;
  const [borrow, differ, sign, beyond, plane, bytes] = [local(), local(), local(), local(), local(), local()];
  const [sum, relative, negative, flag] = [local(), local(), local(), local()];
  const differences = Array.from({ length: bits + 1 }, local);
  const parts = [local(), local(), local(), local()] as const;
  const halves = [local(), local(), local(), local()] as const;
  const lows = [local(), local(), local(), local()] as const;
  /** Between the two halves' parts. */
  let shift = 0;
  const vectors = next - 2 - integers;

  const body: number[] = [];
  const emit = (...codes: Code[]): void => {
    for (const code of codes) for (const byte of code) body.push(byte);
  };
  const get = (from: number | undefined): Code => [...op.localGet, ...unsigned(from ?? 0)];
  const set = (to: number | undefined, value: Code): void => {
    emit(value, op.localSet, unsigned(to ?? 0));
  };
  const zero: Code = [...op.v128Const, ...new Array<number>(16).fill(0)];
  const two = (a: Code, b: Code, opcode: Code): Code => [...a, ...b, ...opcode];
  const by = (a: Code, number: number, opcode: Code): Code =>
    two(a, [...op.i32Const, ...signed(number)], opcode);
  const absolute = (bit: number): Code => two(get(differences[bit]), get(sign), op.v128Xor);

  addresses.forEach((to, bit) => {
    set(
      to,
      two(get(region), [...op.i32Const, 0, ...op.i32Load, ...at(layout.outputs + 4 * bit, 2)], op.i32Add),
    );
  });
  for (const to of [sum, relative, negative, flag]) set(to, zero);
  set(weights, by(get(exact), bits * planeBytes, op.i32Add));
  set(index, [...op.i32Const, ...signed(blockVectors)]);
  emit(op.loop);

  set(borrow, zero);
  for (let bit = 0; bit < bits + (shape.signed && !isModular ? 1 : 0); bit++) {
    // above the top bit of two's complement stand copies of the sign
    const own = Math.min(bit, bits - 1);
    emit(get(exact), op.v128Load, at(own * planeBytes), op.localTee, unsigned(plane));
    set(differ, [...get(addresses[own]), ...op.v128Load, ...at(0), ...op.v128Xor]);
    set(differences[bit], two(get(differ), get(borrow), op.v128Xor));
    set(borrow, [...get(plane), ...get(borrow), ...get(differ), ...op.v128Bitselect]);
  }
  if (!shape.signed && !isModular) set(differences[bits], get(borrow));
  set(sign, get(differences[signBit]));
  set(beyond, get(sign));
  for (let bit = 0; bit < bits; bit++) {
    const isOne = Math.floor(most / 2 ** bit) % 2 === 1;
    set(beyond, two(absolute(bit), get(beyond), isOne ? op.v128And : op.v128Or));
  }
  set(flag, two(get(flag), get(beyond), op.v128Or));

  weigh(absolute, [...get(sign), ...op.i8x16Popcount], (quarter, value) => {
    set(bytes, value);
    set(sum, two(get(sum), two(get(bytes), weight(quarter), op.f32x4Mul), op.f32x4Add));
    const ofRelative = weight(quarter, 4 * blockGroups);
    set(relative, two(get(relative), two(get(bytes), ofRelative, op.f32x4Mul), op.f32x4Add));
  });
  if (ofSign)
    weigh(
      (bit) => two(absolute(bit), get(sign), op.v128And),
      [...get(sign), ...op.i8x16Popcount],
      (quarter, value) => {
        set(negative, two(get(negative), two(value, weight(quarter), op.f32x4Mul), op.f32x4Add));
      },
    );
  for (const to of [...addresses, exact]) set(to, by(get(to), 16, op.i32Add));
  set(weights, by(get(weights), 64, op.i32Add));
  emit(get(index), op.i32Const, signed(1), op.i32Sub, op.localTee, unsigned(index), op.branchIf, [0], op.end);
  for (const [place, from] of [sum, relative, negative, flag].entries())
    emit(op.i32Const, [0], get(from), op.v128Store, at(layout.found + 16 * place));
  const locals = [[integers, i32] as const, [vectors, v128] as const];
  return { name: "errors", parameters: [i32, i32], results: [], locals, body };

  function weight(quarter: number, from = 0): Code {
    return [...get(weights), ...op.v128Load, ...at(from + 16 * quarter)];
  }

  /** Adds up the bits of each 8 words, weighted by their places, and hands over four floats at a time. */
  function weigh(
    bitOf: (bit: number) => Code,
    ones: Code,
    take: (quarter: number, value: Code) => void,
  ): void {
    const [low, high] = bounds;
    addUp(low, bitOf, ones);
    if (bits <= high[0]) {
      for (let quarter = 0; quarter < 4; quarter++) take(quarter, floats(quarter));
      return;
    }
    lows.forEach((to, quarter) => {
      set(to, floats(quarter));
    });
    addUp(high, bitOf);
    const scale = [...op.f32Const, ...new Uint8Array(Float32Array.of(2 ** high[0]).buffer), ...op.f32x4Splat];
    lows.forEach((from, quarter) => {
      take(quarter, two(get(from), two(floats(quarter), scale, op.f32x4Mul), op.f32x4Add));
    });
  }

  /** The sums of each 8 words' bits within bounds, as numbers of 16 bits in `halves`: two parts in each. */
  function addUp(within: Bounds, bitOf: (bit: number) => Code, ones?: Code): void {
    parts.forEach((part, at) => {
      const [from, to] = [within[at] ?? 0, Math.min(bits, within[at + 1] ?? 0)];
      set(part, zero);
      for (let bit = to - 1; bit >= from; bit--) {
        if (bit < to - 1) set(part, two(get(part), get(part), op.i8x16Add));
        set(part, two(get(part), [...bitOf(bit), ...op.i8x16Popcount], op.i8x16Add));
      }
    });
    if (ones !== undefined) set(parts[0], two(get(parts[0]), ones, op.i8x16Add));
    const joined = (low: number, high: number, shift: number, widen: Code): Code =>
      two([...get(low), ...widen], by([...get(high), ...widen], shift, op.i16x8Shl), op.i16x8Add);
    const [first, third] = [within[1] - within[0], within[3] - within[2]];
    set(halves[0], joined(parts[0], parts[1], first, op.i16x8ExtendLowUnsigned));
    set(halves[1], joined(parts[0], parts[1], first, op.i16x8ExtendHighUnsigned));
    set(halves[2], joined(parts[2], parts[3], third, op.i16x8ExtendLowUnsigned));
    set(halves[3], joined(parts[2], parts[3], third, op.i16x8ExtendHighUnsigned));
    shift = within[2] - within[0];
  }

  /** A quarter of the sums in `halves`: 32 bits, all parts together, then floats. */
  function floats(quarter: number): Code {
    const half = quarter >> 1;
    const widen = quarter % 2 === 0 ? op.i32x4ExtendLowUnsigned : op.i32x4ExtendHighUnsigned;
    const high = by([...get(halves[2 + half] ?? 0), ...widen], shift, op.i32x4Shl);
    const whole = two([...get(halves[half] ?? 0), ...widen], high, op.i32x4Add);
    return [...whole, ...op.f32x4ConvertI32x4Signed];
  }
}
