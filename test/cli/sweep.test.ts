import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Results } from "../../report/results.js";
import { withScratch } from "../../tools/scratch.js";
import { tapirHere } from "./run-here.js";
import { outcome, start } from "./run.js";
import { entries, grid, until } from "./sweep.js";

describe("a sweep", () => {
  test("is reported in every form, then and later", async () => {
    await withScratch(async (cwd) => {
      const files = "--csv out/a.csv --markdown out/a.md --latex out/a.tex --json out/a.json";
      const swept = await tapirHere(`${grid} --no-cache --measures verify,error ${files}`, { cwd });
      expect(swept.exitCode).toBe(0);
      expect(swept.stdout).toMatch(/^design +verdict +vectors +mismatches +MRED %/);
      expect(swept.stdout).toMatch(/PositMult n=4 es=0 +pass +256 +0 +– /);
      expect(swept.stdout).toMatch(/\n\nIcarus Verilog [^,]+\.\n?$/);
      const forms = ["csv", "markdown", "latex", "json"] as const;
      const endings = { csv: "csv", markdown: "md", latex: "tex", json: "json" };
      for (const form of forms) {
        const { stdout } = await tapirHere(`report out/a.json --${form}`, { cwd });
        // The test's own runner takes away the last newline.
        expect(`${stdout}\n`).toBe(await readFile(join(cwd, "out", `a.${endings[form]}`), "utf8"));
      }
      const { stdout } = await tapirHere("report out/a.json --csv --columns design,w,vectors", { cwd });
      expect(stdout.split("\n").slice(0, 2)).toEqual(["design,w,vectors", "MitchwMult n=4 w=3,3,256"]);
    });
  });

  test("by a file, of which the command line changes what it says", async () => {
    await withScratch(async (cwd) => {
      const text = "designs: [PlamMult n=4 es=0]\nmeasures: [synth]\nlibraries: [generic]\nseed: 3\n";
      await writeFile(join(cwd, "s.yaml"), text);
      const results = async (words: string): Promise<Results> =>
        JSON.parse((await tapirHere(`sweep s.yaml --no-cache --json ${words}`, { cwd })).stdout) as Results;
      expect(await results("")).toMatchObject({ measures: ["synth"], conditions: { seed: 3 } });
      expect(await results("--measures verify --seed 4 --vectors 9")).toMatchObject({
        measures: ["verify"],
        conditions: { seed: 4, vectors: 9 },
        // Nothing was measured in one.
        libraries: [],
        designs: [{ library: null }],
      });
    });
  });

  test("goes on where a design's tool fails, and says so everywhere", async () => {
    await withScratch(async (cwd) => {
      const yosys = `#!/bin/sh\n[ "$1" = -V ] && echo "Yosys 0.99 (fake)" && exit\necho out of luck; exit 3\n`;
      await writeFile(join(cwd, "yosys"), yosys, { mode: 0o755 });
      const env = { TAPIR_YOSYS: join(cwd, "yosys") };
      const words = "sweep PlamMult n=4 es=0 --liberty generic --cache c --json";
      for (const _ of [1, 2]) {
        const { exitCode, stdout, stderr } = await tapirHere(words, { cwd, env });
        expect(exitCode).toBe(2);
        expect(stderr).toMatch(_ === 1 ? /0 of 3/ : /2 of 3/);
        const [row] = (JSON.parse(stdout) as Results).designs;
        expect(row?.figures).toMatchObject({ verdict: "pass", nand2_equivalents: null });
        expect(row?.failures?.synth).toMatch(/failed \(exit code 3\)[^]*out of luck/);
      }
    });
  });

  test("that is interrupted prints no result and says how far it came", async () => {
    await withScratch(async (cwd) => {
      const words = "sweep PositMult n=4..9 --liberty generic --cache c --json a.json";
      const running = start(words, { cwd });
      await until(async () => (await entries(join(cwd, "c"))).length > 0);
      running.kill("SIGINT");
      const { exitCode, stdout, stderr } = outcome(await running);
      expect({ exitCode, stdout }).toEqual({ exitCode: 130, stdout: "" });
      expect(stderr).toMatch(/interrupted after \d+ of 12 measurements; the same command goes on from there/);
      expect(await readdir(cwd)).toEqual(["c"]);
    });
  });
});

test("cache says what is kept, and forgets it", async () => {
  await withScratch(async (cwd) => {
    const env = { XDG_CACHE_HOME: cwd };
    await tapirHere("sweep PlamMult n=4 es=0 --measures verify", { cwd, env });
    const said = async (words: string) => JSON.parse((await tapirHere(words, { env })).stdout) as object;
    expect(await said("cache --json")).toMatchObject({
      folder: join(cwd, "tapir"),
      entries: 1,
      cleared: false,
    });
    expect(await said("cache clear --json")).toMatchObject({ entries: 1, cleared: true });
    expect(await said("cache info --json")).toMatchObject({ entries: 0, bytes: 0 });
  });
});
