import { describe, expect, test } from "vitest";
import { parseDesigns } from "../../generators/request.js";
import { Cache } from "../../sweep/cache.js";
import type { Conditions, Measure } from "../../sweep/measure.js";
import { Notebook, Unmeasurable } from "../../sweep/notebook.js";
import { loadLibrary } from "../../liberty/load.js";
import { RequestError } from "../../tools/errors.js";
import { withScratch } from "../../tools/scratch.js";

interface Count {
  readonly run: number;
}

/** A measure that says how often it was run. */
function counting(overrides: Partial<Measure<Count>> = {}): Measure<Count> {
  let run = 0;
  return {
    name: "count",
    summary: "",
    version: 1,
    ofLibrary: false,
    figures: [],
    fingerprint: (_, { seed }) => Promise.resolve({ seed }),
    run: () => Promise.resolve({ run: ++run }),
    ...overrides,
  };
}

const [design, other] = parseDesigns(["PositMult", "n=4,5"]) as [
  ReturnType<typeof parseDesigns>[number],
  ReturnType<typeof parseDesigns>[number],
];
const conditions: Conditions = {
  library: await loadLibrary(["generic"]),
  seed: 1,
  samples: 1,
  timing: "abc",
  operands: "uniform",
  clock: 100,
  timeLimit: 1,
};

const withCache = (work: (cache: Cache) => Promise<void>): Promise<void> =>
  withScratch((folder) => work(new Cache(folder)));

describe("with a cache", () => {
  test("another notebook remembers, unless anything that matters differs", async () => {
    await withCache(async (cache) => {
      const measure = counting();
      const measured = (made = design, under = conditions, by = measure) =>
        new Notebook(cache).measure(by, made, under);
      expect(await new Notebook(cache).find(measure, design, conditions)).toBeUndefined();
      expect(await measured()).toEqual({ run: 1 });
      expect(await measured()).toEqual({ run: 1 });
      expect(await new Notebook(cache).find(measure, design, conditions)).toEqual({ run: 1 });
      expect(await measured(design, { ...conditions, timeLimit: 9 })).toEqual({ run: 1 });
      expect(await measured(other)).toEqual({ run: 2 });
      expect(await measured(design, { ...conditions, seed: 2 })).toEqual({ run: 3 });
      expect(await measured(design, conditions, { ...measure, version: 2 })).toEqual({ run: 4 });
      expect(await measured(design, conditions, { ...measure, name: "other" })).toEqual({ run: 5 });
      const changed = { ...design, verilog: () => "module m; endmodule" };
      expect(await measured(changed)).toEqual({ run: 6 });
      expect(await measured()).toEqual({ run: 1 });
    });
  });

  test("what would not come out again is not kept", async () => {
    await withCache(async (cache) => {
      const measure = counting({ keeps: ({ run }) => run > 1 });
      for (const run of [1, 2, 2])
        expect(await new Notebook(cache).measure(measure, design, conditions)).toEqual({ run });
    });
  });
});

test("without a cache nothing is measured twice in one run", async () => {
  const notebook = new Notebook(null);
  const measure = counting();
  const twice = [1, 2].map(() => notebook.measure(measure, design, conditions));
  expect(await Promise.all(twice)).toEqual([{ run: 1 }, { run: 1 }]);
  const builtOnIt = counting({
    name: "twice",
    run: async (_, __, recall) => ({ run: 2 * (await recall(measure)).run }),
  });
  expect(await notebook.measure(builtOnIt, design, conditions)).toEqual({ run: 2 });
  expect(await notebook.find(measure, design, conditions)).toBeUndefined();
});

test("a design that a measure refuses is told from a request that is wrong", async () => {
  const refusing = counting({ run: () => Promise.reject(new RequestError("no such cell")) });
  await expect(new Notebook(null).measure(refusing, design, conditions)).rejects.toThrow(
    new Unmeasurable("no such cell"),
  );
});
