import { describe, expect, it } from "vitest";
import { approachDelay, smallestWithin, type Attempt } from "../../../synth/mapping/delay-target.js";
import { loadLibrary } from "../../../liberty/load.js";
import { everyWay, targetedWays, type Way } from "../../../synth/mapping/recipes.js";
import { synthesize } from "../../../synth/mapping/synthesize.js";
import { multiplier } from "../modules.js";

/** Netlists that take a quarter longer than they were told to, but never less than 2 ns, and the smaller the slower. */
const sluggish = (ways: readonly Way[]): Promise<Attempt[]> =>
  Promise.resolve(
    ways.map((way) => {
      const delay = Math.max(2, ((way.target_ps ?? 20_000) / 1000) * 1.25);
      return { way, delay, area: 100 / delay };
    }),
  );

describe("mapping for a delay", () => {
  it("tries every way, and corrects what ABC is told until the netlist just keeps to the limit", async () => {
    const made = await approachDelay(4, sluggish);
    expect(made).toHaveLength(everyWay.length + 2 * targetedWays(4).length);
    const { way, delay } = smallestWithin(4, made, { design: "d", objective: "area" });
    expect(way.target_ps).toBe(3200);
    expect(delay).toBe(4);
  });

  it("never for 0 ps, with which ABC ends", () => {
    expect(targetedWays(0.0001).map(({ target_ps }) => target_ps)).toEqual([1, 1, 1, 1]);
  });

  it("keeps what is smallest of what is fast enough, by the period of a clock where there is one", () => {
    const way: Way = { script: "area", abcFirst: true };
    const made = [
      { way, area: 1, delay: 3, minPeriod: 5 },
      { way, area: 2, delay: 4.5 },
      { way, area: 4, delay: 3 },
      { way, area: 3, delay: 3, minPeriod: 4 },
    ];
    expect(smallestWithin(4, made, { design: "d", objective: "area" }).area).toBe(3);
  });

  it("that is out of reach gives up, with the best that was reached", async () => {
    const made = await approachDelay(1, sluggish);
    expect(() => smallestWithin(1, made, { design: "PositMult n=8", objective: "area" })).toThrow(
      /^PositMult n=8: a delay of 1 ns is out of reach; the shortest of \d+ netlists made was 2.000 ns; objective=delay/,
    );
  });
});

describe("a synthesis for a delay", () => {
  it("needs a library that knows ns", async () => {
    const options = { library: await loadLibrary(["generic"]), objective: "balanced" } as const;
    const job = { design: "d", verilog: multiplier, top: "multiplier" };
    await expect(synthesize(job, { ...options, timeLimit: 60, maxDelay: 1 })).rejects.toThrow(/knows no ns/);
  });
});
