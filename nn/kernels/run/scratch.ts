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

  /** It was given back to the arena. */
  release(): void {
    this.#at = this.#bytes = 0;
  }
}
