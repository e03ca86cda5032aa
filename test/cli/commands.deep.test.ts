import { describe, expect, test } from "vitest";
import { tapir } from "./run.js";

describe("synth and compare", () => {
  test("compare gives each ratio to the first, in every form", async () => {
    const request = "compare PositMult PlamMult n=5 es=1 --liberty generic";
    const [text, json, csv, markdown] = await Promise.all(
      ["", "--json", "--csv", "--markdown"].map((form) => tapir(`${request} ${form}`)),
    );
    expect(text?.stdout).toMatch(/PositMult n=5 es=1 +pass +0 +1,024 .*1\.00×/);
    const { designs } = JSON.parse(json?.stdout ?? "") as {
      designs: { area_ratio: number; synthesis: { nand2_equivalents: number } }[];
    };
    const [first, second] = designs;
    expect(first?.area_ratio).toBe(1);
    expect(second?.area_ratio).toBeCloseTo(
      (second?.synthesis.nand2_equivalents ?? 0) / (first?.synthesis.nand2_equivalents ?? 1),
      3,
    );
    expect(csv?.stdout.split("\n")[0]).toMatch(/^design,verdict,vectors,mismatches/);
    expect(markdown?.stdout.split("\n")[1]).toMatch(/^\| :-+/);
  });
});
