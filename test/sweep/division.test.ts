import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { divide, type Piece } from "../../sweep/division.js";

const pieces = fc.array(
  fc.record({ group: fc.constantFrom("a", "b", "c", "d"), cost: fc.integer({ min: 0, max: 50 }) }),
  { maxLength: 40 },
);
const costOf = (all: readonly Piece[], share: readonly number[]): number =>
  share.reduce((sum, index) => sum + (all[index]?.cost ?? NaN), 0);

describe("work is divided", () => {
  test("each piece once, into as many shares, never far above the fair one", () => {
    fc.assert(
      fc.property(pieces, fc.integer({ min: 1, max: 9 }), (all, count) => {
        const shares = divide(all, count);
        expect(shares).toHaveLength(count);
        expect(shares.flat().sort((a, b) => a - b)).toEqual([...all.keys()]);
        const total = costOf(all, [...all.keys()]);
        // No division of single pieces can be sure of better than this.
        const most = total / count + Math.max(0, ...all.map(({ cost }) => cost));
        expect(Math.max(...shares.map((share) => costOf(all, share)))).toBeLessThanOrEqual(1.2 * most);
        expect(divide(all, count)).toEqual(shares);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test("groups stay together where shares are equal then", () => {
    const all = "a a a b b b c c c".split(" ").map((group) => ({ group, cost: 1 }));
    expect(divide(all, 3)).toEqual([
      [0, 1, 2],
      [3, 4, 5],
      [6, 7, 8],
    ]);
  });

  test("a group that is most of the work does not", () => {
    const all = "a a a a b".split(" ").map((group) => ({ group, cost: 1 }));
    expect(
      divide(all, 2)
        .map((share) => share.length)
        .sort(),
    ).toEqual([2, 3]);
  });

  // 9 in two shares of 20: round robin would give 24 and 16.
  test("the costliest are dealt first", () => {
    const all = [2, 9, 3, 5, 9, 8, 4].map((cost, index) => ({ group: String(index), cost }));
    expect(divide(all, 2).map((share) => costOf(all, share))).toEqual([20, 20]);
  });
});
