import { expect, test } from "vitest";
import type { Member } from "../../search/round.js";
import { firstAllowance, nextAllowance, tried, withAllowance } from "../../search/trial.js";

const errors = { mred: 0.03, med: 0, wce: 0, bias: 0, nmed: 0, wrongZeros: 0 };
const member = (name: string, area: number): Member => ({
  ...{ start: name, area, gateArea: area, delay: 1, errors },
  list: { gates: [], outputs: [name] },
});
const first = firstAllowance({ errors });

test("a mean error doubles while netlists pass, and comes back in smaller steps when one fails", () => {
  let allowance = first;
  const went = [true, true, false, false, true].map((passed) => {
    allowance = nextAllowance(allowance, passed);
    return allowance.mred / 0.03;
  });
  const root = Math.sqrt(2);
  const [once, twice] = [2, 4];
  for (const [at, factor] of [once, twice, twice / root, twice / 2, 2 * Math.sqrt(root)].entries())
    expect(went[at]).toBeCloseTo(factor, 9);
});

test("it begins with what a start has that passed, and keeps to the limits that were asked for", () => {
  expect(first.mred).toBe(0.03);
  expect(firstAllowance({ errors: { ...errors, mred: 0 } }).mred).toBe(0.01);
  const limits = { mred: Infinity, med: 5, wce: 9, bias: 1 };
  expect(withAllowance(limits, first)).toEqual({ ...limits, mred: 0.03 });
  expect(withAllowance({ ...limits, mred: 0.02 }, first).mred).toBe(0.02);
  expect(withAllowance(limits, undefined)).toEqual(limits);
});

test("the smallest are tried first, and only those that pass go on", async () => {
  const accuracies = new Map([
    ["a", 0.5],
    ["b", 0.9],
    ["c", 0.8],
    ["d", 0.95],
    ["e", 0.99],
  ]);
  const order: string[] = [];
  const trial = {
    least: 0.85,
    run: ({ outputs: [name = ""] }: Member["list"]) => {
      order.push(name);
      return Promise.resolve(accuracies.get(name));
    },
  };
  const members = ["e", "d", "c", "b", "a"].map((name) => member(name, name.charCodeAt(0)));
  const found = await tried(members, trial, first);
  expect(order).toEqual(["a", "b", "c", "d"]);
  expect(found?.members.map(({ start, accuracy }) => [start, accuracy])).toEqual([
    ["b", 0.9],
    ["d", 0.95],
  ]);
  // the smallest has failed
  expect(found?.allowance).toMatchObject({ grew: false, trials: 4 });
  expect((await tried(members.slice(0, 2), trial, first))?.allowance).toMatchObject({
    grew: true,
    trials: 2,
  });
  expect(await tried([member("interrupted", 1)], trial, first)).toBeUndefined();
});
