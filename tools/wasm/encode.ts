/**
 * Writes WebAssembly modules, just as much of the binary format as the kernels need: functions over one memory.
 * Source: WebAssembly Core Specification 2.0, chapter 5 (binary format), with its vector instructions; of shared memories
 * the proposal "threads", which is part of 3.0.
 */

import { vectorOp } from "./vector-op.js";

/** Value types. */
export const i32 = 0x7f;
export const f32 = 0x7d;
export const f64 = 0x7c;
export const v128 = 0x7b;
export type ValueType = typeof i32 | typeof f32 | typeof f64 | typeof v128;

/** A memory's unit of size. */
export const pageBytes = 65_536;

/** Instructions as the bytes of their opcodes. */
export const op = {
  block: [0x02, 0x40],
  loop: [0x03, 0x40],
  if: [0x04, 0x40],
  end: [0x0b],
  branch: [0x0c],
  branchIf: [0x0d],
  branchTable: [0x0e],
  return: [0x0f],
  select: [0x1b],
  localGet: [0x20],
  localSet: [0x21],
  localTee: [0x22],
  i32Const: [0x41],
  i32EqualsZero: [0x45],
  i32Equal: [0x46],
  i32NotEqual: [0x47],
  i32LessSigned: [0x48],
  i32LessUnsigned: [0x49],
  i32GreaterUnsigned: [0x4b],
  f32Greater: [0x5e],
  i32TrailingZeros: [0x68],
  i32Add: [0x6a],
  i32Sub: [0x6b],
  i32Mul: [0x6c],
  i32And: [0x71],
  i32Or: [0x72],
  i32Shl: [0x74],
  i32ShrUnsigned: [0x76],
  i64Popcount: [0x7b],
  i64Add: [0x7c],
  i32WrapI64: [0xa7],
  i32Load: [0x28],
  i32Store: [0x36],
  f32Load: [0x2a],
  f32Store: [0x38],
  f64Store: [0x39],
  f32Const: [0x43],
  f64Const: [0x44],
  f32Add: [0x92],
  f32Mul: [0x94],
  f32Min: [0x96],
  f32Max: [0x97],
  f64Add: [0xa0],
  f64PromoteF32: [0xbb],
  ...vectorOp,
  v128Load: [0xfd, 0x00],
  v128Store: [0xfd, 0x0b],
  v128Const: [0xfd, 0x0c],
  v128Store32Lane: [0xfd, 0x5a],
  v128Store64Lane: [0xfd, 0x5b],
  i32x4Splat: [0xfd, 0x11],
  f32x4Splat: [0xfd, 0x13],
  i64x2ExtractLane: [0xfd, 0x1d],
  v128And: [0xfd, 0x4e],
  v128AndNot: [0xfd, 0x4f],
  v128Or: [0xfd, 0x50],
  v128Xor: [0xfd, 0x51],
  v128AnyTrue: [0xfd, 0x53],
  i32x4Shl: [0xfd, 0xab, 0x01],
  i32x4ShrUnsigned: [0xfd, 0xad, 0x01],
} as const;

/** An unsigned LEB128 number. */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  do {
    const rest = Math.floor(value / 128);
    bytes.push((value % 128) + (rest > 0 ? 128 : 0));
    value = rest;
  } while (value > 0);
  return bytes;
}

/** A signed LEB128 number of 32 bits. */
export function signed(value: number): number[] {
  const bytes: number[] = [];
  for (;;) {
    const low = value & 0x7f;
    value >>= 7;
    const done = value === (low & 0x40 ? -1 : 0);
    bytes.push(done ? low : low | 0x80);
    if (done) return bytes;
  }
}

/** The immediate of a load or a store: alignment 2^4 or another, and an offset from its address operand in bytes. */
export const at = (offset: number, alignment = 4): number[] => [alignment, ...unsigned(offset)];

export interface WasmFunction {
  readonly name: string;
  readonly parameters: readonly ValueType[];
  readonly results: readonly ValueType[];
  /** The locals behind the parameters, in runs of one type. */
  readonly locals: readonly (readonly [count: number, type: ValueType])[];
  /** Instructions, without the closing `end`. */
  readonly body: readonly number[];
}

/** Pages that a memory has at most: 4 GiB. */
export const mostPages = 65_536;

/**
 * A module of exported functions that imports its memory as `env.memory`.
 * @param isShared whether threads share that memory, which then has a most of pages
 */
export function encodeModule(functions: readonly WasmFunction[], isShared = false): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters, results }) => [0x60, ...vector(parameters), ...vector(results)]);
  const limits = isShared ? [0x03, 0x00, ...unsigned(mostPages)] : [0x00, 0x00];
  const imports = [[...text("env"), ...text("memory"), 0x02, ...limits]];
  const exports = functions.map(({ name }, index) => [...text(name), 0x00, ...unsigned(index)]);
  const sections = [
    section(1, list(types)),
    section(2, list(imports)),
    section(3, list(functions.map((_, index) => unsigned(index)))),
    section(7, list(exports)),
    section(10, list(functions.map(code))),
  ];
  return joined([[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00], ...sections]);
}

/** Each part is copied at once: spread and read one by one, a large module's bytes take a hundred times as long. */
function joined(parts: readonly (readonly number[])[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let filled = 0;
  for (const part of parts) {
    bytes.set(part, filled);
    filled += part.length;
  }
  return bytes;
}

function code({ locals, body }: WasmFunction): number[] {
  const declared = locals.map(([count, type]) => [...unsigned(count), type]);
  const content = list(declared).concat(body, op.end);
  return unsigned(content.length).concat(content);
}

const section = (id: number, content: number[]): number[] =>
  [id, ...unsigned(content.length)].concat(content);

const list = (items: readonly (readonly number[])[]): number[] => unsigned(items.length).concat(...items);

const vector = (bytes: readonly number[]): number[] => [...unsigned(bytes.length), ...bytes];

const text = (name: string): number[] => vector([...new TextEncoder().encode(name)]);
