import { describe, expect, test } from "vitest";
import { Crew, crewMemory, CrewStopped, partOf } from "../../../nn/train/crew.js";
import { sharedMemory } from "../../../nn/train/memory.js";
import { crewOf, planOf } from "../../../nn/train/plan.js";

describe("parts of several things", () => {
  test.each([
    [32, 1, 2, [0, 16, 32]],
    [32, 4, 3, [0, 8, 20, 32]],
    [6, 4, 2, [0, 4, 6]],
    [3, 4, 2, [0, 0, 3]],
    [1, 1, 3, [0, 0, 0, 1]],
    [0, 4, 2, [0, 0, 0]],
  ])("%i in units of %i for %i threads", (count, unit, parts, ends) => {
    const found = Array.from({ length: parts }, (_, part) => partOf(count, { part, parts, unit }));
    expect(found).toEqual(ends.slice(1).map((to, at) => ({ from: ends[at], to })));
  });
});

test.each([
  [[0], 1, [0], []],
  [[0], 2, [], [[0, 2]]],
  [[0, 1, 2], 2, [0, 1], [[2, 2]]],
  [[2, 0, 1], 2, [2, 0], [[1, 2]]],
  [[0, 1], 2, [0, 1], []],
  [
    [0, 1, 2],
    8,
    [],
    [
      [0, 2],
      [1, 3],
      [2, 3],
    ],
  ],
  [[], 3, [], []],
])("runs %j on %i threads: %j alone, then crews of (run, threads) %j", (runs, threads, alone, crews) => {
  const plan = planOf(runs, threads);
  expect(plan.alone).toEqual(alone);
  const places = Array.from({ length: threads }, (_, thread) => crewOf(plan, thread) ?? []).flat();
  const found = crews.map(([run]) => places.filter((place) => place.run === run));
  expect(found.map((ofRun) => ofRun.length)).toEqual(crews.map(([, size]) => size));
  // The threads of a crew are numbered, and know how many they are.
  for (const ofRun of found) {
    expect(ofRun.map(({ crew }) => crew.index)).toEqual(ofRun.map((_, at) => at));
    expect(ofRun.map(({ crew }) => crew.threads)).toEqual(ofRun.map(() => ofRun.length));
  }
  expect(places).toHaveLength(found.flat().length);
});

test("who comes to a meeting of a crew that has stopped is told so", () => {
  const shared = crewMemory(2, sharedMemory());
  const [first, second] = [new Crew(0, shared), new Crew(1, shared)];
  expect(first.isStopped).toBe(false);
  second.stop();
  expect(() => {
    first.meet();
  }).toThrow(CrewStopped);
  expect(first.isStopped).toBe(true);
});
