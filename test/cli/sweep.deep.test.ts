import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import type { Results } from "../../report/results.js";
import { withScratch } from "../../tools/scratch.js";
import { start, tapir } from "./run.js";
import { entries, grid, until } from "./sweep.js";

describe("a sweep", () => {
  test("is killed, goes on, meets another one and a damaged entry: the same bytes, and everything once", async () => {
    await withScratch(async (cwd) => {
      const all = `${grid} --measures verify,synth,error`;
      const undisturbed = await tapir(`${all} --cache one --json`, { cwd });
      expect(undisturbed.exitCode).toBe(0);
      expect(undisturbed.stderr).toMatch(/^tapir: 0 of 14 measurements are in the cache/);

      const disturbed = join(cwd, "two");
      for (const goal of [2, 5]) {
        const killed = start(`${all} --cache two --json killed.json`, { cwd });
        await until(async () => (await entries(disturbed)).length >= goal || killed.exitCode !== null);
        killed.kill("SIGKILL");
        await killed;
      }
      expect(await readdir(cwd)).not.toContain("killed.json");
      const kept = (await entries(disturbed)).length;
      expect(kept).toBeLessThan(14);

      const two = await Promise.all([1, 2].map(() => tapir(`${all} --cache two --json`, { cwd })));
      expect(two.map(({ stdout }) => stdout)).toEqual([undisturbed.stdout, undisturbed.stdout]);
      expect(two[0]?.stderr).toMatch(new RegExp(`^tapir: ([${kept}-9]|1\\d) of 14`));

      const [damaged = ""] = await entries(disturbed);
      await writeFile(damaged, (await readFile(damaged, "utf8")).slice(0, 100));
      const again = await tapir(`${all} --cache two --json`, { cwd });
      expect(again.stdout).toBe(undisturbed.stdout);
      expect(again.stderr).toMatch(/13 of 14 .*\n.*1 more are damaged/);
      expect(await readdir(cwd)).toEqual(["one", "two"]);
    });
  });

  test("whose third run of OpenSTA crashes keeps all other rows, and dont_use stands in its JSON", async () => {
    await withScratch(async (cwd) => {
      const { stdout: real } = await execa("which", ["sta"]);
      const fake = `#!/bin/sh
case "$1" in -version) exec ${real} "$@";; esac
# Runs side by side each make a folder of their own: only one of them is the third.
run=1; until mkdir "${cwd}/run$run" 2> /dev/null; do run=$((run + 1)); done
[ $run = 3 ] && kill -SEGV $$
exec ${real} "$@"
`;
      await writeFile(join(cwd, "sta"), fake, { mode: 0o755 });
      const env = { PATH: `${cwd}:${process.env.PATH ?? ""}` };
      const words =
        "sweep IntMult n=2..5 --measures synth --timing opensta --dont-use XOR2X1 --no-cache --json";
      const { exitCode, stdout } = await tapir(words, { cwd, env });
      const { designs, libraries } = JSON.parse(stdout) as Results;
      const crashed = designs.filter(({ failures }) => failures !== undefined);
      expect({ exitCode, rows: designs.length, crashed: crashed.length }).toEqual({
        exitCode: 2,
        rows: 4,
        crashed: 1,
      });
      expect(crashed[0]?.failures?.synth).toMatch(/^OpenSTA failed \(signal SIGSEGV\), and printed nothing$/);
      const measured = designs.filter((row) => !crashed.includes(row));
      for (const { figures } of measured) expect(figures.delay_ns).toBeGreaterThan(0);
      expect(libraries).toMatchObject([{ dont_use: ["XOR2X1"] }]);
    });
  });
});
