import type { PlaneSources } from "./circuit-code.js";
import { planeBytes, type PlaneCode } from "./plane-code.js";

/**
 * Stuck-at faults of a compiled circuit: its taps' masks, in the kernel's memory. What a tap carries is ANDed with its first
 * mask and ORed with its second one, lane by lane:
 *
 *     masks   the lane carries
 *     1, 0    what drives the tap: no fault
 *     0, 0    0; or 1, where the plane has the complement
 *     0, 1    1; or 0, where the plane has the complement
 */
export class FaultMasks {
  readonly #inverted = new Map<number, boolean>();

  /**
   * @param at where the masks begin, in bytes; `bytes` in all
   * @param taps how many the circuit has
   */
  constructor(
    readonly at: number,
    readonly taps: number,
  ) {}

  get bytes(): number {
    return this.taps * 2 * planeBytes;
  }

  /** What taps make of the planes that drive them. */
  tapOf(code: PlaneCode): NonNullable<PlaneSources["tap"]> {
    return (index, { plane, inverted }) => {
      this.#inverted.set(index, inverted);
      const mask = (which: number) => code.load(null, this.#maskAt(index) + which * planeBytes, true);
      return { plane: code.or(code.and(plane, mask(0)), mask(1)), inverted };
    };
  }

  /** Removes all faults. */
  mend(memory: Uint8Array): void {
    for (let tap = 0; tap < this.taps; tap++) this.stick(memory, tap, null);
  }

  /** Has a tap carry a constant in all lanes; or, for null, what drives it. */
  stick(memory: Uint8Array, tap: number, value: 0 | 1 | null): void {
    const [and, or] = value === null ? [0xff, 0] : [0, this.#isOne(tap, value) ? 0xff : 0];
    const at = this.#maskAt(tap);
    memory.fill(and, at, at + planeBytes).fill(or, at + planeBytes, at + 2 * planeBytes);
  }

  /** Has a tap carry a constant in one lane, where it had no fault yet. */
  stickLane(memory: Uint8Array, tap: number, lane: number, value: 0 | 1): void {
    const at = this.#maskAt(tap) + (lane >> 3);
    const bit = 1 << (lane & 7);
    memory[at] = (memory[at] ?? 0) & ~bit;
    if (this.#isOne(tap, value)) memory[at + planeBytes] = (memory[at + planeBytes] ?? 0) | bit;
  }

  /** Whether a constant is 1 in the tap's plane. */
  #isOne(tap: number, value: 0 | 1): boolean {
    return (value === 1) !== this.#inverted.get(tap);
  }

  #maskAt(tap: number): number {
    return this.at + tap * 2 * planeBytes;
  }
}
