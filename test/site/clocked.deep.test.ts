import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { pagesOf } from "../report/pages.js";
import { expectAccessible } from "./axe.js";
import { besideIt, configurator, goTo, isMade } from "./site.js";

const withPage = pagesOf(() => "", besideIt);

/** The last row of the table of clock cycles, by its columns. */
async function lastRow(page: Page): Promise<Record<string, string>> {
  const table = page.getByRole("region", { name: "Clock cycles", exact: true });
  const [titles, cells] = await Promise.all([
    table.locator("thead th").allTextContents(),
    table.locator("tbody tr:last-child > *").allTextContents(),
  ]);
  return Object.fromEntries(titles.map((title, index) => [title.trim(), (cells[index] ?? "").trim()]));
}

test("a pipeline is stepped: operands go through its ranks, a stall holds them, and the address has it all", async () => {
  await withPage(
    async ({ page }) => {
      await goTo(page, "#PositMult?n=8&es=0&stages=2&handshake=ready&x=1.5&y=3");
      const clock = page.getByRole("button", { name: "Clock", exact: true });
      await clock.click();
      await expect
        .poll(() => lastRow(page))
        .toMatchObject({
          cycle: "1",
          x: "1.5",
          y: "3",
          in_valid: "1",
          taken: "yes",
          "rank 1": "#1",
          "rank 2": "–",
          r: "–",
          out_valid: "0",
        });
      await page.locator("#o-x").fill("2");
      await clock.click();
      // 1.5 · 3
      await expect
        .poll(() => lastRow(page))
        .toMatchObject({
          cycle: "2",
          x: "2",
          "rank 1": "#2",
          "rank 2": "#1",
          r: "4.5",
          out_valid: "1",
        });
      await page.getByLabel("out_ready").uncheck();
      await clock.click();
      await expect
        .poll(() => lastRow(page))
        .toMatchObject({
          cycle: "3",
          out_ready: "0",
          taken: "no",
          "rank 1": "#2",
          "rank 2": "#1",
          r: "4.5",
        });
      // rst.in_valid.out_ready.x.y, a cycle each.
      expect(await page.evaluate("location.hash")).toMatch(
        /cycles=0\.1\.1\.\w+\.\w+_0\.1\.1\.\w+\.\w+_0\.1\.0\.\w+\.\w+$/,
      );
      const address = await page.evaluate("location.hash");
      await goTo(page, "#PlamMult?n=8&es=0");
      await expect.poll(() => page.getByText("Step the clock").count()).toBe(0);
      await goTo(page, String(address));
      await expect.poll(() => lastRow(page)).toMatchObject({ cycle: "3", r: "4.5" });
      await page.getByRole("button", { name: "Back", exact: true }).click();
      await expect.poll(() => lastRow(page)).toMatchObject({ cycle: "2" });
      await page.locator("#o-x").fill("no number");
      expect(await clock.isDisabled()).toBe(true);
      await page.getByRole("button", { name: "Start over", exact: true }).click();
      await expect.poll(() => page.getByRole("region", { name: "Clock cycles" }).count()).toBe(0);
    },
    await configurator(),
  );
});

test.each([
  ["light", 1280],
  ["dark", 360],
] as const)(
  "%s, %i pixels wide: axe finds nothing in designs that are stepped",
  async (colorScheme, width) => {
    await withPage(
      async ({ page }) => {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 800 });
        for (const state of [
          "#PositMult?n=8&es=0&stages=2&handshake=ready&cycles=0.1.1.30.50_0.1.1.40.50",
          "#PositQuireMac?n=8&es=0&cycles=0.0.1.30.50_0.0.1.40.50;IntMult?n=8&stages=1&cycles=3.5",
        ]) {
          await goTo(page, state);
          await page
            .getByRole("region", { name: /^Clock cycles/ })
            .first()
            .waitFor();
          await isMade(page);
          await expectAccessible(page, state);
        }
      },
      await configurator(),
    );
  },
);
