import type { Port } from "../generators/contract/operator.js";
import type { Bits, NumberFormat } from "../golden/format.js";

/** Where a port lies in a word: bits `lsb + format.width − 1` down to `lsb`. */
export interface Field {
  readonly name: string;
  readonly format: NumberFormat;
  readonly lsb: number;
}

/** Fields side by side in one word of `width` bits, the first one on top: `x | y | z`, with z in the lowest bits. */
export class WordLayout {
  readonly width: number;
  readonly fields: readonly Field[];

  constructor(ports: readonly { readonly name: string; readonly format: NumberFormat }[]) {
    let above = ports.reduce((total, { format }) => total + format.width, 0);
    this.width = above;
    this.fields = ports.map(({ name, format }) => ({ name, format, lsb: (above -= format.width) }));
  }

  /** @throws {RangeError} a port's bits are missing, negative or too wide. */
  pack(bits: Bits): bigint {
    return this.join(this.fields.map(({ name }) => bits[name]));
  }

  /**
   * Packs patterns that stand in the order of the fields.
   * @throws {RangeError} one is missing, negative or too wide.
   */
  join(patterns: readonly (bigint | undefined)[]): bigint {
    return this.fields.reduce((word, { name, format }, i) => {
      const pattern = patterns[i];
      const width = BigInt(format.width);
      if (pattern === undefined) throw new RangeError(`there are no bits for ${name}`);
      if (pattern >> width !== 0n)
        throw new RangeError(`${name} is ${pattern}, which is no pattern of ${format.width} bits`);
      return (word << width) | pattern;
    }, 0n);
  }

  /** The inverse of `pack`. */
  unpack(word: bigint): Bits {
    const bits: Record<string, bigint> = {};
    for (const { name, format, lsb } of this.fields)
      bits[name] = BigInt.asUintN(format.width, word >> BigInt(lsb));
    return bits;
  }
}

/** The layout of a design's inputs, or of its outputs, in the order in which its ports are declared. */
export function layoutOf(ports: Readonly<Record<string, Port>>, direction: Port["direction"]): WordLayout {
  const chosen = Object.entries(ports).filter(([, port]) => port.direction === direction);
  return new WordLayout(chosen.map(([name, { format }]) => ({ name, format })));
}

/** Words put together from bits by their names: `sum[3]` becomes bit 3 of `sum`. */
export function joinBits(bits: Iterable<readonly [name: string, bit: bigint]>): Map<string, bigint> {
  const joined = new Map<string, bigint>();
  for (const [bit, value] of bits) {
    const [, name = "", index = "0"] = /^(.*?)(?:\[(\d+)\])?$/.exec(bit) ?? [];
    joined.set(name, (joined.get(name) ?? 0n) | (value << BigInt(index)));
  }
  return joined;
}
