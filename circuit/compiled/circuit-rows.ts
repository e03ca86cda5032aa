import type { FastModel } from "../../golden/fast.js";
import { at, encodeModule, i32, op, pageBytes, v128 } from "../../tools/wasm/encode.js";
import { get, number } from "../../tools/wasm/code.js";
import type { Circuit } from "../circuit.js";
import { registers } from "./allocate-registers.js";
import { circuitCode } from "./circuit-code.js";
import { PlaneCode, type Plane } from "./plane-code.js";
import { lanePattern, lanes, transpose, wordOfLane } from "./transpose.js";

const laneBits = 7;
const rowBits = 12;
const mostInRow = 2 ** rowBits;

/** Where things stand in memory, in bytes: a plane of zeros; a row's results; planes that are kept. */
const zerosAt = 0;
const resultsAt = 16;
const planesAt = resultsAt + 4 * mostInRow;

/** The locals of `run`: its parameters, then its own. */
const [first, blocks, block, target, firstPlane] = [0, 1, 2, 3, 4] as const;

/**
 * Compiles a combinational circuit of at most 32 bits of inputs and of outputs to WebAssembly: what it computes of consecutive
 * words, 128 at a time. What depends on no bit that changes in a row of 4,096 words is computed once a row.
 * @throws {RangeError} wider inputs or outputs
 */
export function circuitRows(circuit: Circuit): FastModel {
  const { inputWidth, outputs } = circuit;
  if (inputWidth > 32 || outputs.length > 32)
    throw new RangeError(`${inputWidth} bits of inputs, ${outputs.length} of outputs`);
  const code = new PlaneCode();
  const input = (bit: number): Plane => {
    if (bit < laneBits) return code.constant(lanePattern((lane) => (wordOfLane(lane) >> bit) & 1));
    return bit < rowBits ? code.spread(block, bit - laneBits, true) : code.spread(first, bit, false);
  };
  const planes = circuitCode(circuit, code, { input });
  // even planes that are constant are kept in each round
  const [zeros, ones] = [code.load(null, zerosAt, true), code.repeated(-1)];
  const rows = Array.from({ length: 32 }, (_, bit) => {
    const { plane, inverted } = planes[bit] ?? { plane: zeros, inverted: false };
    return code.xor(inverted ? code.xor(plane, ones) : plane, zeros);
  });
  const words = transpose(code, rows, 32);
  const { before, inside, keptAt, memoryBytes } = code.emit([], firstPlane, planesAt, words);

  const body = [
    ...before,
    ...op.loop,
    ...inside,
    // a register of what transposing leaves has four words in a row
    ...words.flatMap((word, index) => [
      ...get(target),
      ...[...number(0), ...op.v128Load, ...at(keptAt.get(word) ?? zerosAt)],
      ...[...op.v128Store, ...at(resultsAt + 16 * index)],
    ]),
    ...[...get(target), ...number(4 * lanes), ...op.i32Add, ...op.localSet, target],
    ...[...get(block), ...number(1), ...op.i32Add, ...op.localTee, block],
    ...[...get(blocks), ...op.i32LessUnsigned, ...op.branchIf, 0],
    ...op.end,
  ];
  const memory = new WebAssembly.Memory({ initial: Math.ceil((planesAt + memoryBytes) / pageBytes) });
  const locals = [[2, i32] as const, [registers, v128] as const];
  const bytes = encodeModule([{ name: "run", parameters: [i32, i32], results: [], locals, body }]);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  const run = exports.run as (first: number, blocks: number) => void;
  const found = new Uint32Array(memory.buffer, resultsAt, mostInRow);
  return (from, results) => {
    for (let done = 0; done < results.length; done += mostInRow) {
      const count = Math.min(mostInRow, results.length - done);
      // a row that begins in the midst of 4,096 words is run from their beginning
      const start = (from + done) % mostInRow;
      run(from + done - start, Math.ceil((start + count) / lanes));
      results.set(found.subarray(start, start + count), done);
    }
  };
}
