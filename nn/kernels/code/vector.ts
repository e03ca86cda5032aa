import { at, op, signed } from "../../../tools/wasm/encode.js";

/** A local variable; `get` reads it. */
export interface Local {
  readonly index: number;
  readonly get: Code;
}

/** Instructions that leave one value on the stack, or none. */
export type Code = readonly number[];

const unary =
  (opcode: Code) =>
  (a: Code): Code => [...a, ...opcode];
const binary =
  (opcode: Code) =>
  (a: Code, b: Code): Code => [...a, ...b, ...opcode];
const shift =
  (opcode: Code) =>
  (a: Code, by: number): Code => [...a, ...op.i32Const, ...signed(by), ...opcode];

/** How many vectors hold so many numbers of 32 bits. */
export const vectorsFor = (numbers: number): number => Math.ceil(numbers / 4);

/** Four 32-bit floats. */
export const f32x4 = {
  add: binary(op.f32x4Add),
  sub: binary(op.f32x4Sub),
  mul: binary(op.f32x4Mul),
  div: binary(op.f32x4Div),
  /** A NaN of either wins. */
  min: binary(op.f32x4Min),
  max: binary(op.f32x4Max),
  /** a > b ? b : a */
  lesser: binary(op.f32x4PseudoMin),
  /** a < b ? b : a */
  greater: binary(op.f32x4PseudoMax),
  abs: unary(op.f32x4Abs),
  nearest: unary(op.f32x4Nearest),
  trunc: unary(op.f32x4Trunc),
  eq: binary(op.f32x4Eq),
  ne: binary(op.f32x4Ne),
  less: binary(op.f32x4Less),
  lessOrEqual: binary(op.f32x4LessEqual),
  fromIntegers: unary(op.f32x4ConvertI32x4Signed),
  /** Integers, what is beyond them saturating. */
  toIntegers: unary(op.i32x4TruncSatF32x4Signed),
  /** The lower two lanes from doubles, rounded; the upper two 0. */
  fromDoubles: unary(op.f32x4DemoteF64x2Zero),
};

/** Two 64-bit floats. */
export const f64x2 = {
  add: binary(op.f64x2Add),
  sub: binary(op.f64x2Sub),
  mul: binary(op.f64x2Mul),
  abs: unary(op.f64x2Abs),
  nearest: unary(op.f64x2Nearest),
  trunc: unary(op.f64x2Trunc),
  floor: unary(op.f64x2Floor),
  lesser: binary(op.f64x2PseudoMin),
  greater: binary(op.f64x2PseudoMax),
  eq: binary(op.f64x2Eq),
  ne: binary(op.f64x2Ne),
  less: binary(op.f64x2Less),
  /** From the lower two lanes of floats. */
  fromFloats: unary(op.f64x2PromoteLowF32x4),
};

/** Four 32-bit integers. */
export const i32x4 = {
  /** The same number in every lane. */
  splat: unary(op.i32x4Splat),
  abs: unary(op.i32x4Abs),
  add: binary(op.i32x4Add),
  sub: binary(op.i32x4Sub),
  min: binary(op.i32x4MinSigned),
  max: binary(op.i32x4MaxSigned),
  minUnsigned: binary(op.i32x4MinUnsigned),
  /** Of pairs of 16-bit integers: the sums of their products. */
  dot: binary(op.i32x4DotI16x8),
  eq: binary(op.i32x4Eq),
  ne: binary(op.i32x4Ne),
  less: binary(op.i32x4LessSigned),
  shl: shift(op.i32x4Shl),
  shrSigned: shift(op.i32x4ShrSigned),
  shr: shift(op.i32x4ShrUnsigned),
};

/** Sixteen bytes. */
export const i8x16 = {
  add: binary(op.i8x16Add),
  /** The lowest four, without sign, as 32-bit integers. */
  lowAsIntegers: (a: Code): Code => [...a, ...op.i16x8ExtendLowUnsigned, ...op.i32x4ExtendLowUnsigned],
};

