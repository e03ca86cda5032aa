import { pageBytes } from "../../../tools/wasm/encode.js";

/** A WebAssembly memory that only grows. Views of it have to be made anew after `reserve`. */
export class Arena {
  readonly memory = new WebAssembly.Memory({ initial: 1 });
  #used: number;

  /** @param used bytes at the beginning that are taken */
  constructor(used: number) {
    this.#used = used;
  }

  /** The address of as many bytes, a multiple of 64. */
  reserve(bytes: number): number {
    const address = this.#used;
    this.#used += Math.ceil(bytes / 64) * 64;
    const missing = this.#used - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / pageBytes));
    return address;
  }

  /** Reserves room for numbers and writes them. @param beyond further bytes behind them @returns their address */
  keep(numbers: Float32Array | Int32Array, beyond = 0): number {
    const at = this.reserve(4 * numbers.length + beyond);
    if (numbers instanceof Int32Array) this.words(at, numbers.length).set(numbers);
    else this.floats(at, numbers.length).set(numbers);
    return at;
  }

  /** Bytes taken so far. */
  get used(): number {
    return this.#used;
  }

  /** Gives back all that was reserved since as many bytes were taken. */
  release(used: number): void {
    this.#used = Math.min(used, this.#used);
  }

  floats(address: number, length: number): Float32Array {
    return new Float32Array(this.memory.buffer, address, length);
  }

  doubles(address: number, length: number): Float64Array {
    return new Float64Array(this.memory.buffer, address, length);
  }

  unsigned(address: number, length: number): Uint32Array {
    return new Uint32Array(this.memory.buffer, address, length);
  }

  bytes(address: number, length: number): Uint8Array {
    return new Uint8Array(this.memory.buffer, address, length);
  }

  words(address: number, length: number): Int32Array {
    return new Int32Array(this.memory.buffer, address, length);
  }
}
