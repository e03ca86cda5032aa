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
