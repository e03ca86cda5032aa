import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { htmlPage } from "../../report/page.js";
import { boxOf, pagesOf, pointAt } from "./pages.js";
import { someResults, someRow } from "./results.js";

const operators = [
  "Alpha",
  "Beta",
  "Gamma",
  "Delta",
  "Epsilon",
  "Zeta",
  "Eta",
  "Theta",
  "Iota",
  "Kappa",
  "Lambda",
  "Mu",
];

/** 48 designs of twelve operators in six classes, with names as long as they get. */
const results = someResults(
  Array.from({ length: 48 }, (_, i) =>
    someRow(
      `${operators[i % 12] ?? ""}Mult n=8 w=${i} sign=unsigned compensation=none partialProducts=radix4`,
      { area_um2: 100 + ((i * 37) % 100), mred_percent: 1 + ((i * 53) % 10) },
      {
        class: `x·y: unsigned⟨${4 + (i % 6)}⟩ → unsigned⟨${8 + 2 * (i % 6)}⟩`,
        parameters: { n: 8, w: i, sign: "unsigned" },
      },
    ),
  ),
);

const withPage = pagesOf(() => htmlPage(results));
const screens = [
  [400, 800],
  [1280, 720],
  [1600, 900],
] as const;

/** What of an element's text stands outside its box, and whether the box is in the window. */
const textOutside = (page: Page, selector: string): Promise<string[]> =>
  page.evaluate(`(() => {
    const outside = [];
    for (const element of document.querySelectorAll(${JSON.stringify(selector)})) {
      const box = element.getBoundingClientRect();
      if (box.left < 0 || box.top < 0 || box.right > innerWidth || box.bottom > innerHeight) outside.push("the box itself");
      const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        const range = document.createRange();
        range.selectNodeContents(text);
        for (const { left, top, right, bottom } of range.getClientRects())
          if (left < box.left || top < box.top || right > box.right || bottom > box.bottom) outside.push(text.data);
      }
    }
    return outside;
  })()`);

test.each(screens)(
  "a screen of %i by %i shows legend, tooltips and the table's first rows",
  async (width, height) => {
    await withPage(async ({ page }) => {
      await page.setViewportSize({ width, height });
      await everySeries(page, width);
      await tooltips(page);
      expect((await boxOf(page.locator("#designs tbody tr").nth(2))).bottom).toBeLessThan(height);
    });
  },
);

/** Every series is in the legend, above the plots and within the window's width. */
async function everySeries(page: Page, width: number): Promise<void> {
  const items = page.locator("#legend li");
  expect(await items.allTextContents()).toEqual(operators.map((name) => `${name}Mult`));
  const plots = await boxOf(page.locator("#facets"));
  for (const item of await items.all()) {
    const { x, right, bottom } = await boxOf(item);
    expect(x).toBeGreaterThanOrEqual(0);
    expect(right).toBeLessThanOrEqual(width);
    expect(bottom).toBeLessThanOrEqual(plots.y);
  }
  expect(await textOutside(page, "#legend li")).toEqual([]);
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
}

/** A tooltip's text is within its box, and that in the window. */
async function tooltips(page: Page): Promise<void> {
  const points = page.locator("#facets figure").first().locator(".point");
  expect(await points.count()).toBe(8);
  for (const point of await points.all()) {
    await pointAt(page, point.locator("path").first());
    await expect.poll(() => page.locator("#tip").isVisible()).toBe(true);
    expect(await page.locator("#tip dd").allTextContents()).toHaveLength(2);
    expect(await textOutside(page, "#tip")).toEqual([]);
  }
}

test("the table has a column for each parameter", async () => {
  await withPage(async ({ page }) => {
    const headings = await page.locator("#designs thead th").allTextContents();
    expect(headings).toEqual([
      "●",
      "design",
      "class",
      "n",
      "w",
      "MRED %mred_percent",
      "area µm²area_um2",
      "sign",
    ]);
    const eighth = page.locator("#designs tbody tr").nth(7).locator("td:not(.mark)");
    expect(await eighth.allTextContents()).toEqual(["B", "8", "7", "2.00", "159.0", "unsigned"]);
  });
});

test("all classes are in sight beside the table of a laptop", async () => {
  await withPage(async ({ page }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    const figures = page.locator("#facets figure");
    await expect.poll(async () => (await boxOf(figures.last())).bottom).toBeLessThan(900);
    expect(await figures.count()).toBe(6);
    const table = await boxOf(page.locator(".table"));
    for (const figure of await figures.all()) expect((await boxOf(figure)).right).toBeLessThan(table.x);
  });
});

test("printed, everything is there but what one clicks", async () => {
  await withPage(async ({ page }) => {
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    expect(await page.locator("search").isVisible()).toBe(false);
    expect(await page.locator("#designs tbody tr:visible").count()).toBe(48);
    const [last, table] = [
      await boxOf(page.locator("#designs tbody tr").last()),
      await boxOf(page.locator(".table")),
    ];
    expect(last.bottom).toBeLessThanOrEqual(table.bottom);
    expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(255, 255, 255)");
  });
});
