import { describe, expect, test } from "vitest";
import { tapir } from "./run.js";

describe("synth and compare", () => {
  test("compare gives each ratio and saving to the first operator, in every form", async () => {
    const request = "compare PositMult PlamMult n=5,6 es=1 --liberty generic";
    const [text, json, csv, markdown] = await Promise.all(
      ["", "--json", "--csv", "--markdown"].map((form) => tapir(`${request} ${form}`)),
    );
    expect(text?.stdout).toMatch(/PositMult n=5 es=1 +pass +0 +1,024 .*1\.00×/);
    const { designs } = JSON.parse(json?.stdout ?? "") as {
      designs: {
        reference: string;
        area_ratio: number;
        area_saved_percent: number;
        synthesis: { nand2_equivalents: number };
      }[];
    };
    const [, posit, , plam] = designs;
    expect(posit).toMatchObject({ reference: "PositMult n=6 es=1", area_ratio: 1, area_saved_percent: 0 });
    const over = (plam?.synthesis.nand2_equivalents ?? 0) / (posit?.synthesis.nand2_equivalents ?? 1);
    expect(plam?.reference).toBe("PositMult n=6 es=1");
    expect(plam?.area_ratio).toBeCloseTo(over, 3);
    expect(plam?.area_saved_percent).toBeCloseTo(100 - 100 * over, 1);
    expect(text?.stdout).toContain("to the PositMult at the same parameters");
    expect(text?.stdout).toMatch(new RegExp(`PlamMult n=6 es=1 .* ${over.toFixed(2)}× +\\d+\\.\\d `));
    const [titles, ...rows] = csv?.stdout.trim().split("\n") ?? [];
    expect(titles).toMatch(/^design,verdict,vectors,mismatches.*,reference,area_ratio,/);
    expect(rows[3]).toContain(`,PositMult n=6 es=1,${plam?.area_ratio},`);
    expect(markdown?.stdout.split("\n")[0]).toContain("saved %");
    expect(markdown?.stdout.split("\n")[1]).toMatch(/^\| :-+/);
  });
});

describe("synth --explore", () => {
  const request = "synth IntMult n=3 tree=dadda counters=xor --explore --liberty generic --no-cache";

  test("counts first, and says that the front is of all", async () => {
    // four kinds of partial products, three recipes
    const { stdout, stderr } = await tapir(`${request} adder=ripple`);
    expect(stderr).toMatch(/^tapir: 12 variants of IntMult n=3 .*\ntapir: about \d+ (s|min)/);
    expect(stdout).toContain("The front of all 12 variants of IntMult n=3");
  });

  test("says that a front is partial, and counts what was tried before the budget was used up", async () => {
    const few = await tapir(`${request} --variants 4 --json`);
    expect(few.stderr).toContain("; 4 are tried\n");
    const { designs, fronts } = JSON.parse(few.stdout) as { designs: object[]; fronts: object[] };
    expect(designs).toHaveLength(4);
    expect(fronts).toMatchObject([{ tried: 4, complete: false }]);

    const short = await tapir(`${request} --budget 1.5s`);
    const [, tried, all] = /A partial front of .*: (\d+) of (\d+) variants/.exec(short.stdout) ?? [];
    expect(Number(tried)).toBeGreaterThan(0);
    expect(Number(tried)).toBeLessThan(Number(all));
    expect(short.exitCode).toBe(0);
  });
});
