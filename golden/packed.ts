import type { Description, NumberFormat } from "./format.js";
import { checkParameter, checkPattern, distinctPatterns } from "./pattern.js";

/** Numbers of one format side by side, lane 0 in the lowest bits. */
class Packed implements NumberFormat {
  readonly name: string;
  readonly width: number;

  constructor(
    readonly element: NumberFormat,
    readonly lanes: number,
  ) {
    checkParameter("the number of lanes", lanes, 1, 4096);
    this.name = `${lanes} of ${element.name}`;
    this.width = lanes * element.width;
  }

  /** The patterns of the lanes, from lane 0. @throws RangeError if `bits` does not fit the width. */
  split(bits: bigint): bigint[] {
    checkPattern(this.name, this.width, bits);
    const { width } = this.element;
    return Array.from({ length: this.lanes }, (_, lane) =>
      BigInt.asUintN(width, bits >> BigInt(lane * width)),
    );
  }

  /** The pattern whose lane `i` is `lanes[i]`. */
  join(lanes: readonly bigint[]): bigint {
    return lanes.reduceRight((bits, lane) => (bits << BigInt(this.element.width)) | lane, 0n);
  }

  /** @throws RangeError if `bits` does not fit the width. */
  describe(bits: bigint): Description {
    const values = this.split(bits).map((lane) => this.element.describe(lane).value);
    return {
      fields: Object.fromEntries(values.map((value, lane) => [`lane ${lane}`, value])),
      value: `[${values.join(", ")}]`,
    };
  }

  /** Each corner of an element in every lane, in every second lane, in the first and in the last. */
  corners(): bigint[] {
    const all = Array.from({ length: this.lanes }, (_, lane) => lane);
    const places = [all, all.filter((lane) => lane % 2 === 1), [0], [this.lanes - 1]];
    const patterns = this.element
      .corners()
      .flatMap((corner) =>
        places.map((chosen) => this.join(all.map((lane) => (chosen.includes(lane) ? corner : 0n)))),
      );
    return distinctPatterns(patterns, this.width);
  }
}

export type { Packed };

/** Numbers side by side, lane 0 in the lowest bits. @throws RangeError unless there are 1 to 4,096 lanes. */
export function packed(element: NumberFormat, lanes: number): Packed {
  return new Packed(element, lanes);
}

/** One bit, 1 for +1 and 0 for −1, as in binarized neural networks. */
export const bipolar: NumberFormat = {
  name: "bipolar⟨1⟩",
  width: 1,
  describe(bits) {
    checkPattern(this.name, 1, bits);
    return { fields: { sign: bits.toString() }, value: bits === 1n ? "1" : "-1" };
  },
  number: (bits) => (bits === 1n ? 1 : -1),
  nearest: (value) => (value.sign() < 0 ? 0n : 1n),
  corners: () => [0n, 1n],
};
