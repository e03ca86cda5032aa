import { describe, expect, test } from "vitest";
import { withScratch } from "../../tools/scratch.js";
import { runScript } from "./example.js";

describe("compare-formats.mjs", () => {
  test("shows that PLAM is smaller and wrong by at most an eighth", async () => {
    const stdout = await withScratch((folder) => runScript("compare-formats.mjs", folder, "8"));
    const [, row] = stdout.split("\n");
    const [n, exact, plam, saved, , , , mred] = (row ?? "").trim().split(/ +/);
    expect(n).toBe("8");
    expect(Number(plam)).toBeLessThan(Number(exact));
    expect(Number(saved)).toBeGreaterThan(0);
    // Mitchell's product is too small by at most 1/9, and by less on average; rounding to a posit adds to it.
    expect(Number(mred)).toBeGreaterThan(0);
    expect(Number(mred)).toBeLessThan(12.5);
  });
});
