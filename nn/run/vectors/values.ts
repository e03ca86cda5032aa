import { Arena } from "../../kernels/run/arena.js";
import type { Network } from "../../network/steps.js";
import { buffersOf } from "../buffers.js";
import { vectorFunctions, type VectorFunctions } from "./functions.js";
import type { VectorMemory } from "./steps.js";

/** Bytes behind each array: a vector may reach beyond the last number. */
const beyond = 16;

/** A network's values of a block of images, in a memory that WebAssembly computes in. */
export class Values implements VectorMemory {
  readonly functions: VectorFunctions;
  /** For what else computes in this memory. */
  readonly arena = new Arena(0);
  readonly #places: readonly { readonly at: number; readonly length: number }[];
  #arrays: readonly Float32Array[] = [];

  /**
   * @param images the most of a block
   * @param together so many steps may be computed together, by the index of the first
   */
  constructor(network: Network, images: number, together?: ReadonlyMap<number, number>) {
    const rooms = buffersOf(network, images, together);
    const addresses = new Map(rooms.map((room) => [room, 0]));
    for (const room of addresses.keys()) addresses.set(room, this.arena.reserve(4 * room.length + beyond));
    this.#places = rooms.map((room) => ({ at: addresses.get(room) ?? 0, length: room.length }));
    this.functions = vectorFunctions(this.arena.memory);
  }

  addressOf(value: number): number {
    return this.#place(value).at;
  }

  of(value: number): Float32Array {
    // a memory that has grown needs new views
    if (this.#arrays[0]?.buffer !== this.arena.memory.buffer)
      this.#arrays = this.#places.map(({ at, length }) => this.arena.floats(at, length));
    const array = this.#arrays[value];
    if (array === undefined) throw new RangeError(`value ${value} has no memory`);
    return array;
  }

  keep(numbers: Float32Array | Int32Array): number {
    return this.arena.keep(numbers, beyond);
  }

  #place(value: number): { readonly at: number; readonly length: number } {
    const place = this.#places[value];
    if (place === undefined) throw new RangeError(`value ${value} has no memory`);
    return place;
  }
}
