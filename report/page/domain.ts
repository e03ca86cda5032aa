/** What an axis shows: a range of values, and what stands for those beyond it. */
export interface Domain {
  readonly kind: "linear" | "log";
  readonly low: number;
  readonly high: number;
  /** What is written at the lower end, where everything below `low` stands: `0`, `< 0.5`. Undefined: nothing is below. */
  readonly below?: string;
  readonly above?: string;
}

/** From this ratio of the largest to the smallest value on, an axis is logarithmic. */
const logFrom = 30;
/** An outlier makes the largest value more than this many times the smallest… */
const farOff = 10;
/** …and a logarithmic axis at least this many times as long as without it. */
const longer = 2;
/** Fewer values have no outliers. */
const fewest = 4;

/**
 * The range that shows values well. What is far off the others, at most one value in ten, is put at the axis' end instead
 * of stretching it. On a logarithmic axis 0 stands at the lower end too.
 * @param whole whether outliers are within the range nevertheless
 */
export function domainOf(
  values: readonly number[],
  whole: boolean,
  print: (value: number) => string,
): Domain {
  const sorted = [...values].sort((one, other) => one - other);
  const [least = 0, most = 0] = [sorted[0], sorted.at(-1)];
  if (least < 0) return { kind: "linear", ...padded(least, most) };
  const positive = sorted.filter((value) => value > 0);
  const kept = whole ? positive : withoutOutliers(positive);
  const [from = 0, to = 0] = [kept[0], kept.at(-1)];
  const kind = to > logFrom * from ? "log" : "linear";
  const hasZero = least === 0;
  const { low, high } = kind === "log" ? paddedLog(from, to) : padded(hasZero ? 0 : from, to);
  const hasSmall = (positive[0] ?? low) < low;
  return {
    kind,
    low,
    high,
    ...(least < low && { below: hasSmall ? `< ${print(low)}` : "0" }),
    ...(most > high && { above: `> ${print(high)}` }),
  };
}

/** Takes away as few values as make the rest much closer together, from one end or the other. */
function withoutOutliers(sorted: readonly number[]): readonly number[] {
  if (sorted.length < fewest) return sorted;
  const most = Math.max(1, Math.floor(sorted.length / 10));
  for (let count = 1; count <= most; count++)
    for (const rest of [sorted.slice(0, -count), sorted.slice(count)])
      if (ratio(sorted) > farOff && Math.log(ratio(sorted)) > longer * Math.log(ratio(rest))) return rest;
  return sorted;
}

const ratio = (sorted: readonly number[]): number => (sorted.at(-1) ?? 1) / (sorted[0] ?? 1);

type Range = Pick<Domain, "low" | "high">;

/** With room for a point's symbol at either end; an axis from 0 begins there. */
function padded(least: number, most: number): Range {
  const room = (most - least) * 0.06 || Math.abs(most) * 0.1 || 1;
  return { low: least === 0 ? 0 : least - room, high: most + room };
}

function paddedLog(least: number, most: number): Range {
  const room = (most / least) ** 0.06;
  return { low: least / room, high: most * room };
}
