import { planeBytes } from "./plane-code.js";
import { lanes } from "./transpose.js";
import { pageBytes } from "../../tools/wasm/encode.js";

/**
 * Vectors and their expected outputs as bit planes, in blocks of 128, where kernels find them:
 *
 *     inputs:   block 0: bit 0, bit 1, … | block 1: bit 0, …      expected: likewise      free: for the kernel that runs
 */
export class VectorMemory {
  readonly blocks: number;
  readonly inputsAt = 0;
  readonly expectedAt: number;
  /** Bytes from here on are free for the kernel that runs. */
  readonly usedBytes: number;
  readonly #memory: WebAssembly.Memory;

  /**
   * @param inputs the inputs word of each vector, of `inputWidth` bits; at least one
   * @param expected its outputs word, of `outputWidth` bits
   * @param each what a block holds: 128 vectors; or one cycle of a sequence, the same in all lanes
   */
  constructor(
    inputs: readonly bigint[],
    readonly inputWidth: number,
    expected: readonly bigint[],
    readonly outputWidth: number,
    each: "vectors" | "cycle" = "vectors",
  ) {
    this.blocks = each === "cycle" ? inputs.length : Math.ceil(inputs.length / lanes);
    this.expectedAt = this.blocks * inputWidth * planeBytes;
    this.usedBytes = this.expectedAt + this.blocks * outputWidth * planeBytes;
    this.#memory = new WebAssembly.Memory({ initial: Math.ceil(this.usedBytes / pageBytes) });
    const bytes = new Uint8Array(this.#memory.buffer);
    const fill = each === "cycle" ? fillLanes : fillBlocks;
    fill(bytes.subarray(this.inputsAt, this.expectedAt), inputs, inputWidth);
    fill(bytes.subarray(this.expectedAt, this.usedBytes), expected, outputWidth);
  }

  /** Replaces the vectors, in blocks of 128, by as many at most; the expected outputs stay as they were. */
  setInputs(words: readonly bigint[]): void {
    const bytes = new Uint8Array(this.#memory.buffer, this.inputsAt, this.expectedAt - this.inputsAt).fill(0);
    fillBlocks(bytes, words, this.inputWidth);
  }

  /** The memory, made large enough for `bytes`. */
  grownTo(bytes: number): WebAssembly.Memory {
    const missing = bytes - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / pageBytes));
    return this.#memory;
  }
}

/** Lanes beyond the last word repeat the first. */
function fillBlocks(bytes: Uint8Array, words: readonly bigint[], width: number): void {
  const count = Math.ceil(words.length / lanes) * lanes;
  for (let index = 0; index < count; index++) {
    const word = words[index] ?? words[0] ?? 0n;
    const lane = index % lanes;
    const start = ((index - lane) / lanes) * width * planeBytes + (lane >> 3);
    for (let from = 0; from < width; from += 32) {
      let rest = Number((word >> BigInt(from)) & 0xffffffffn);
      for (let bit = from; rest !== 0; bit++, rest >>>= 1) {
        const at = start + bit * planeBytes;
        if (rest & 1) bytes[at] = (bytes[at] ?? 0) | (1 << (lane & 7));
      }
    }
  }
}

/** A block for each word, the same in all lanes. */
function fillLanes(bytes: Uint8Array, words: readonly bigint[], width: number): void {
  words.forEach((word, block) => {
    for (let from = 0; from < width; from += 32) {
      let rest = Number((word >> BigInt(from)) & 0xffffffffn);
      for (let bit = from; rest !== 0; bit++, rest >>>= 1) {
        const at = (block * width + bit) * planeBytes;
        if (rest & 1) bytes.fill(0xff, at, at + planeBytes);
      }
    }
  });
}
