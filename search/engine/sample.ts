import { Random } from "../../operands/random.js";
import { blockGroups, groupWords } from "./layout.js";
import { productOf, type Shape } from "./shape.js";
import { emptyWords, placeOfGroup, type Words } from "./words.js";

/** Which pairs a sample has: the same for the same data. */
export interface Sample {
  readonly seed: number;
  readonly blocks: number;
  /** Pairs that it must have, as x·2^n + y. */
  readonly with: readonly number[];
}

/** Every pair of operands of up to so many bits is in the sample. */
const smallBits = 5;

/** Share of the places that are for pairs with product 0. */
const ofZeros = 1 / 32;

/** Pairs of operands with these bit lengths, and how many there are. */
interface Cell {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** Eight pairs that count alike. */
interface Group {
  readonly pairs: readonly number[];
  /** How many pairs each stands for. */
  readonly each: number;
}

/**
 * A sample of all pairs, in groups of eight that count alike. Operands fall into cells by the lengths of their magnitudes. Half of
 * the sample is spread over the cells evenly, half as pairs are: relative errors of small products have no limit otherwise, and
 * there are few of those. Pairs of operands of up to five bits are all in it, and those it must have; they stand for themselves.
 *
 * Its groups are put into blocks in turn, sorted by what they count: each block is a sample too.
 */
export function samplePairs(shape: Shape, sample: Sample): Words {
  const { n, signed } = shape;
  const { blocks } = sample;
  const random = Random.seeded(sample.seed);
  const product = (pair: number): number => productOf(shape, pair);
  const zeros = zeroGroups(n, Math.floor(blocks * blockGroups * ofZeros), random);
  const own = inGroups(
    [...smallPairs(n, signed), ...sample.with.filter((pair) => product(pair) !== 0)],
    product,
  );
  const single = sample.with.filter((pair) => product(pair) === 0);
  zeros.splice(0, Math.ceil(single.length / groupWords), ...inGroups(single, product));
  const left = blocks * blockGroups - zeros.length - own.length;
  const groups = [...zeros, ...own, ...cellGroups(n, signed, left, random, product)];
  return placed(n, groups, blocks, product);
}

/** Patterns whose magnitudes have `length` bits, by number. */
function patternOf(index: number, length: number, n: number, signed: boolean): number {
  if (!signed) return 2 ** (length - 1) + index;
  if (length === n) return 2 ** (n - 1);
  const magnitude = 2 ** (length - 1) + (index >> 1);
  return index % 2 === 0 ? magnitude : 2 ** n - magnitude;
}

const patternsOf = (length: number, n: number, signed: boolean): number =>
  signed ? (length === n ? 1 : 2 ** length) : 2 ** (length - 1);

function smallPairs(n: number, signed: boolean): number[] {
  const patterns = Array.from({ length: smallBits }, (_, at) =>
    Array.from({ length: patternsOf(at + 1, n, signed) }, (_, index) => patternOf(index, at + 1, n, signed)),
  ).flat();
  return patterns.flatMap((x) => patterns.map((y) => x * 2 ** n + y));
}

function zeroGroups(n: number, count: number, random: Random): Group[] {
  return Array.from({ length: count }, () => ({
    each: 1,
    pairs: Array.from({ length: groupWords }, (_, at) => {
      const other = random.below(2 ** n);
      return at % 2 === 0 ? other : other * 2 ** n;
    }),
  }));
}

/** Pairs that stand for themselves, by product; the last one fills the last group up. */
function inGroups(pairs: readonly number[], product: (pair: number) => number): Group[] {
  const sorted = [...new Set(pairs)].sort(
    (one, other) => Math.abs(product(one)) - Math.abs(product(other)) || one - other,
  );
  return Array.from({ length: Math.ceil(sorted.length / groupWords) }, (_, group) => ({
    each: 1,
    pairs: Array.from(
      { length: groupWords },
      (_, at) => sorted[Math.min(sorted.length - 1, group * groupWords + at)] ?? 0,
    ),
  }));
}

/** Groups drawn from the cells that are not small. */
function cellGroups(
  n: number,
  signed: boolean,
  count: number,
  random: Random,
  product: (pair: number) => number,
): Group[] {
  const lengths = Array.from({ length: n }, (_, at) => at + 1);
  const cells = lengths.flatMap((x) =>
    lengths
      .filter((y) => x > smallBits || y > smallBits)
      .map((y): Cell => ({ x, y, size: patternsOf(x, n, signed) * patternsOf(y, n, signed) })),
  );
  const all = cells.reduce((sum, { size }) => sum + size, 0);
  const shares = cells.map(({ size }) =>
    Math.max(1, Math.floor((count / 2) * (1 / cells.length + size / all))),
  );
  // what rounding leaves goes to the largest cell
  const largest = cells.reduce((best, { size }, at) => (size > (cells[best]?.size ?? 0) ? at : best), 0);
  shares[largest] = (shares[largest] ?? 0) + count - shares.reduce((sum, share) => sum + share, 0);
  return cells.flatMap(({ x, y, size }, at) => {
    const groups = shares[at] ?? 0;
    const drawn = Array.from({ length: groups * groupWords }, () => {
      const [first, second] = [
        random.below(patternsOf(x, n, signed)),
        random.below(patternsOf(y, n, signed)),
      ];
      return patternOf(first, x, n, signed) * 2 ** n + patternOf(second, y, n, signed);
    }).sort((one, other) => Math.abs(product(one)) - Math.abs(product(other)) || one - other);
    return Array.from({ length: groups }, (_, group) => ({
      each: size / drawn.length,
      pairs: drawn.slice(group * groupWords, (group + 1) * groupWords),
    }));
  });
}

/** Groups in the blocks in turn. */
function placed(
  n: number,
  groups: readonly Group[],
  blocks: number,
  product: (pair: number) => number,
): Words {
  const isZero = ({ pairs }: Group): boolean => product(pairs[0] ?? 0) === 0;
  const sorted = groups
    .map((group) => ({ ...group, zero: isZero(group), size: Math.abs(product(group.pairs[0] ?? 0)) }))
    .sort(
      (one, other) => Number(other.zero) - Number(one.zero) || other.each - one.each || one.size - other.size,
    );
  const made = emptyWords(blocks);
  const [all, counted] = [2 ** (2 * n), (2 ** n - 1) ** 2];
  sorted.forEach(({ pairs, each, zero }, number) => {
    const group = placeOfGroup(number, blocks);
    pairs.forEach((pair, at) => {
      const place = group * groupWords + at;
      made.words[place] = pair;
      made.exact[place] = product(pair);
    });
    made.weights[group] = each / all;
    if (zero) made.isZero[group] = 1;
    else
      made.relativeWeights[group] =
        (pairs.reduce((sum, pair) => sum + 1 / Math.abs(product(pair)), 0) / groupWords) * (each / counted);
  });
  return made;
}
