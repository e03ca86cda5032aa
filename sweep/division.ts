/** Something to be done, and what it costs. */
export interface Piece {
  /** Pieces of one group share work: they stay together where that leaves the shares about equal. */
  readonly group: string;
  /** In any unit. */
  readonly cost: number;
}

/** Indices of pieces, and what they cost together. */
interface Bundle {
  readonly indices: readonly number[];
  readonly cost: number;
}

/** How much more than its fair part the largest share may cost before groups are taken apart. */
const tolerance = 1.2;

/**
 * Divides pieces into shares of about equal cost: group by group, the costliest first, each to the share that has the
 * least so far. Only where that leaves one share too large are the costliest groups taken apart.
 *
 *     groups  6+5+4  3  2+2   into 2 shares   ►   6+5 (11)  4+3+2+2 (11)
 *
 * The same pieces always give the same shares.
 * @param count 1 or more
 * @returns for each share the indices of its pieces, ascending; shares may be empty
 */
export function divide(pieces: readonly Piece[], count: number): number[][] {
  const groups = grouped(pieces);
  const fair = sum(pieces.map(({ cost }) => cost)) / count;
  const enough = tolerance * Math.max(fair, ...pieces.map(({ cost }) => cost));
  let best: readonly Bundle[] | undefined;
  for (const limit of [Infinity, fair, fair / 2, fair / 4, fair / 8]) {
    const shares = dealt(
      groups.flatMap((group) => parts(group, pieces, limit)),
      count,
    );
    if (best === undefined || largest(shares) < largest(best)) best = shares;
    if (largest(best) <= enough) break;
  }
  return (best ?? []).map(({ indices }) => [...indices].sort((a, b) => a - b));
}

function grouped(pieces: readonly Piece[]): Bundle[] {
  const groups = new Map<string, { indices: number[]; cost: number }>();
  for (const [index, { group, cost }] of pieces.entries()) {
    const bundle = groups.get(group) ?? { indices: [], cost: 0 };
    groups.set(group, bundle);
    bundle.indices.push(index);
    bundle.cost += cost;
  }
  return [...groups.values()];
}

/** A group whole, or in parts that cost no more than `limit` each, as far as its pieces allow. */
function parts(group: Bundle, pieces: readonly Piece[], limit: number): Bundle[] {
  if (group.cost <= limit) return [group];
  const found: { indices: number[]; cost: number }[] = [];
  for (const index of group.indices) {
    const cost = pieces[index]?.cost ?? 0;
    const last = found.at(-1);
    if (last === undefined || last.cost + cost > limit) found.push({ indices: [index], cost });
    else {
      last.indices.push(index);
      last.cost += cost;
    }
  }
  return found;
}

function dealt(bundles: readonly Bundle[], count: number): Bundle[] {
  const shares = Array.from({ length: count }, () => ({ indices: [] as number[], cost: 0 }));
  for (const { indices, cost } of [...bundles].sort((a, b) => b.cost - a.cost)) {
    const least = shares.reduce((lightest, share) => (share.cost < lightest.cost ? share : lightest));
    least.indices.push(...indices);
    least.cost += cost;
  }
  return shares;
}

const largest = (shares: readonly Bundle[]): number =>
  shares.reduce((most, { cost }) => Math.max(most, cost), 0);

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
