import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { genericLiberty } from "../../liberty/generic/liberty.js";
import { withScratch } from "../../tools/scratch.js";
import { tapir } from "./run.js";
import { entries, verdicts } from "./verify.js";

describe("levels", () => {
  test("all: a row for each design and level", async () => {
    const [json, text] = await Promise.all([
      tapir("verify PositMult PlamMult n=4 es=0 --liberty generic --level all --json"),
      tapir("verify PlamMult n=4 es=0 --liberty generic --level all"),
    ]);
    expect(json.exitCode).toBe(0);
    expect(verdicts(json.stdout)).toEqual(
      ["PositMult", "PlamMult"].flatMap((name) =>
        ["rtl pass", "gates pass", "formal proved", "exhaustive pass"].map(
          (verdict) => `${name} n=4 es=0: ${verdict}`,
        ),
      ),
    );
    expect(text.stdout.split("\n").map((line) => line.replaceAll(/ +/g, " "))).toEqual([
      "design level vectors mismatches seconds verdict",
      expect.stringMatching(/^PlamMult n=4 es=0 rtl 256 all there are 0 [\d.]+ pass$/),
      expect.stringMatching(/^PlamMult n=4 es=0 gates 256 all there are 0 [\d.]+ pass$/),
      expect.stringMatching(
        /^PlamMult n=4 es=0 formal – RTL = netlist, RTL = specification – [\d.]+ proved$/,
      ),
      expect.stringMatching(/^PlamMult n=4 es=0 exhaustive 256 all there are 0 [\d.]+ pass$/),
    ]);
  });
});

describe("bad luck", () => {
  test("registers are not made of a library without any", async () => {
    await withScratch(async (cwd) => {
      const combinational = genericLiberty().replace(/ {2}cell \(DFFR?_X1\)[^]*?\n {2}}\n/g, "");
      await writeFile(join(cwd, "combinational.lib"), combinational);
      const words =
        "verify IntMac n=2 acc=4 form=sequential --level gates,formal,exhaustive --json --liberty";
      const [whole, poor] = await Promise.all(
        ["generic", "combinational.lib"].map((library) => tapir(`${words} ${library}`, { cwd })),
      );
      expect(whole?.exitCode).toBe(0);
      expect(entries(whole?.stdout ?? "").map(({ verdict }) => verdict)).toEqual([
        "pass",
        "proved",
        "not applicable",
      ]);
      expect(poor?.exitCode).toBe(2);
      const [gates] = entries(poor?.stdout ?? "");
      expect(gates).toMatchObject({ verdict: "no verdict" });
      expect(gates?.error).toMatch(/has no flip-flop for them; add a library with one/);
    });
  });
});

// `npm run test:full` has the wider ones, which take half an hour.
test.each([3, 4, 5, 6, 7, 8])("posits of %i bits: every operand", async (n) => {
  const { exitCode, stdout } = await tapir(`verify PositMult PlamMult n=${n} es=0..4 --json`);
  expect(exitCode).toBe(0);
  expect(entries(stdout).map(({ verdict }) => verdict)).toEqual(Array<string>(10).fill("pass"));
});
