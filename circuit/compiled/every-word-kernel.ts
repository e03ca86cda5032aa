import type { Circuit } from "../circuit.js";
import { circuitCode, differences } from "./circuit-code.js";
import { PlaneCode, type Plane } from "./plane-code.js";
import { registers } from "./allocate-registers.js";
import { lanePattern, lanes, transpose, wordOfLane } from "./transpose.js";
import {
  at,
  encodeModule,
  i32,
  op,
  pageBytes,
  signed,
  unsigned,
  v128,
  type WasmFunction,
} from "../../tools/wasm/encode.js";

/** How the inputs words of a circuit are counted through: rows of equal length, each in blocks of 128. */
export interface EveryWordPlan {
  /** Inputs words in a row, a power of 2, at least 128 and at most 4,096; of fewer words there is one row. */
  readonly rowLength: number;
  readonly rows: number;
  /** 32-bit words that one outputs word takes; 0 where the outputs are expected to be 0. */
  readonly expectedWords: number;
  /** Where the expected words of a row begin, in bytes: first the low 32 bits of each outputs word, then the next. */
  readonly expectedAt: number;
  /** Where the kernel leaves 16 bytes for each block: a bit for each lane whose outputs are not as expected. */
  readonly differencesAt: number;
  readonly memoryPages: number;
}

/** 4,096 expected words and what one block computes fit into a core's nearest cache together. */
const mostInRow = 4096;
const laneBits = 7;

/** What a kernel's module exports. */
export interface EveryWordKernel {
  /** Compares a row; returns how many of its inputs words give outputs that are not as expected. */
  row(number: number): number;
}

/** The locals of `row`: its parameter, then its own. */
const [rowNumber, block, expectedAddress, differencesAddress, count, firstPlane] = [0, 1, 2, 3, 4, 5];

/**
 * Compiles a circuit to a WebAssembly module that counts through its inputs, 128 words at a time.
 *
 * The low 7 bits of the inputs word differ between the lanes of a vector and are constants; the bits above say
 * which block of a row it is; those above them which row. What depends on no block bit is computed once a row:
 * of a multiplier's two operands that is all that decodes the first one.
 * @param compare whether the outputs are compared with expected words, and not with 0
 * @throws {RangeError} more than 32 bits of inputs
 */
export function everyWordKernel(
  circuit: Circuit,
  compare: boolean,
): { bytes: Uint8Array<ArrayBuffer>; plan: EveryWordPlan } {
  const { inputWidth } = circuit;
  if (inputWidth > 32) throw new RangeError(`${inputWidth} bits of inputs are too many to count through`);
  const rowLength = Math.min(Math.max(2 ** inputWidth, lanes), mostInRow);
  const expectedWords = compare ? Math.ceil(circuit.outputs.length / 32) : 0;
  const expectedAt = 0;
  const differencesAt = expectedAt + expectedWords * rowLength * 4;
  const planesAt = differencesAt + rowLength / 8;

  const code = new PlaneCode();
  const rowBits = Math.log2(rowLength);
  const input = (bit: number): Plane => {
    if (bit < laneBits) return code.constant(lanePattern((lane) => (wordOfLane(lane) >> bit) & 1));
    return bit < rowBits
      ? code.spread(block, bit - laneBits, true)
      : code.spread(rowNumber, bit - rowBits, false);
  };

  const outputs = circuitCode(circuit, code, { input });
  const expected = Array.from({ length: expectedWords }, (_, word) => {
    const offset = expectedAt + word * rowLength * 4;
    const words = Array.from({ length: 32 }, (_, i) => code.load(expectedAddress, offset + i * 16, true));
    return transpose(code, words, Math.min(outputs.length - word * 32, 32));
  }).flat();
  const there = code.constant(lanePattern((lane) => Number(wordOfLane(lane) < 2 ** inputWidth)));
  const different = code.and(differences(code, outputs, expected), there);
  const { before, inside, results, memoryBytes } = code.emit([different], firstPlane, planesAt);

  const get = (local: number): number[] => [...op.localGet, ...unsigned(local)];
  const scaled = (local: number, shift: number): number[] => [
    ...[...get(local), ...op.i32Const, ...signed(shift), ...op.i32Shl],
  ];
  const [found = firstPlane] = results;
  const half = (lane: number): number[] => [...get(found), ...op.i64x2ExtractLane, lane, ...op.i64Popcount];
  const body = [
    ...before,
    ...op.loop,
    ...[...scaled(block, 9), ...op.localSet, expectedAddress],
    ...[...scaled(block, 4), ...op.localSet, differencesAddress],
    ...inside,
    ...[...get(differencesAddress), ...get(found), ...op.v128Store, ...at(differencesAt)],
    ...[...get(count), ...half(0), ...half(1), ...op.i64Add, ...op.i32WrapI64, ...op.i32Add],
    ...[...op.localSet, count],
    ...[...get(block), ...op.i32Const, 1, ...op.i32Add, ...op.localTee, block],
    ...[...op.i32Const, ...signed(rowLength / lanes), ...op.i32LessUnsigned, ...op.branchIf, 0],
    ...op.end,
    ...get(count),
  ];
  const ownLocals = [
    [4, i32],
    [registers, v128],
  ] as const;
  const row: WasmFunction = { name: "row", parameters: [i32], results: [i32], locals: ownLocals, body };
  const rows = Math.max(2 ** inputWidth / rowLength, 1);
  const memoryPages = Math.ceil((planesAt + memoryBytes) / pageBytes);
  return {
    bytes: encodeModule([row]),
    plan: { rowLength, rows, expectedWords, expectedAt, differencesAt, memoryPages },
  };
}
