import { expect, test } from "vitest";
import { parseDesign } from "../../generators/request.js";
import { pagesOf } from "../report/pages.js";
import { besideIt, configurator, goTo, shownFile } from "./site.js";

const withPage = pagesOf(() => "", besideIt);

test("what is typed changes Verilog, address and results, and what is wrong is said beside its field", async () => {
  await withPage(
    async ({ page }) => {
      // The first design is there as soon as the page is.
      const first = await shownFile(page, "PlamMult_n16_es2.v");
      expect(first).toBe(parseDesign("PlamMult n=16 es=2").verilog());

      // Worked by hand: PLAM adds the fractions, (1 + 0.5)·(1 + 0.5) ≈ 2·(1 + 0); 2.25 is exact, 2 steps of 1/8 and 1/9 more.
      await goTo(page, "#PlamMult?n=8&es=0&x=1.5&y=1.5");
      const values = page.locator(".result .value");
      await expect.poll(() => values.nth(0).textContent()).toBe("2");
      expect(await values.nth(1).textContent()).toBe("2.25");
      expect(await values.nth(2).textContent()).toMatch("−11.11 % · −0.25 · 2 ulp");

      const n = page.getByLabel("n", { exact: true });
      await n.fill("99");
      const problem = page.locator("#n-problem");
      await expect.poll(() => problem.textContent()).toMatch(/n must be 3\.\.64/);
      expect(await n.getAttribute("aria-invalid")).toBe("true");
      expect(await page.evaluate("location.hash")).toBe("#PlamMult?n=99&es=0&x=1.5&y=1.5");

      await n.fill("9");
      expect(await shownFile(page, "PlamMult_n9_es0.v")).toBe(parseDesign("PlamMult n=9 es=0").verilog());
      expect((await problem.textContent())?.trim()).toBe("");
    },
    await configurator(),
  );
});
