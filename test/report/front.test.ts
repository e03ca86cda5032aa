import fc from "fast-check";
import { expect, test } from "vitest";
import { paretoFront, type Better, type Point } from "../../report/page/front.js";

const coordinate = fc.integer({ min: 0, max: 9 });
const points = fc
  .array(fc.record({ x: coordinate, y: coordinate }), { maxLength: 40 })
  .map((list) => list.map((point, key) => ({ ...point, key })));
const better = fc.constantFrom<Better>("less", "more");

test("on the front is just what no other point beats", () => {
  fc.assert(
    fc.property(points, better, better, (all, x, y) => {
      const gain = (kind: Better, a: number, b: number): number => (kind === "less" ? b - a : a - b);
      const beats = (a: Point, b: Point): boolean => {
        const gains = [gain(x, a.x, b.x), gain(y, a.y, b.y)];
        return gains.every((each) => each >= 0) && gains.some((each) => each > 0);
      };
      const expected = all.filter((point) => !all.some((other) => beats(other, point)));
      const keys = (list: readonly Point[]): number[] => list.map(({ key }) => key).sort((a, b) => a - b);
      expect(keys(paretoFront(all, { x, y }))).toEqual(keys(expected));
    }),
  );
});
