import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { builtInNetlists } from "../../generators/operators/shared/built-in-netlists.js";
import { withScratch } from "../../tools/scratch.js";
import { tapirHere } from "./run-here.js";

const example = builtInNetlists.example4 ?? "";

test("a search writes a netlist that SearchedMult makes and verifies", async () => {
  await withScratch(async (cwd) => {
    const words = "search IntMult n=4 --mred 5% --evaluations 6k --rounds 1 --chains 1 -o found.yaml --json";
    const { exitCode, stdout } = await tapirHere(words, { cwd });
    expect(exitCode).toBe(0);
    const { designs } = JSON.parse(stdout) as { designs: { area: number; mred_percent: number }[] };
    const [start, found] = designs;
    expect(start?.mred_percent).toBe(0);
    expect(found?.area).toBeLessThan(start?.area ?? 0);
    expect(found?.mred_percent).toBeLessThanOrEqual(5);
    expect(await readdir(cwd)).toEqual(["found.yaml"]);
    const verified = await tapirHere("verify SearchedMult file=found.yaml --json", { cwd });
    expect(verified.exitCode).toBe(0);
    const error = await tapirHere("error SearchedMult file=found.yaml --json", { cwd });
    const measured = JSON.parse(error.stdout) as { designs: { mred_percent: number }[] };
    expect(measured.designs[0]?.mred_percent).toBeCloseTo(found?.mred_percent ?? 0, 4);
    // a word that ends in .yaml, and no sweep file
    const swept = await tapirHere("sweep SearchedMult file=found.yaml --measures error --no-cache --csv", {
      cwd,
    });
    expect(swept.exitCode).toBe(0);
    expect(swept.stdout).toContain("SearchedMult file=found.yaml,");
  });
});

describe("what a search cannot do is refused with exit code 2", () => {
  test.each([
    ["search IntMult n=8 -o a.yaml", /needs a limit on the errors: --mred 0.5%/],
    [
      "search IntMult n=17 --mred 1% -o a.yaml",
      /pairs of 17 bits are too many .* Up to 16 bits are searched/,
    ],
    ["search IntMult n=9 --mred 1% --operands normal -o a.yaml", /takes every pair as likely/],
    ["search PositMult n=8 --mred 1% -o a.yaml", /PositMult n=8 es=2 is no multiplier of n-bit integers/],
    [
      "search IntMac n=8 acc=24 --wce 9 -o a.yaml",
      /40 bits of x, y and a are too many for that. Up to 20 bits are searched; for a wider sum/,
    ],
    ["search IntMac n=4 acc=10 IntMult n=4 signed=true --wce 9 -o a.yaml", /have other operands/],
    [
      "search IntMult n=8 signed=true --net lenet5 -o a.yaml",
      /--net NETWORK and --min-accuracy 88% go together/,
    ],
    ["search IntMult n=8 --net lenet5 --min-accuracy 80% -o a.yaml", /start from signed multipliers/],
    ["search IntMult n=9 signed=true --net lenet5 --min-accuracy 80% -o a.yaml", /of up to 8 bits/],
    ["search IntMac n=4 acc=10 --net lenet5 --min-accuracy 80% -o a.yaml", /--net runs on multipliers/],
    [
      "search IntMult n=4 signed=true --net lenet5 --images 100 --min-accuracy 99.9% -o a.yaml",
      /has 87\.00 % in float32; ask for less/,
    ],
    [
      "search IntMult n=3 signed=true --operands normal --net lenet5 --images 100 --min-accuracy 86% -o a.yaml",
      /no start is within the limits: IntMult n=3 signed=true has an accuracy of /,
    ],
    ["search IntMac n=4 acc=10 form=sequential --wce 9 -o a.yaml", /without registers/],
    ["search IntMult n=4,8 --mred 1% -o a.yaml", /have other operands/],
    ["search IntMult n=8 --mred many -o a.yaml", /in per cent/],
    ["search IntMult n=8 --mred 1% -o a.txt", /a file that ends in .yaml/],
    ["search IntMult n=8 --mred 1%", /required option '-o, --output <file>'/],
    ["search IntMult n=8 --mred 1% --operands tenth -o a.yaml", /take uniform or normal/],
    ["search IntMult n=8 --mred 1% --evaluations 3 -o a.yaml", /too few for 4 chains/],
    [
      "search OrMult n=8 t=8 --mred 0.01% -o a.yaml",
      /no start is within the limits: OrMult n=8 t=8 has MRED 2.95 %/,
    ],
    ["search TruncMult n=4 t=3 correction=constant --mred 90% -o a.yaml", /other products with 0 than 0/],
  ])("%s", async (words, message) => {
    await withScratch(async (cwd) => {
      const { exitCode, stdout, stderr } = await tapirHere(words, { cwd });
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
      expect(stderr).toMatch(message);
      expect(await readdir(cwd)).toEqual([]);
    });
  });
});

