import { describe, expect, test } from "vitest";
import { withScratch } from "../../../tools/scratch.js";
import { tapir } from "../../cli/run.js";

describe("tapir synth --target ice40", () => {
  test("says where there is no nextpnr", async () => {
    await withScratch(async (cwd) => {
      const words = "synth IntMult n=2 adder=ripple --target ice40 --json";
      const { exitCode, stdout } = await tapir(words, { cwd, env: { PATH: cwd, TAPIR_YOSYS: "wasm" } });
      expect(exitCode).toBe(0);
      const { designs } = JSON.parse(stdout) as { designs: Record<string, unknown>[] };
      // Each of the four bits of a product is a function of four bits: one LUT, where no carry chain is asked for.
      expect(designs[0]).toMatchObject({
        luts: 4,
        flip_flops: 0,
        delay_ns: null,
        no_timing: "nextpnr-ice40 is not installed",
      });
    });
  });
});
