import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { withScratch } from "../../tools/scratch.js";
import { runScript } from "./example.js";

describe("own-operator.mjs", () => {
  test("adds as its golden model says, with the errors that one finds by hand", async () => {
    const stdout = await withScratch((folder) => runScript("own-operator.mjs", folder, "4"));
    const [one, two] = stdout.split("\n");
    // One low bit: 1 + 1 gives 3 instead of 2; the three other sums of a bit are right.
    expect(one).toMatch(
      /^LowerOrAdd n=4 low=1: pass on 256 vectors, .* wrong in 25\.0 % of sums, by 0\.25 on/,
    );
    // Two low bits: 7 of 16 pairs are wrong. 01+01, 01+11, 11+01 and 11+11 are off by 1; 10+10, 10+11 and 11+10 by 2.
    expect(two).toMatch(
      /^LowerOrAdd n=4 low=2: pass on 256 vectors, .* wrong in 43\.8 % of sums, by 0\.63 on/,
    );
  });
});

describe("rtl-bundle.mjs", () => {
  test("writes benches that pass in Icarus, by the files it lists", async () => {
    await withScratch(async (folder) => {
      const bundle = join(folder, "bundle");
      await runScript("rtl-bundle.mjs", folder, bundle, "PositMult", "n=4", "es=0,1");
      expect(await readdir(bundle)).toHaveLength(9);
      for (const design of ["PositMult_n4_es0", "PositMult_n4_es1"]) {
        const compile = ["-g2012", "-s", `${design}_tb`, "-f", "files.f", "-o", "tb.vvp"];
        await execa("iverilog", compile, { cwd: bundle });
        const { stdout } = await execa("vvp", ["-n", "tb.vvp"], { cwd: bundle });
        expect(stdout).toMatch(/^PASS: 256 vectors/m);
      }
      const listed = await readFile(join(bundle, "files.f"), "utf8");
      expect(listed.trim().split("\n").sort()).toEqual(
        (await readdir(bundle)).filter((name) => /\.s?v$/.test(name)).sort(),
      );
    });
  });
});