describe("a file that is no whole netlist is refused with exit code 2", () => {
  test.each([
    ["not YAML", "a: [", /it is no YAML/],
    ["something else", "n: 8", /it is no netlist of 'tapir search'/],
    [
      "a gate changed",
      example.replace("- nor2 g0 g1", "- nand2 g0 g1"),
      /do not give the results whose digest/,
    ],
    ["a gate that there is not", example.replace("- nor2 g0 g1", "- nor5 g0 g1"), /gate g2, 'nor5 g0 g1'/],
    ["a later gate taken", example.replace("- nor2 g0 g1", "- nor2 g0 g9"), /there is no g9 before it/],
    ["an output too few", example.replace("outputs: [g2, ", "outputs: ["), /it has 7 outputs, not 8/],
    ["wider operands", example.replace("n: 4", "n: 17"), /its 'n' is not as/],
    [
      "a multiply-add without its acc",
      example.replace("multiplier 1", "multiply-add 1"),
      /its 'acc' is not as/,
    ],
    ["a multiplier with one", example.replace("n: 4", "n: 4\nacc: 9"), /its 'acc' is not as/],
    ["cut short", example.slice(0, 500), /it is no YAML|is not as/],
  ])("%s", async (_, text, message) => {
    await withScratch(async (cwd) => {
      await writeFile(join(cwd, "bad.yaml"), text);
      const { exitCode, stderr } = await tapirHere("generate SearchedMult file=bad.yaml -o out", { cwd });
      expect(exitCode).toBe(2);
      expect(stderr).toMatch(message);
      expect(stderr).toMatch(/^tapir: SearchedMult file=bad\.yaml: /);
      expect(await readdir(cwd)).toEqual(["bad.yaml"]);
    });
  });

  test.each([
    ["there/is/none.yaml", /cannot read there\/is\/none.yaml/],
    ["../../none.yaml", /cannot read \.\.\/\.\.\/none.yaml/],
    ["none", /must be a file that ends in .yaml, as 'tapir search' writes it, or example4/],
    ["7", /file must be a file/],
  ])("%s", async (file, message) => {
    const { exitCode, stderr } = await tapirHere(`verify SearchedMult file=${file}`);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
  });
});

test("a file in another folder gives a module a name that Verilog takes", async () => {
  await withScratch(async (cwd) => {
    await writeFile(join(cwd, "my-mult.yaml"), example);
    const { exitCode } = await tapirHere("generate SearchedMult file=./my-mult.yaml -o out", { cwd });
    expect(exitCode).toBe(0);
    const [, verilog = ""] = await readdir(join(cwd, "out"));
    expect(verilog).toMatch(/^SearchedMult_file_my_mult_yaml_[0-9a-f]{6}\.v$|^SearchedMult_file_[\w]+\.v$/);
    expect(await readFile(join(cwd, "out", verilog), "utf8")).toContain(`module ${verilog.slice(0, -2)} (`);
  });
});
