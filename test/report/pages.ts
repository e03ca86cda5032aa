import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { withScratch } from "../../tools/scratch.js";
import { startBrowser } from "../../bench/site/browser.js";
import { openFile, type Opened } from "./open-file.js";

/**
 * A browser for the tests of a file.
 * @param beside files that stand beside each page, by their names
 * @returns what opens a page in it, works with it, and finds that it complains of nothing
 */
export function pagesOf(
  usual: () => string,
  beside: () => Promise<ReadonlyMap<string, string | Uint8Array>> = async () => Promise.resolve(new Map()),
) {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });
  return async (work: (opened: Opened) => Promise<void>, html = usual()): Promise<void> => {
    await withScratch(async (folder) => {
      const path = join(folder, "page.html");
      await writeFile(path, html);
      for (const [name, content] of await beside()) await writeFile(join(folder, name), content);
      const opened = await openFile(browser, path, "light");
      try {
        await work(opened);
        expect(opened.complaints).toEqual([]);
      } finally {
        await opened.page.close();
      }
    });
  };
}

/** The first letters of the designs that the table shows, in its order. */
export async function firstLetters(page: Page): Promise<string> {
  const designs = await page.locator("#designs tbody tr:visible th").allTextContents();
  return designs.map(([letter]) => letter).join("");
}

/** A box in the window's pixels. @throws {Error} it is not there */
export async function boxOf(
  where: Locator,
): Promise<{ x: number; y: number; right: number; bottom: number }> {
  const box = await where.boundingBox();
  if (box === null) throw new Error("there is nothing to see");
  return { x: box.x, y: box.y, right: box.x + box.width, bottom: box.y + box.height };
}

/** The point of a design. */
export const pointOf = (page: Page, design: string): Locator =>
  page.locator(`#facets .point[aria-label^="${design},"]`);
/** The row of a design. */
export const rowOf = (page: Page, design: string): Locator =>
  page.locator("#designs tbody tr", { has: page.getByRole("button", { name: design, exact: true }) });

/** Brings the pointer to the middle of something that others may cover. */
export async function pointAt(page: Page, where: Locator): Promise<void> {
  const { x, y, right, bottom } = await boxOf(where);
  await page.mouse.move((x + right) / 2, (y + bottom) / 2);
}
