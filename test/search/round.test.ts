import { expect, test } from "vitest";
import { canonical } from "../../search/canonical.js";
import type { GateList } from "../../search/engine/genome.js";
import { survivors, type Member } from "../../search/round.js";
import { seedOf } from "../../search/seeds.js";
import { tableOfList } from "../../search/table.js";
import { arrayMultiplier, pair } from "./array-multiplier.js";

const errors = { mred: 0, med: 0, wce: 0, bias: 0, nmed: 0, wrongZeros: 0 };
const member = (name: string, area: number, gateArea = area): Member => ({
  ...{ start: name, area, gateArea, delay: 1, errors },
  list: { gates: [], outputs: [name] },
});
const names = (members: readonly Member[]): string[] => members.map(({ start }) => start);

test("the smallest as mapped come first, and the smallest as they stand stay too", () => {
  const found = [member("b", 9, 9), member("c", 12, 7)];
  expect(names(survivors([member("a", 10)], found))).toEqual(["b", "c", "a"]);
});

test("a netlist that is found again counts once", () => {
  expect(names(survivors([member("a", 5)], [member("a", 5), member("a", 5)]))).toEqual(["a"]);
});

test("chains of a search have seeds of their own", () => {
  const seeds = [0, 1, 2].flatMap((seed) =>
    [0, 1, 2, 3].flatMap((round) => [0, 1, 2, 3].map((chain) => seedOf(seed, round, chain))),
  );
  expect(new Set(seeds).size).toBe(48);
});

test("gates in the order of the result's bits are the same circuit, without those that nothing needs", () => {
  const { gates, outputs } = arrayMultiplier(4);
  const list: GateList = { gates: [...gates, ["inv", "x0"]], outputs };
  const ordered = canonical(list);
  expect(ordered.gates).toHaveLength(gates.length);
  expect(canonical(ordered)).toEqual(ordered);
  expect(tableOfList(ordered, pair(4))).toEqual(tableOfList(list, pair(4)));
});
