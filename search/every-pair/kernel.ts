import { PlaneCode } from "../../circuit/compiled/plane-code.js";
import { registers } from "../../circuit/compiled/allocate-registers.js";
import { lanePattern, lanes, transpose } from "../../circuit/compiled/transpose.js";
import { at, encodeModule, i32, op, pageBytes, signed, unsigned, v128 } from "../../tools/wasm/encode.js";
import type { GateList } from "../engine/genome.js";
import { valueOfPattern } from "../engine/shape.js";
import { planesOf } from "./gate-planes.js";

/** Sums over all y of one x, in units of the result. */
export interface RowSums {
  readonly distance: number;
  /** Of |r − e| / |e|, pairs with e = 0 left out. */
  readonly relative: number;
  readonly results: number;
  readonly most: number;
}

const laneBits = 7;
const quarters = 4;

/** Where things stand in memory, in bytes: a plane of zeros; what a row finds; 1/|y| of each y; planes that are kept. */
const zerosAt = 0;
const foundAt = 16;
const reciprocalsAt = 128;

/** The locals of `row`: its parameters, then its own. */
const [pattern, value, block, reciprocal, firstPlane] = [0, 1, 2, 3, 4] as const;
const [xs, ys, result, exact, distance, upper, distances, relatives, results, most] = [
  ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
].map((own) => firstPlane + registers + own) as [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];

/**
 * Compiles a netlist of n-bit operands to WebAssembly: for one x, its errors over all y, 128 at a time. Results are turned into
 * numbers, and exact products are products of numbers, so that sums are of whole distances.
 * @param n from 8 to 16
 */
export function everyPairKernel(list: GateList, n: number, isSigned: boolean): (x: number) => RowSums {
  if (n < laneBits + 1 || n > 16) throw new RangeError(`${n} bits`);
  const code = new PlaneCode();
  const outputs = planesOf(list, code, (port, bit) => {
    if (port === "x") return code.spread(pattern, bit, false);
    return bit < laneBits
      ? code.constant(lanePattern((lane) => (lane >> bit) & 1))
      : code.spread(block, bit - laneBits, true);
  });
  // even planes that are constant are kept in each round
  const zeros = code.load(null, zerosAt, true);
  const rows = Array.from({ length: 32 }, (_, bit) => code.xor(outputs[bit] ?? zeros, zeros));
  const words = transpose(code, rows, 32);
  const planesAt = reciprocalsAt + 8 * 2 ** n;
  const { before, inside, keptAt, memoryBytes } = code.emit([], firstPlane, planesAt, words);

  const get = (local: number): number[] => [...op.localGet, ...unsigned(local)];
  const set = (local: number, content: readonly number[]): number[] => [
    ...content,
    ...op.localSet,
    ...unsigned(local),
  ];
  const by = (shift: number): number[] => [...op.i32Const, ...signed(shift)];
  const extended = (content: readonly number[], width: number): readonly number[] =>
    isSigned && width < 32
      ? [...content, ...by(32 - width), ...op.i32x4Shl, ...by(32 - width), ...op.i32x4ShrSigned]
      : content;
  const [larger, smaller] = isSigned
    ? [op.i32x4MaxSigned, op.i32x4MinSigned]
    : [op.i32x4MaxUnsigned, op.i32x4MinUnsigned];
  const converted = isSigned ? op.f64x2ConvertLowI32x4Signed : op.f64x2ConvertLowI32x4Unsigned;
  const upperHalf = (from: number): number[] => [
    ...get(from),
    ...get(from),
    ...op.i8x16Shuffle,
    ...[8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15],
  ];
  const added = (to: number, content: readonly number[]): number[] =>
    set(to, [...get(to), ...content, ...op.f64x2Add]);
  const share = (of: number, place: number): number[] =>
    added(relatives, [
      ...[...get(of), ...op.f64x2ConvertLowI32x4Unsigned],
      ...[...get(reciprocal), ...op.v128Load, ...at(reciprocalsAt + place), ...op.f64x2Mul],
    ]);
  const errors = words.flatMap((word, index) => [
    ...set(result, extended([...op.i32Const, 0, ...op.v128Load, ...at(keptAt.get(word) ?? zerosAt)], 2 * n)),
    ...set(exact, [
      ...extended([...get(ys), ...op.v128Const, ...laneNumbers(index), ...op.i32x4Add], n),
      ...[...get(xs), ...op.i32x4Mul],
    ]),
    ...set(distance, [
      ...[...get(result), ...get(exact), ...larger],
      ...[...get(result), ...get(exact), ...smaller, ...op.i32x4Sub],
    ]),
    ...set(most, [...get(most), ...get(distance), ...op.i32x4MaxUnsigned]),
    ...added(distances, [...get(distance), ...op.f64x2ConvertLowI32x4Unsigned]),
    ...share(distance, 32 * index),
    ...set(upper, upperHalf(distance)),
    ...added(distances, [...get(upper), ...op.f64x2ConvertLowI32x4Unsigned]),
    ...share(upper, 32 * index + 16),
    ...added(results, [...get(result), ...converted]),
    ...set(upper, upperHalf(result)),
    ...added(results, [...get(upper), ...converted]),
  ]);
  const body = [
    ...before,
    ...set(xs, [...get(value), ...op.i32x4Splat]),
    ...op.loop,
    ...set(reciprocal, [...get(block), ...by(10), ...op.i32Shl]),
    ...inside,
    ...set(ys, [...get(block), ...by(laneBits), ...op.i32Shl, ...op.i32x4Splat]),
    ...errors,
    ...[...get(block), ...by(1), ...op.i32Add, ...op.localTee, ...unsigned(block)],
    ...[...by(2 ** (n - laneBits)), ...op.i32LessUnsigned, ...op.branchIf, 0],
    ...op.end,
    ...[distances, relatives, results, most].flatMap((local, place) => [
      ...[...op.i32Const, 0, ...get(local), ...op.v128Store, ...at(foundAt + 16 * place)],
    ]),
  ];
  const memory = new WebAssembly.Memory({ initial: Math.ceil((planesAt + memoryBytes) / pageBytes) });
  const bytes = encodeModule([
    {
      name: "row",
      parameters: [i32, i32],
      results: [],
      locals: [
        [2, i32],
        [registers + 10, v128],
      ],
      body,
    },
  ]);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  const row = exports.row as (x: number, value: number) => void;
  const floats = new Float64Array(memory.buffer);
  const numbers = new Uint32Array(memory.buffer);
  for (let y = 0; y < 2 ** n; y++) {
    const [blockOf, lane] = [Math.floor(y / lanes), y % lanes];
    const place = blockOf * lanes + (lane % 32) * quarters + Math.floor(lane / 32);
    floats[reciprocalsAt / 8 + place] = y === 0 ? 0 : 1 / Math.abs(valueOfPattern(y, n, isSigned));
  }
  return (x) => {
    const number = valueOfPattern(x, n, isSigned);
    row(x, number);
    const sum = (place: number): number =>
      (floats[foundAt / 8 + 2 * place] ?? 0) + (floats[foundAt / 8 + 2 * place + 1] ?? 0);
    return {
      distance: sum(0),
      relative: x === 0 ? 0 : sum(1) / Math.abs(number),
      results: sum(2),
      most: Math.max(...numbers.subarray(foundAt / 4 + 12, foundAt / 4 + 16)),
    };
  };
}

/** The lanes whose words transposing leaves in a register. */
const laneNumbers = (register: number): Uint8Array =>
  new Uint8Array(Int32Array.from({ length: quarters }, (_, quarter) => 32 * quarter + register).buffer);
