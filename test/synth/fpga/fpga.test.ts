import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readRoutedDelay } from "../../../synth/fpga/place-and-route.js";
import { resourcesOf } from "../../../synth/fpga/synthesize.js";
import { targetOf } from "../../../synth/fpga/targets.js";
import { withScratch } from "../../../tools/scratch.js";
import { tapirHere } from "../../cli/run-here.js";

describe("cells are counted as what they are", () => {
  test.each([
    ["ice40", { SB_LUT4: 3, SB_CARRY: 2, SB_DFF: 1, SB_DFFESR: 4 }, [3, 2, 0, 5]],
    [
      "ecp5",
      { LUT4: 3, CCU2C: 2, PFUMX: 9, L6MUX21: 9, TRELLIS_FF: 4, MULT18X18D: 1, ALU54B: 1 },
      [7, 2, 2, 4],
    ],
    [
      "xilinx",
      { LUT1: 1, LUT6: 2, INV: 1, SRL16E: 1, CARRY4: 2, MUXF7: 9, FDRE: 3, FDSE: 1, DSP48E1: 1 },
      [5, 2, 1, 4],
    ],
  ] as const)("%s", (target, cells, [luts, carries, dsps, flip_flops]) => {
    expect(resourcesOf(cells, targetOf(target))).toEqual({ luts, carries, dsps, flip_flops });
  });
});

describe("the longest path is read from nextpnr's last word on each", () => {
  const before =
    "Info: Max frequency for clock 'clk': 10.00 MHz (PASS at 12.00 MHz)\nInfo: Max delay <async> -> <async>: 99.00 ns\n";
  test.each([
    [
      "between registers",
      "Info: Max frequency for clock 'clk': 50.00 MHz (PASS)\nInfo: Max delay <async> -> <async>: 3.10 ns",
      20,
    ],
    [
      "between pins",
      "Info: Max frequency for clock 'clk': 50.00 MHz (PASS)\nInfo: Max delay <async> -> <async>: 21.50 ns",
      21.5,
    ],
  ])("%s", (_, after, expected) => {
    expect(readRoutedDelay(before + after)).toBe(expected);
  });

  test("from a pin to a register", () => {
    const log = "Info: Max delay <async>                       -> posedge clk$SB_IO_IN_$glb_clk: 19.69 ns\n";
    expect(readRoutedDelay(log)).toBe(19.69);
    expect(readRoutedDelay("Info: No Fmax available")).toBeNull();
  });
});

describe("tapir synth --target ice40", () => {
  const words = "synth IntMult n=2 adder=ripple --target ice40 --json";
  const measured = async (nextpnr: string) =>
    withScratch(async (cwd) => {
      await writeFile(join(cwd, "nextpnr-ice40"), `#!/bin/sh\n${nextpnr}\n`);
      await chmod(join(cwd, "nextpnr-ice40"), 0o755);
      const env = { PATH: `${cwd}:${process.env.PATH ?? ""}` };
      const { exitCode, stdout } = await tapirHere(words, { cwd, env });
      const { designs } = JSON.parse(stdout) as { designs: Record<string, unknown>[] };
      return { exitCode, ...designs[0] };
    });

  test("has the delay that nextpnr says", async () => {
    const log = "echo 'Info: Max delay <async> -> <async>: 8.00 ns' >&2";
    expect(await measured(log)).toMatchObject({
      delay_ns: 8,
      frequency_mhz: 125,
      device: "HX8K",
      no_timing: null,
    });
  });

  test("keeps the figures of a design that does not fit", async () => {
    const log = "echo 'ERROR: Unable to place cell x, no BELs remaining'; exit 1";
    expect(await measured(log)).toMatchObject({ exitCode: 0, luts: 4, no_timing: "does not fit HX8K" });
  });

  test("another failure of nextpnr is one", async () => {
    expect(await measured("exit 3")).toMatchObject({
      exitCode: 2,
      error: expect.stringMatching(/nextpnr failed/) as string,
    });
  });
});
