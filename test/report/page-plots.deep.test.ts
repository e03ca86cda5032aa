import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { htmlPage } from "../../report/page.js";
import { boxOf, firstLetters, pagesOf, pointAt, pointOf, rowOf } from "./pages.js";
import { someResults, someRow } from "./results.js";

const sum = { class: "x + y: unsigned⟨8⟩" };
const exact = { exact: true };

/**
 * Two classes. x·y: A, B and the exact D are on the front of MRED and area, C is not: B is better in both. x + y: F is on the front, G is
 * not. F beats everything of the other class, and keeps nothing of it off its front.
 */
const results = someResults([
  someRow("A n=8", { area_um2: 100, mred_percent: 9 }),
  someRow("B n=8", { area_um2: 110, mred_percent: 4 }),
  someRow("C n=8", { area_um2: 120, mred_percent: 5 }),
  someRow("D n=8", { area_um2: 150 }, exact),
  someRow("F n=8", { area_um2: 10, mred_percent: 1 }, sum),
  someRow("G n=8", { area_um2: 20, mred_percent: 2 }, sum),
]);

const withPage = pagesOf(() => htmlPage(results));

const marked = async (page: Page): Promise<string> =>
  (await page.locator("#designs tbody tr.on-front:visible th").allTextContents())
    .map(([letter]) => letter)
    .join("");

describe("the plots of a page", () => {
  test("have a front for each class, with exact designs at error 0", async () => {
    await withPage(async ({ page }) => {
      expect(await page.locator("#facets .count").allTextContents()).toEqual([
        "3 of 4 on the front",
        "1 of 2 on the front",
      ]);
      expect(await marked(page)).toBe("ABDF");
      expect(await rowOf(page, "D n=8").textContent()).toContain("exact");
      await page.locator("#only-front").check();
      expect(await firstLetters(page)).toBe("ABDF");
      await page.locator("#filter").fill("front=no");
      expect(await firstLetters(page)).toBe("");
      await page.locator("#only-front").uncheck();
      expect(await firstLetters(page)).toBe("CG");
    });
  });

  test("follow filter, class and axes", async () => {
    await withPage(async ({ page }) => {
      const counts = () => page.locator("#facets .count").allTextContents();
      await page.locator("#filter").fill("mred_percent<9");
      expect(await counts()).toEqual(["2 of 3 on the front", "1 of 2 on the front"]);
      await page.getByLabel("class").selectOption({ label: "B  x + y: unsigned⟨8⟩" });
      expect(await counts()).toEqual(["1 of 2 on the front"]);
      expect(await firstLetters(page)).toBe("FG");
      await page.getByLabel("class").selectOption({ label: "all" });
      await page.locator("#filter").fill("");
      await page.locator("#y").selectOption("area_um2");
      expect(await counts()).toEqual(["1 of 4 on the front", "1 of 2 on the front"]);
      await page.locator("#filter").fill("nothing of this name");
      expect(await page.locator("#facets").textContent()).toBe("No design is left.");
    });
  });

  test("show a point's row, and a row's point", async () => {
    await withPage(async ({ page }) => {
      await pointAt(page, pointOf(page, "C n=8"));
      await expect.poll(() => page.locator("#designs tr.hovered").count()).toBe(1);
      expect(await rowOf(page, "C n=8").getAttribute("class")).toContain("hovered");
      await page.mouse.down();
      await page.mouse.up();
      expect(await page.locator("#designs tr.selected th").allTextContents()).toEqual(["C n=8"]);

      const ring = (kind: string) => page.locator(`#facets .ring.${kind}.shown`);
      await rowOf(page, "G n=8").locator("td").last().hover();
      const [around, point] = [
        await boxOf(ring("hovered")),
        await boxOf(pointOf(page, "G n=8").locator("path")),
      ];
      expect(around.x).toBeLessThan(point.x);
      expect(around.right).toBeGreaterThan(point.right);
      await rowOf(page, "G n=8").locator("td").last().click();
      expect(await ring("selected").count()).toBe(1);
      expect((await boxOf(ring("selected"))).x).toBeLessThan(point.x);
      expect(await pointOf(page, "G n=8").getAttribute("aria-selected")).toBe("true");
    });
  });

  test("can be used with the keyboard", async () => {
    await withPage(async ({ page }) => {
      await page.locator("#whole").focus();
      await page.keyboard.press("Tab");
      const focused = () =>
        page.evaluate<string | null>(
          "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent",
        );
      while (!((await focused()) ?? "").startsWith("A n=8")) await page.keyboard.press("Tab");
      await page.keyboard.press("ArrowRight");
      expect(await focused()).toBe("B n=8, MRED % 4.00, area µm² 110.0, on the front");
      expect(await page.locator("#tip").isVisible()).toBe(true);
      await page.keyboard.press("Enter");
      expect(await page.locator("#designs tr.selected th").allTextContents()).toEqual(["B n=8"]);
      await page.keyboard.press("Enter");
      expect(await page.getByRole("dialog", { name: "B n=8" }).isVisible()).toBe(true);
      await page.keyboard.press("Escape");
      await rowOf(page, "B n=8").getByRole("button").focus();
      await page.keyboard.press("ArrowDown");
      expect(await focused()).toBe("C n=8");
      expect(await pointOf(page, "C n=8").getAttribute("aria-selected")).toBe("true");
    });
  });

  test("put an outlier at the edge, with an arrow and its value, instead of stretching the axis", async () => {
    const areas = [100, 110, 125, 140, 160, 90_000];
    const rows = areas.map((area, i) =>
      someRow(`${"ABCDEF"[i]} n=8`, { area_um2: area, mred_percent: 9 - i }),
    );
    await withPage(
      async ({ page }) => {
        const spread = async (): Promise<number> => {
          const frame = await boxOf(page.locator("#facets .frame"));
          const [first, last] = [await boxOf(pointOf(page, "A n=8")), await boxOf(pointOf(page, "E n=8"))];
          return (last.x - first.x) / (frame.right - frame.x);
        };
        expect(await spread()).toBeGreaterThan(0.6);
        const outlier = pointOf(page, "F n=8");
        expect(await outlier.locator(".arrow").count()).toBe(1);
        const frame = await boxOf(page.locator("#facets .frame"));
        expect((await boxOf(outlier.locator("path").first())).right).toBeLessThanOrEqual(frame.right);
        await pointAt(page, outlier.locator("path").first());
        await expect.poll(() => page.locator("#tip").textContent()).toContain("90,000.0");
        await page.getByRole("button", { name: "1 far off" }).click();
        expect(await spread()).toBeLessThan(0.2);
        expect(await page.getByLabel("whole range").isChecked()).toBe(true);
        expect(await page.locator("#facets .arrow").count()).toBe(0);
      },
      htmlPage(someResults(rows)),
    );
  });
});

