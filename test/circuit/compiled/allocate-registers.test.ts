import fc from "fast-check";
import { expect, test } from "vitest";
import { allocate, registers, type Computation } from "../../../circuit/compiled/allocate-registers.js";

/** Runs an allocation on numbers: a value is its own number. */
function run({ actions, results, kept }: ReturnType<typeof allocate>, given: ReadonlyMap<number, number>) {
  const held: (number | undefined)[] = [];
  const memory: (number | undefined)[] = [];
  for (const [value, slot] of given) memory[slot] = value;
  const seen: number[][] = [];
  for (const action of actions)
    if (action.kind === "load") held[action.to] = memory[action.slot];
    else if (action.kind === "store") memory[action.slot] = held[action.from];
    else {
      seen[action.value] = action.from.map((register) => held[register] ?? NaN);
      held[action.to] = action.value;
    }
  return {
    seen,
    used: held.length,
    results: results.map((register) => held[register]),
    kept: [...kept].map(([value, slot]) => [value, memory[slot]]),
  };
}

test("every value finds its operands, however many are alive", () => {
  const graph = fc.array(fc.array(fc.nat(), { minLength: 1, maxLength: 2 }), {
    minLength: 1,
    maxLength: 200,
  });
  fc.assert(
    fc.property(
      graph,
      fc.integer({ min: 1, max: 40 }),
      fc.array(fc.nat(), { maxLength: 20 }),
      (rows, inputs, picks) => {
        const given = new Map(Array.from({ length: inputs }, (_, slot) => [slot, slot]));
        const computations: Computation[] = rows.map((row, i) => ({
          value: inputs + i,
          operands: row.map((pick) => pick % (inputs + i)),
        }));
        const last = inputs + rows.length - 1;
        const keep = new Set(picks.map((pick) => inputs + (pick % rows.length)));
        const found = run(
          allocate({ computations, given, keep, results: [last, 0], firstSlot: inputs }),
          given,
        );
        for (const { value, operands } of computations) expect(found.seen[value]).toEqual(operands);
        expect(found.results).toEqual([last, 0]);
        for (const [value, stored] of found.kept) expect(stored).toBe(value);
        expect(found.kept).toHaveLength(keep.size);
        expect(found.used).toBeLessThanOrEqual(registers);
      },
    ),
    { numRuns: 200 },
  );
});
