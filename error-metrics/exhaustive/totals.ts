import type { NumberFormat } from "../../golden/format.js";
import type { FiguresSource, Mean } from "../figures.js";
import { Sum } from "../moments.js";
import { regimeOf } from "./kernel.js";
import { added, place, places, type ErrorSums } from "./sums.js";

/** The sums of all shares. Add them in the same order every time: rounding then gives the same figures. */
export class ErrorTotals {
  readonly #sums: readonly (readonly Sum[])[];
  readonly #furthest: Float64Array;
  numberMismatches = 0;

  constructor(private readonly slots: number) {
    this.#sums = Array.from({ length: slots }, () => Array.from({ length: places }, () => new Sum()));
    this.#furthest = new Float64Array(slots * places);
  }

  add({ values, numberMismatches }: Pick<ErrorSums, "values" | "numberMismatches">): void {
    this.numberMismatches += numberMismatches;
    for (let slot = 0; slot < this.slots; slot++) {
      const at = slot * places;
      if (values[at + place.compared] === 0) continue;
      const sums = this.#sums[slot] ?? [];
      for (const which of added) sums[which]?.add(values[at + which] ?? 0);
      for (const which of furthest) {
        const [before, value] = [this.#furthest[at + which] ?? 0, values[at + which] ?? 0];
        this.#furthest[at + which] =
          which === place.lowest ? Math.min(before, value) : Math.max(before, value);
      }
    }
  }

  /** The sums of each regime that has an exact result, in ascending order of the regime. */
  regimes(format: NumberFormat): { readonly regime: number; readonly tally: FiguresSource }[] {
    const present = Array.from({ length: this.slots }, (_, slot) => slot).filter(
      (slot) => slot > 0 && this.#total([slot], place.compared) > 0,
    );
    return present.map((slot) => ({ regime: regimeOf(slot, format), tally: this.#of([slot]) }));
  }

  all(): FiguresSource & { readonly largest: number; readonly wrongZeros: number } {
    return this.#of(Array.from({ length: this.slots }, (_, slot) => slot));
  }

  #of(slots: readonly number[]) {
    const total = (which: number): number => this.#total(slots, which);
    const most = (which: number): number =>
      Math.max(...slots.map((slot) => this.#furthest[slot * places + which] ?? 0));
    const mean = (sum: number, count: number): Mean => ({
      count,
      mean: sum / count,
      // All operands were tried, so the mean is exact and has no confidence interval.
      interval: () => [NaN, NaN],
    });
    const [compared, samples] = [total(place.compared), total(place.samples)];
    return {
      wrong: total(place.wrong),
      wrongZeros: total(place.wrongZeros),
      error: mean(total(place.error) + total(place.roundedOff), compared),
      distance: mean(total(place.distance), compared),
      square: mean(total(place.square), compared),
      relative: mean(total(place.relative), samples),
      relativeDistance: mean(total(place.relativeDistance), samples),
      ulps: mean(total(place.ulps), compared),
      worst: most(place.worst),
      worstUlps: most(place.worstUlps),
      lowest: Math.min(...slots.map((slot) => this.#furthest[slot * places + place.lowest] ?? 0)),
      highest: most(place.highest),
      largest: most(place.largest),
    };
  }

  #total(slots: readonly number[], which: number): number {
    const total = new Sum();
    for (const slot of slots) total.add(this.#sums[slot]?.[which]?.value ?? 0);
    return total.value;
  }
}

const furthest = [place.worst, place.worstUlps, place.lowest, place.highest, place.largest] as const;