/** Two 64-bit integers. */
export const i64x2 = {
  add: binary(op.i64x2Add),
  sub: binary(op.i64x2Sub),
  shl: shift(op.i64x2Shl),
  shrSigned: shift(op.i64x2ShrSigned),
  shr: shift(op.i64x2ShrUnsigned),
};

/** Eight 16-bit integers. */
export const i16x8 = {
  /** (a + b + 1) / 2 of integers without sign, rounded down; the sum has 17 bits. */
  average: binary(op.i16x8AverageUnsigned),
  /** Those of a and b by turns, of their lower halves or of their upper ones. */
  zipLow: (a: Code, b: Code): Code => zip(a, b, 0),
  zipHigh: (a: Code, b: Code): Code => zip(a, b, 4),
};

const zip = (a: Code, b: Code, first: number): Code => [
  ...[...a, ...b, ...op.i8x16Shuffle],
  ...[0, 1, 2, 3].flatMap((lane) =>
    [a, b].flatMap((_, of) => [0, 1].map((byte) => 16 * of + 2 * (first + lane) + byte)),
  ),
];

/** All 128 bits. */
export const bits = {
  and: binary(op.v128And),
  /** a & ~b */
  andNot: binary(op.v128AndNot),
  or: binary(op.v128Or),
  xor: binary(op.v128Xor),
  anyTrue: unary(op.v128AnyTrue),
  /** Bits of a where the mask's are 1, else of b. */
  select: (a: Code, b: Code, mask: Code): Code => [...a, ...b, ...mask, ...op.v128Bitselect],
};

/** The 32-bit lanes of a and b that `lanes` numbers, a's from 0 and b's from 4. */
export const lanesOf = (a: Code, b: Code, lanes: readonly number[]): Code => [
  ...[...a, ...b, ...op.i8x16Shuffle],
  ...lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => 4 * lane + byte)),
];

export const load = (address: Code, offset = 0): Code => [...address, ...op.v128Load, ...at(offset)];
export const store = (address: Code, value: Code, offset = 0): Code => [
  ...[...address, ...value, ...op.v128Store],
  ...at(offset),
];
/** One lane of `bytes` bytes. */
export const storeLane = (address: Code, value: Code, bytes: 4 | 8, lane: number, offset = 0): Code => [
  ...[...address, ...value, ...(bytes === 4 ? op.v128Store32Lane : op.v128Store64Lane)],
  ...[...at(offset, bytes === 4 ? 2 : 3), lane],
];
/** The first lanes of 32 bits only, one to four of them. */
export const storeLanes = (address: Code, { get: value }: Local, lanes: number): Code => {
  if (lanes === 4) return store(address, value);
  return [
    ...(lanes > 1 ? storeLane(address, value, 8, 0) : []),
    ...(lanes % 2 === 1 ? storeLane(address, value, 4, lanes - 1, 4 * (lanes - 1)) : []),
  ];
};
/** One element of `bytes` bytes in every lane. */
export const splat = (address: Code, bytes: 4 | 8, offset = 0): Code =>
  bytes === 4
    ? [...address, ...op.v128Load32Splat, ...at(offset, 2)]
    : [...address, ...op.v128Load64Splat, ...at(offset, 3)];

/** One float. */
export const loadFloat = (address: Code): Code => [...address, ...op.f32Load, ...at(0, 2)];
export const storeFloat = (address: Code, value: Code): Code => [
  ...[...address, ...value, ...op.f32Store],
  ...at(0, 2),
];

export const i32 = {
  constant: (value: number): Code => [...op.i32Const, ...signed(value)],
  add: binary(op.i32Add),
  sub: binary(op.i32Sub),
  mul: binary(op.i32Mul),
  and: (a: Code, mask: number): Code => [...a, ...i32.constant(mask), ...op.i32And],
  shr: (a: Code, by: number): Code => [...a, ...i32.constant(by), ...op.i32ShrUnsigned],
  load: (address: Code, offset = 0): Code => [...address, ...op.i32Load, ...at(offset, 2)],
  store: (address: Code, value: Code): Code => [...address, ...value, ...op.i32Store, ...at(0, 2)],
};
