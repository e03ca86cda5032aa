import { mostPages, pageBytes } from "../../tools/wasm/encode.js";
import { vectorFunctions, type VectorFunctions } from "../run/vectors/functions.js";
import { alone, type Crew } from "./crew.js";

/** Bytes behind each array: a vector may reach beyond the last number. */
const beyond = 16;

/** A memory that threads can share. It grows as it is needed, and takes no array away when it does. */
export function sharedMemory(): WebAssembly.Memory {
  // The types of Node.js do not know shared memories.
  const shared = { initial: 1, maximum: mostPages, shared: true };
  return new WebAssembly.Memory(shared);
}

/**
 * The memory of a network being trained, in which WebAssembly computes. The threads of a crew reserve the same arrays in the
 * same order: so each finds all of them at the same addresses.
 */
export class TrainingMemory {
  readonly functions: VectorFunctions;
  readonly #memory: WebAssembly.Memory;
  #used = 0;

  constructor(crew: Crew = alone) {
    this.#memory = crew.memory ?? sharedMemory();
    this.functions = vectorFunctions(this.#memory);
  }

  /** The address of some numbers of 32 bits, all 0. */
  reserve(length: number): number {
    const address = this.#used;
    this.#used += Math.ceil((4 * length + beyond) / 64) * 64;
    const missing = this.#used - this.#memory.buffer.byteLength;
    // What two threads ask for at the same time is there twice.
    if (missing > 0) this.#memory.grow(Math.ceil(missing / pageBytes));
    return address;
  }

  floats(address: number, length: number): Float32Array {
    return new Float32Array(this.#memory.buffer, address, length);
  }

  integers(address: number, length: number): Int32Array {
    return new Int32Array(this.#memory.buffer, address, length);
  }

  /** Keeps numbers. @returns their address */
  keep(numbers: Float32Array | Int32Array): number {
    const at = this.reserve(numbers.length);
    if (numbers instanceof Int32Array) this.integers(at, numbers.length).set(numbers);
    else this.floats(at, numbers.length).set(numbers);
    return at;
  }

  /** A new array of numbers, all 0. */
  array(length: number): Float32Array {
    return this.floats(this.reserve(length), length);
  }

  doubles(length: number): Float64Array {
    return new Float64Array(this.#memory.buffer, this.reserve(2 * length), length);
  }
}