describe("what a reader has chosen", () => {
  test("stands in the address: a reload and a link show the same", async () => {
    await withPage(async ({ page, complaints }) => {
      await page.locator("#filter").fill('n = 8 "n=8"');
      await page.locator("#y").selectOption("area_um2");
      await page.locator("#x").selectOption("mred_percent");
      await page.getByLabel("class").selectOption({ label: "A  x·y: unsigned⟨8⟩" });
      await page.getByRole("columnheader", { name: "area" }).getByRole("button").click();
      await page.getByRole("columnheader", { name: "area" }).getByRole("button").click();
      await page.locator("#only-front").check();
      await page.locator("#whole").check();
      await rowOf(page, "B n=8").locator("td").last().click();
      const seen = () =>
        page.evaluate(`JSON.stringify([
          document.querySelector("#filter").value, ["x", "y", "class"].map((id) => document.getElementById(id).selectedOptions[0].text),
          ["only-front", "whole"].map((id) => document.getElementById(id).checked),
          [...document.querySelectorAll("#designs tbody tr:not([hidden])")].map((row) => row.innerText + row.className),
          [...document.querySelectorAll("th[aria-sort]")].map((heading) => heading.ariaSort),
          document.querySelector(".ring.selected").getAttribute("class"), document.querySelector("#facets").innerText,
        ])`);
      await page.mouse.move(0, 0);
      const before = await seen();
      expect(await firstLetters(page)).toBe("DBA");
      const address = page.url();
      // The page is loaded before its script has drawn it.
      await page.reload();
      await expect.poll(seen).toBe(before);
      await page.goto(address.split("#")[0] ?? "");
      await expect.poll(() => firstLetters(page)).toBe("ABCDFG");
      await page.goto(address);
      await expect.poll(seen).toBe(before);
      expect(complaints).toEqual([]);
    });
  });

  test("of another sweep's page does no harm", async () => {
    await withPage(async ({ page }) => {
      await page.goto(`${page.url()}#x=power_uw&class=z&sort=power_uw&select=Z+n%3D1&filter=power_uw%3C3`);
      await page.reload();
      await expect.poll(() => firstLetters(page)).toBe("ABCDFG");
      expect(await page.getByRole("alert").textContent()).toMatch(
        /no column 'power_uw'; there are design, operator/,
      );
    });
  });

  test("is what the CSV has", async () => {
    await withPage(async ({ page }) => {
      await page.locator("#filter").fill("mred % < 9");
      await page.getByRole("columnheader", { name: "area" }).getByRole("button").click();
      const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#csv").click()]);
      expect(download.suggestedFilename()).toBe("designs.csv");
      expect((await readFile(await download.path(), "utf8")).split("\n")).toEqual([
        "front,design,class,n,mred_percent,area_um2",
        "yes,F n=8,x + y: unsigned⟨8⟩,8,1,10",
        "no,G n=8,x + y: unsigned⟨8⟩,8,2,20",
        "yes,B n=8,x·y: unsigned⟨8⟩,8,4,110",
        "no,C n=8,x·y: unsigned⟨8⟩,8,5,120",
        "yes,D n=8,x·y: unsigned⟨8⟩,8,0,150",
        "",
      ]);
    });
  });
});
