import { Arena } from "../kernels/run/arena.js";
import { vectorFunctions, type VectorFunctions } from "../run/vectors/functions.js";

/** Bytes behind each array: a vector may reach beyond the last number. */
const beyond = 16;

/**
 * The memory of a network being trained, in which WebAssembly computes. All of it is reserved before the first array is
 * asked for: a memory that grows takes its arrays away.
 */
export class TrainingMemory {
  readonly functions: VectorFunctions;
  readonly #arena = new Arena(0);

  constructor() {
    this.functions = vectorFunctions(this.#arena.memory);
  }

  /** The address of some numbers of 32 bits, all 0. */
  reserve(length: number): number {
    return this.#arena.reserve(4 * length + beyond);
  }

  floats(address: number, length: number): Float32Array {
    return this.#arena.floats(address, length);
  }

  integers(address: number, length: number): Int32Array {
    return this.#arena.words(address, length);
  }
}
