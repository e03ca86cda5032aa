import { createHash } from "node:crypto";
import type { Random } from "../operands/random.js";
import { isComplement, nodeOf, type Graph, type Literal } from "./graph.js";
import { evaluateNode } from "./node-words.js";

/** Bits of the inputs word that are one number: bit `lsb + width − 1` down to `lsb`. */
export interface BitRange {
  readonly lsb: number;
  readonly width: number;
}

/** What a literal computes for thousands of random inputs. Equal functions have equal signatures. */
export interface Signature {
  /** The same for a function and its complement; null for one that is always 0, or always 1. */
  readonly key: string | null;
  readonly isInverted: boolean;
}

/** Of 32 inputs words each. */
const words = 128;

/**
 * Tells functions in a graph apart by their values for 4,096 random inputs words.
 * @param numbers bits of the inputs word that get numbers of every kind; the other bits are uniform
 */
export class Signatures {
  readonly #values: Int32Array;

  constructor({ nodes }: Graph, numbers: readonly BitRange[], random: Random) {
    const values = new Int32Array(nodes.length * words);
    const nodeOfBit = new Map<number, number>();
    nodes.forEach((node, number) => {
      if (node.kind !== "input") return;
      nodeOfBit.set(node.bit, number);
      for (let word = 0; word < words; word++) values[number * words + word] = random.word();
    });
    for (const { lsb, width } of numbers)
      for (let state = 0; state < 32 * words; state++) {
        const pattern = anyNumber(random, width);
        for (let bit = 0; bit < width; bit++) {
          const number = nodeOfBit.get(lsb + bit);
          if (number === undefined) continue;
          const place = number * words + (state >> 5);
          const mask = 1 << (state & 31);
          const others = (values[place] ?? 0) & ~mask;
          values[place] = (pattern >> BigInt(bit)) & 1n ? others | mask : others;
        }
      }
    nodes.forEach((node, number) => {
      evaluateNode(node, number, values, words);
    });
    this.#values = values;
  }

  of(literal: Literal): Signature {
    const number = nodeOf(literal);
    const own = this.#values.subarray(number * words, (number + 1) * words);
    const flip = -((own[0] ?? 0) & 1);
    const upright = own.map((word) => word ^ flip);
    const key = createHash("sha1").update(upright).digest("base64");
    const isConstant = upright.every((word) => word === 0);
    return { key: isConstant ? null : key, isInverted: (flip !== 0) !== isComplement(literal) };
  }
}

/** A uniform pattern; or a small number of either sign, one that ends in zeros or in ones, a small one, or a single 1. */
function anyNumber(random: Random, width: number): bigint {
  const pattern = random.bits(width);
  const length = BigInt(random.below(width + 1));
  switch (random.below(8)) {
    case 0:
      return BigInt.asUintN(width, BigInt.asIntN(width, pattern) >> length);
    case 1:
      return BigInt.asUintN(width, pattern << length);
    case 2:
      return BigInt.asUintN(width, pattern | ((1n << length) - 1n));
    case 3:
      return pattern >> length;
    case 4:
      return BigInt.asUintN(width, 1n << length);
    default:
      return pattern;
  }
}
