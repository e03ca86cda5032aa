import { describe, expect, it } from "vitest";
import { loadLibrary, osu018 } from "../../../liberty/load.js";
import { synthesize, type SynthesisOptions } from "../../../synth/mapping/synthesize.js";
import { multiplier } from "../modules.js";

const library = await loadLibrary([osu018]);

describe("a synthesis for a delay", () => {
  const synthesized = (options: Partial<SynthesisOptions>) =>
    synthesize(
      { design: "d", verilog: multiplier, top: "multiplier" },
      { library, objective: "balanced", timeLimit: 60, yosys: "native", ...options },
    );

  it("lies between the smallest netlist and the fastest", { timeout: 60_000 }, async () => {
    const [area, delay] = await Promise.all([
      synthesized({ objective: "area" }),
      synthesized({ objective: "delay" }),
    ]);
    const maxDelay = ((area.delay_ns ?? 0) + (delay.delay_ns ?? 0)) / 2;
    const between = await synthesized({ maxDelay });
    expect(between.delay_ns).toBeLessThanOrEqual(maxDelay);
    expect(between.area_um2).toBeLessThan(delay.area_um2 ?? 0);
  });
});
