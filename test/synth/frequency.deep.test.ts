import { describe, expect, test } from "vitest";
import { parseDesign } from "../../generators/request.js";
import { meetFrequency } from "../../synth/frequency.js";
import { loadLibrary, osu018 } from "../../liberty/load.js";
import { synthesizeDesign } from "../../synth/synthesize-design.js";

const options = { library: await loadLibrary([osu018]), timeLimit: 60 };

describe("a frequency", () => {
  test("is met by what OpenSTA finds, with the fewest stages that do", async () => {
    const met = await meetFrequency(parseDesign("PlamMult n=6 es=1 frequency=450"), options);
    const { stages } = met.pipeline;
    expect(stages).toBeGreaterThan(1);
    const period = async (spec: string) =>
      (await synthesizeDesign(parseDesign(spec), { ...options, timing: "opensta" })).min_period_ns ?? 0;
    expect(await period(met.spec)).toBeLessThanOrEqual(1000 / 450);
    expect(await period(`PlamMult n=6 es=1 stages=${stages - 1}`)).toBeGreaterThan(1000 / 450);
  });
});
