import type { Arena } from "./arena.js";

/** Memory that every call may use, and keeps until the next one. */
export class Scratch {
  #at = 0;
  #bytes = 0;

  constructor(private readonly arena: Arena) {}

  /** Its address, with room for so many bytes. */
  of(bytes: number): number {
    if (bytes > this.#bytes) {
      this.#at = this.arena.reserve(bytes);
      this.#bytes = bytes;
    }
    return this.#at;
  }

  /** Addresses for things of some bytes each. */
  places(sizes: readonly number[]): number[] {
    const ends = placesFrom(0, [...sizes, 0]);
    return placesFrom(this.of(ends.at(-1) ?? 0), sizes);
  }

  /** It was given back to the arena. */
  release(): void {
    this.#at = this.#bytes = 0;
  }
}

/** Addresses of memory for things of some bytes each, one after the other, multiples of 64. */
export function placesFrom(address: number, sizes: readonly number[]): number[] {
  let at = address;
  return sizes.map((size) => {
    const place = at;
    at += Math.ceil(size / 64) * 64;
    return place;
  });
}
