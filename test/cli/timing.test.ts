import { expect, test } from "vitest";
import type { SynthesisResult } from "../../synth/mapping/result.js";
import type { TimingResult } from "../../synth/timing.js";
import { withScratch } from "../../tools/scratch.js";
import { tapirHere } from "./run-here.js";
import { tapir } from "./run.js";

const osu = "--liberty /usr/share/qflow/tech/osu018/osu018_stdcells.lib";
const designs = "PlamMult n=5 es=0 PlamMult n=5 es=0 stages=2 frequency=100";

test("a path's steps add up to what synth finds, and slack is to the clock or the design's own", async () => {
  const [timed, synthesised] = await Promise.all([
    tapirHere(`timing ${designs} ${osu} --json`),
    tapirHere(`synth ${designs} ${osu} --timing opensta --json`),
  ]);
  expect([timed.exitCode, timed.stderr]).toEqual([0, ""]);
  const results = (JSON.parse(timed.stdout) as { designs: TimingResult[] }).designs;
  const syntheses = (JSON.parse(synthesised.stdout) as { designs: SynthesisResult[] }).designs;
  expect(results.map(({ clock_mhz }) => clock_mhz)).toEqual([null, 100]);
  results.forEach((result, index) => {
    const { path, delay_ns, min_period_ns } = result;
    const sum = path.steps.reduce((total, { increment_ns }) => total + (increment_ns ?? NaN), 0);
    expect(sum).toBeCloseTo(delay_ns ?? NaN, 3);
    expect(path).toEqual(syntheses[index]?.timing);
    expect(delay_ns).toBe(syntheses[index]?.delay_ns);
    expect(path.steps.some(({ net, signal }) => signal !== null && net.startsWith("_"))).toBe(true);
    if (index === 0) expect(result).toMatchObject({ slack_ns: null, meets_clock: null });
    else {
      expect(min_period_ns).toBeCloseTo(syntheses[1]?.min_period_ns ?? NaN, 5);
      expect(result.slack_ns).toBeCloseTo(10 - (min_period_ns ?? NaN), 5);
      expect(result.max_frequency_mhz).toBeCloseTo(1000 / (min_period_ns ?? NaN), 3);
    }
  });
});

test("a table says where the path leads and whether it is short enough", async () => {
  const { exitCode, stdout } = await tapirHere(`timing PlamMult n=4 es=0 --clock 5000 ${osu}`);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^PlamMult n=4 es=0: from input [xy]\[\d\] to output r\[\d\]\nat ns +\+ ns +edge/);
  expect(stdout).toMatch(/\ndelay [\d.]+ ns: period [\d.]+ ns, \d+ MHz; [\d.]+ ns too long at 5,000 MHz\n/);
  expect(stdout).toMatch(/OpenSTA \d/);
});

test("no clock without ns, and no timing without OpenSTA", async () => {
  const unitless = await tapirHere("timing PlamMult n=4 --clock 100 --liberty generic");
  expect([unitless.exitCode, unitless.stdout]).toEqual([2, ""]);
  expect(unitless.stderr).toMatch(/knows no ns, and so no 100 MHz; .*--liberty FILE/);
  await withScratch(async (cwd) => {
    const missing = await tapir(`timing PlamMult n=4 ${osu}`, { cwd, env: { PATH: cwd } });
    expect([missing.exitCode, missing.stdout]).toEqual([2, ""]);
    expect(missing.stderr).toMatch(/OpenSTA \(sta\) is not installed.*apt-get install opensta/);
  });
});
