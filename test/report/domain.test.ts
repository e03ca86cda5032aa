import { describe, expect, test } from "vitest";
import { axisOf } from "../../report/page/axis.js";
import { domainOf } from "../../report/page/domain.js";

const domain = (values: number[], whole = false) => domainOf(values, whole, String);

describe("an axis' range", () => {
  test("is linear for values of a size, and logarithmic for others", () => {
    expect(domain([100, 300, 500])).toMatchObject({ kind: "linear" });
    expect(domain([1, 3, 10, 30, 100, 300])).toMatchObject({ kind: "log" });
    expect(domain([-3, 0, 400])).toMatchObject({ kind: "linear" });
  });

  test.each([
    ["above", [100, 110, 130, 90_000], { above: expect.stringMatching(/^> /) as string }],
    ["below", [0.001, 3, 4, 5, 8], { below: expect.stringMatching(/^< /) as string }],
  ])("leaves out one outlier %s, unless the whole is wanted", (_, values, end) => {
    const { low, high, ...rest } = domain(values);
    expect(rest).toEqual({ kind: "linear", ...end });
    expect(high / low).toBeLessThan(10);
    const whole = domain(values, true);
    expect(whole).not.toHaveProperty("above");
    expect(whole).not.toHaveProperty("below");
    expect(whole.low).toBeLessThan(Math.min(...values));
    expect(whole.high).toBeGreaterThan(Math.max(...values));
  });

  test("keeps what is evenly spread, and more than one value in ten", () => {
    for (const values of [
      [1, 10, 100, 1000],
      [1, 1.1, 1.2, 900, 950],
      [1, 2, 9],
    ])
      expect(domain(values)).not.toHaveProperty("above");
  });

  test("begins at 0 where that is a value, which stands at the end of a logarithmic one", () => {
    expect(domain([0, 2, 5])).toMatchObject({ kind: "linear", low: 0 });
    expect(domain([0, 1, 3, 10, 30, 100])).toMatchObject({ kind: "log", below: "0" });
    expect(domain([0, 0])).toMatchObject({ kind: "linear", low: 0, high: 1 });
  });

  test.each([[[0, 1, 3, 10, 30, 100]], [[100, 110, 130, 90_000]], [[7]], [[0.25, 0.5]]])(
    "has %j within its pixels, in order, with at least two ticks that do not touch",
    (values) => {
      const axis = axisOf(values, { start: 50, end: 250, distance: 50, whole: false });
      const places = values.map((value) => axis.place(value));
      expect(places).toEqual([...places].sort((one, other) => one - other));
      for (const place of places) expect(place >= 50 && place <= 250).toBe(true);
      const marks = [...axis.ticks, ...axis.ends].map(({ at }) => at).sort((one, other) => one - other);
      expect(marks.length).toBeGreaterThan(1);
      marks.slice(1).forEach((at, index) => {
        expect(at - (marks[index] ?? 0)).toBeGreaterThan(20);
      });
    },
  );

  test("of a narrow plot has no more labels than there is room for", () => {
    for (let least = 1; least < 40; least++)
      for (const spread of [1.01, 1.1, 1.2, 1.5, 2, 3]) {
        const axis = axisOf([least * 70, least * 70 * spread], {
          start: 0,
          end: 117,
          distance: 58,
          whole: false,
        });
        expect(axis.ticks.length, `${least} × ${spread}`).toBeLessThan(3);
      }
  });
});
