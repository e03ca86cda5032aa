import { expect, test } from "vitest";
import { parseDesign } from "../../generators/request.js";
import { pagesOf } from "../report/pages.js";
import { expectAccessible } from "./axe.js";
import { besideIt, configurator, goTo, shownFile } from "./site.js";

const withPage = pagesOf(() => "", besideIt);

test("a second design beside the first: its own form and files, the same operands, all of it in the address", async () => {
  await withPage(
    async ({ page }) => {
      await goTo(page, "#PlamMult?n=8&es=0&x=1.5&y=1.5");
      await shownFile(page, "PlamMult_n8_es0.v");
      await page.getByRole("button", { name: "A second design beside it" }).click();
      // What is exact stands beside what approximates it.
      await expect
        .poll(() => page.evaluate("location.hash"))
        .toBe("#PlamMult?n=8&es=0&x=1.5&y=1.5;PositMult?n=8&es=0");
      const second = page.getByRole("region", { name: "Text of PositMult_n8_es0.v, second design" });
      await expect.poll(() => second.textContent()).toBe(parseDesign("PositMult n=8 es=0").verilog());
      expect(await shownFile(page, "PlamMult_n8_es0.v")).toBe(parseDesign("PlamMult n=8 es=0").verilog());
      // 2.25 = 1.5 · 1.5, for which PLAM has 2.
      const results = page.locator(".results");
      await expect.poll(() => results.nth(0).locator(".value").first().textContent()).toBe("2");
      expect(await results.nth(1).locator(".value").first().textContent()).toBe("2.25");

      await page.locator("#second-o-x").fill("3");
      await expect.poll(() => results.nth(1).locator(".value").first().textContent()).toBe("4.5");
      expect(await page.locator("#o-x").inputValue()).toBe("3");

      await page.locator("#second-p-n").fill("99");
      await expect.poll(() => page.locator("#second-n-problem").textContent()).toMatch(/n must be 3\.\.64/);
      expect((await page.locator("#n-problem").textContent())?.trim()).toBe("");
      expect(await page.evaluate("location.hash")).toBe("#PlamMult?n=8&es=0&x=3&y=1.5;PositMult?n=99&es=0");

      await page.getByLabel("Operator, second design").selectOption("PositAdd");
      await page.getByRole("region", { name: "Text of PositAdd_n16_es2.v, second design" }).waitFor();
      await page.getByRole("tab", { name: "Manifest" }).first().click();
      await page.getByRole("region", { name: "Text of PositAdd_n16_es2.json, second design" }).waitFor();
      await shownFile(page, "PlamMult_n8_es0.json");
      await page.goBack();
      await expect.poll(() => page.locator("#second-operator").textContent()).toMatch("PositMult");
      await page.goForward();

      await page.getByRole("link", { name: "Leave out PlamMult" }).click();
      await shownFile(page, "PositAdd_n16_es2.json");
      expect(await page.locator("#second-made").count()).toBe(0);
    },
    await configurator(),
  );
});

const states = [
  "#PlamMult?n=16&es=1;PositMult?n=16&es=1",
  "#PlamMult?n=8&es=1&show=diagram;PlamMult?n=8&es=1&stages=2",
  "#MitchwMult?n=8&w=5&show=errors;MitchwMult?n=8&w=7",
];

test.each([
  ["light", 1280],
  ["dark", 360],
] as const)(
  "%s, %i pixels wide: axe finds nothing in two designs, one under the other where there is no room",
  async (colorScheme, width) => {
    await withPage(
      async ({ page }) => {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 800 });
        for (const state of states) {
          await goTo(page, state);
          for (const made of ["#made", "#second-made"])
            await expect
              .poll(() => page.locator(made).getAttribute("aria-busy"), { timeout: 60_000 })
              .toBe("false");
          await page.evaluate(
            "for (const closed of document.querySelectorAll('details')) closed.open = true",
          );
          await expectAccessible(page, state);
          const [first, second] = await Promise.all(
            ["#made", "#second-made"].map((made) => page.locator(made).boundingBox()),
          );
          if (width < 400) expect(second?.y).toBeGreaterThan((first?.y ?? 0) + (first?.height ?? 0));
          else expect(second?.y).toBe(first?.y);
        }
      },
      await configurator(),
    );
  },
);
