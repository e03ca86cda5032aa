import type { FastModel } from "../../../golden/fast.js";
import { get, number, set, type Code } from "../../../tools/wasm/code.js";
import { at, encodeModule, i32, op, unsigned, v128 } from "../../../tools/wasm/encode.js";
import type { SearchedNetlist } from "./searched-netlist.js";

/** Words that are run at a time: word 4·i + j is bit i of quarter j of a vector. */
const words = 128;
const wordBits = 7;

/** Most words that a run is asked for. */
const mostWords = 4096;

const repeated = (word: number): Code => [
  ...op.v128Const,
  ...new Uint8Array(Int32Array.of(word, word, word, word).buffer),
];

/** Bit `bit` of the words of a vector, for the lowest bits. */
function counting(bit: number): Code {
  const quarters = Int32Array.from({ length: 4 }, (_, quarter) =>
    Array.from({ length: 32 }, (__, at) => (((4 * at + quarter) >> bit) & 1) << at).reduce((a, b) => a | b),
  );
  return [...op.v128Const, ...new Uint8Array(quarters.buffer)];
}

/** A gate by its name, made of AND, OR and XOR. */
function gateCode(gate: string, inputs: readonly Code[]): Code {
  const joined = (codes: readonly Code[], opcode: Code): Code =>
    codes.flatMap((code, index) => (index === 0 ? code : [...code, ...opcode]));
  const inverted = (code: Code): Code => [...code, ...repeated(-1), ...op.v128Xor];
  const [a = [], b = [], c = []] = inputs;
  if (gate === "inv") return inverted(a);
  if (gate === "mux2") return [...a, ...a, ...b, ...op.v128Xor, ...c, ...op.v128And, ...op.v128Xor];
  const nested = /^(ao|oa)i(\d+)$/.exec(gate);
  const [within, over] = nested?.[1] === "ao" ? [op.v128And, op.v128Or] : [op.v128Or, op.v128And];
  if (nested !== null) {
    let from = 0;
    const parts = Array.from(nested[2] ?? "", (size) =>
      joined(inputs.slice(from, (from += Number(size))), within),
    );
    return inverted(joined(parts, over));
  }
  const [, invert, kind = ""] = /^(n|xn)?(and|or|xor)\d$/.exec(gate) ?? [];
  const isOdd = kind === "xor" || invert === "xn";
  const plain = joined(inputs, isOdd ? op.v128Xor : kind === "and" ? op.v128And : op.v128Or);
  return invert === undefined ? plain : inverted(plain);
}

/**
 * The results of consecutive words of a multiplier's operands, by its gates, 128 words at a time in WebAssembly: millions a second.
 * It is compiled from the file's names by itself, and shares no code with what is made of the RTL.
 */
export function netlistRows({ n, gates, outputs, results }: SearchedNetlist): FastModel {
  let run: ((first: number, blocks: number) => void) | undefined;
  const memory = new WebAssembly.Memory({ initial: 1 });
  const found = new Uint32Array(memory.buffer);
  return (first, to) => {
    if (to.length < words || to.length > mostWords) {
      to.set(results(first, to.length));
      return;
    }
    run ??= compiled(n, gates, outputs, memory);
    run(first, to.length / words);
    to.set(found.subarray(0, to.length));
  };
}

function compiled(
  n: number,
  gates: readonly string[],
  outputs: readonly string[],
  memory: WebAssembly.Memory,
): (first: number, blocks: number) => void {
  const [word, blocks, target, firstVector] = [0, 1, 2, 3] as const;
  const body: number[] = [];
  const emit = (...codes: Code[]): void => {
    for (const code of codes) for (const byte of code) body.push(byte);
  };
  // a word is x‖y
  const spread = (bit: number): Code => [
    ...[...number(0), ...get(word), ...number(bit), ...op.i32ShrUnsigned, ...number(1)],
    ...[...op.i32And, ...op.i32Sub, ...op.i32x4Splat],
  ];
  const places = new Map<string, Code>([
    ["0", repeated(0)],
    ["1", repeated(-1)],
  ]);
  let next: number = firstVector;
  const define = (name: string, code: Code): void => {
    emit(set(next, code));
    places.set(name, get(next++));
  };
  emit(op.loop);
  for (let bit = 0; bit < 2 * n; bit++)
    define(bit < n ? `y${bit}` : `x${bit - n}`, bit < wordBits ? counting(bit) : spread(bit));
  gates.forEach((line, index) => {
    const [gate = "", ...inputs] = line.split(" ");
    const taken = inputs.map((name) => places.get(name) ?? []);
    define(`g${index}`, gateCode(gate, taken));
  });
  const rows = Array.from({ length: 32 }, () => next++);
  const swapped = next++;
  rows.forEach((row, bit) => {
    emit(set(row, places.get(outputs[bit] ?? "0") ?? []));
  });
  emit(turned(rows, swapped));
  rows.forEach((row, index) => {
    emit(get(target), get(row), op.v128Store, at(16 * index));
  });
  emit(set(target, [...get(target), ...number(4 * words), ...op.i32Add]));
  emit(set(word, [...get(word), ...number(words), ...op.i32Add]));
  emit(get(blocks), number(1), op.i32Sub, op.localTee, unsigned(blocks), op.branchIf, [0], op.end);
  const locals = [[1, i32] as const, [next - firstVector, v128] as const];
  const bytes = encodeModule([{ name: "run", parameters: [i32, i32], results: [], locals, body }]);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  return exports.run as (first: number, blocks: number) => void;
}

/**
 * Turns 32 vectors of one bit of each word into 32 of four words each.
 * Source: H. S. Warren, Hacker's Delight, section 7-3, the lowest bit first, in each quarter.
 */
function turned(rows: readonly number[], swapped: number): number[] {
  const body: number[] = [];
  for (let by = 16, mask = 0xffff; by > 0; by >>= 1, mask ^= mask << by)
    for (let row = 0; row < 32; row++) {
      if ((row & by) !== 0) continue;
      const [low = 0, high = 0] = [rows[row], rows[row + by]];
      const upper: Code = [...get(low), ...number(by), ...op.i32x4ShrUnsigned];
      body.push(...set(swapped, upper, get(high), op.v128Xor, repeated(mask), op.v128And));
      body.push(...set(low, get(low), get(swapped), number(by), op.i32x4Shl, op.v128Xor));
      body.push(...set(high, get(high), get(swapped), op.v128Xor));
    }
  return body;
}
