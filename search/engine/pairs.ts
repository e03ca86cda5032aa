import { blockGroups, blockPairs, blocksOf, groupPairs, planeBytes } from "./layout.js";
import { likelihoodOf, type OperandWeights } from "./operand-weights.js";

/** Pairs of operands in the order in which they are run: all there are, or a sample. */
export interface Pairs {
  readonly blocks: number;
  /** Of each place, block by block. */
  readonly x: Int32Array;
  readonly y: Int32Array;
  /** The exact products, the low 32 bits of each. */
  readonly exact: Int32Array;
  /**
   * One for each group of 8 places: what an error of 1 counts in the sum of errors, and in the sum of relative ones. It is that of
   * the pair which counts most, so that no sum is too small.
   */
  readonly weights: Float64Array;
  readonly relativeWeights: Float64Array;
  /** Whether a group's products are all 0. */
  readonly isZero: Uint8Array;
}

/** Room for the pairs of so many blocks. */
export function emptyPairs(blocks: number): Pairs {
  const [pairs, groups] = [blocks * blockPairs, blocks * blockGroups];
  return {
    blocks,
    x: new Int32Array(pairs),
    y: new Int32Array(pairs),
    exact: new Int32Array(pairs),
    weights: new Float64Array(groups),
    relativeWeights: new Float64Array(groups),
    isZero: new Uint8Array(groups),
  };
}

/** Where a group of pairs stands: blocks take groups in turn, so that each is a sample of all. */
export const placeOfGroup = (group: number, blocks: number): number =>
  (group % blocks) * blockGroups + Math.floor(group / blocks);

/** The value of a pattern of `bits` bits. */
export const valueOfPattern = (pattern: number, bits: number, signed: boolean): number =>
  signed && pattern >= 2 ** (bits - 1) ? pattern - 2 ** bits : pattern;

/**
 * The pairs of a byte of a plane share the weights of their errors: so they are as likely, and their products are nearly equal.
 * Of the groups, sorted, each block gets every so many-th: it is a sample of all.
 *
 * The zero products are 2^(n+1) − 1, one short of whole groups. The least product that is left over gives way to a zero
 * once more; whoever needs the last digit of an error looks at all pairs again.
 */
export function pairsOf(n: number, signed: boolean, operands?: OperandWeights): Pairs {
  const blocks = blocksOf(n);
  const count = 2 ** (2 * n);
  const copies = Math.max(1, blockPairs / count);
  const products = Float64Array.from({ length: count }, (_, pair) => {
    const [x, y] = [pair >> n, pair % 2 ** n];
    return valueOfPattern(x, n, signed) * valueOfPattern(y, n, signed);
  });
  const likely = Float64Array.from({ length: count }, (_, pair) =>
    likelihoodOf(operands, pair >> n, pair % 2 ** n, n),
  );
  const sorted = inGroups(products, likely);
  if (copies === 1) {
    const firstBeyond = sorted.findIndex((pair) => products[pair] !== 0);
    if (firstBeyond % groupPairs !== 0) sorted[firstBeyond] = sorted[0] ?? 0;
  }
  const size = count * copies;
  const made = emptyPairs(blocks);
  const counted = products.reduce((sum, product, pair) => sum + (product === 0 ? 0 : (likely[pair] ?? 0)), 0);
  for (let at = 0; at < size; at++) {
    const pair = sorted[Math.floor(at / copies)] ?? 0;
    const group = Math.floor(at / groupPairs);
    const placed = placeOfGroup(group, blocks);
    const place = placed * groupPairs + (at % groupPairs);
    const product = products[pair] ?? 0;
    made.x[place] = pair >> n;
    made.y[place] = pair % 2 ** n;
    made.exact[place] = product;
    const share = (likely[pair] ?? 0) / copies;
    made.weights[placed] = Math.max(made.weights[placed] ?? 0, share);
    if (product === 0) made.isZero[placed] = 1;
    else {
      const relative = share / Math.abs(product) / counted;
      made.relativeWeights[placed] = Math.max(made.relativeWeights[placed] ?? 0, relative);
    }
  }
  return made;
}

/** Pairs, those with product 0 first; then as likely ones, by octaves' quarters, together, and in them by product. */
function inGroups(products: Float64Array, likely: Float64Array): number[] {
  const bin = Array.from(likely, (probability) => Math.floor(4 * Math.log2(probability + 1e-12)));
  const size = products.map(Math.abs);
  return Array.from({ length: products.length }, (_, pair) => pair).sort((one, other) => {
    const [a = 0, b = 0] = [size[one], size[other]];
    const zeros = Number(a !== 0) - Number(b !== 0);
    if (zeros !== 0) return zeros;
    return (bin[other] ?? 0) - (bin[one] ?? 0) || a - b || one - other;
  });
}

/** Bit `bit` of some numbers as a plane, the first pair lowest. */
export function planeOf(values: Int32Array, bit: number): Uint8Array {
  const plane = new Uint8Array(planeBytes);
  for (const [place, value] of values.entries())
    if ((value >> bit) & 1) plane[place >> 3] = (plane[place >> 3] ?? 0) | (1 << (place & 7));
  return plane;
}
