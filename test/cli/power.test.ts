import { symlink, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { plain, spelledLibrary } from "../liberty/spelled.js";
import { withScratch } from "../../tools/scratch.js";
import { tapirHere } from "./run-here.js";

test("power is measured, with registers and without", async () => {
  const words =
    "power PlamMult n=4 es=0 PlamMult n=4 es=0 stages=1 --liberty /usr/share/qflow/tech/osu018/osu018_stdcells.lib";
  const { exitCode, stdout } = await tapirHere(`${words} --vectors 300 --json`);
  expect(exitCode).toBe(0);
  const { designs } = JSON.parse(stdout) as { designs: Record<string, unknown>[] };
  expect(designs).toMatchObject([
    { design: "PlamMult n=4 es=0", clock_mhz: 100, operands: "uniform", vectors: 300, meets_clock: true },
    { design: "PlamMult n=4 es=0 stages=1", vectors: 300 },
  ]);
  expect(designs.map(({ clock_uw }) => Number(clock_uw) > 0)).toEqual([false, true]);
});

test("power is measured with glitches, and the table says so", async () => {
  const words =
    "power IntMult n=4 PlamMult n=4 es=0 stages=1 --liberty /usr/share/qflow/tech/osu018/osu018_stdcells.lib";
  const [table, json] = [
    await tapirHere(`${words} --vectors 300 --glitches`),
    await tapirHere(`${words} --vectors 300 --glitches --json`),
  ];
  expect(table.stdout).toMatch(
    /of that glitches.*\n.*\n.*\n.*Switching with gate delays, glitches included\./,
  );
  const { designs } = JSON.parse(json.stdout) as { designs: Record<string, number>[] };
  for (const { glitch_uw = NaN, internal_uw = NaN, switching_uw = NaN } of designs) {
    expect(glitch_uw).toBeGreaterThan(0);
    expect(glitch_uw).toBeLessThan(internal_uw + switching_uw);
  }
});

test("without OpenSTA, power names the remedy and a sweep measures the rest", async () => {
  await withScratch(async (cwd) => {
    // Debian's Yosys starts berkeley-abc.
    const { stdout } = await execa({ reject: false })`which yosys yosys-abc berkeley-abc`;
    for (const tool of stdout.split("\n")) await symlink(tool, join(cwd, basename(tool)));
    const env = { PATH: cwd, TAPIR_YOSYS: "native" };
    const alone = await tapirHere(
      "power PlamMult n=4 --liberty /usr/share/qflow/tech/osu018/osu018_stdcells.lib",
      { cwd, env },
    );
    expect({ exitCode: alone.exitCode, stdout: alone.stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(alone.stderr).toMatch(/OpenSTA \(sta\) is not installed.*apt-get install opensta/);

    const swept = await tapirHere(
      "sweep MitchwMult n=4 w=3 --measures error,power --samples 100 --no-cache --liberty /usr/share/qflow/tech/osu018/osu018_stdcells.lib",
      { cwd, env },
    );
    expect(swept.exitCode).toBe(0);
    expect(swept.stdout).toMatch(/MRED %/);
    expect(swept.stdout).toMatch(/no power: OpenSTA \(sta\) is not installed/);
  });
});

test("power is not rounded to 0, and what a library says nothing of is told", async () => {
  await withScratch(async (cwd) => {
    const text = spelledLibrary("tiny", plain)
      .replace("capacitive_load_unit (1, pf)", "capacitive_load_unit (1, ff)")
      .replaceAll(/internal_power|cell_leakage_power/g, "no_such_thing");
    await writeFile(join(cwd, "tiny.lib"), text);
    const { stdout } = await tapirHere("power IntMult n=3 --liberty tiny.lib --vectors 200", { cwd });
    const [, , , internal, switching, total] = /^IntMult n=3 .*$/m.exec(stdout)?.[0].split(/\s\s+/) ?? [];
    expect(internal).toBe("0.0");
    expect(Number(switching)).toBeGreaterThan(0);
    expect(Number(total)).toBeGreaterThan(0);
    expect(stdout).toContain(
      "tiny has no internal power, which counts as 0. tiny has no leakage power, which",
    );
  });
});
