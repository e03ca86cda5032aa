import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { docsOptions, siteFiles } from "../../site/build/site.js";
import { withScratch } from "../../tools/scratch.js";
import { startBrowser } from "../../bench/site/browser.js";
import { openFile } from "../report/open-file.js";
import { expectAccessible } from "./axe.js";

test.each(["light", "dark"] as const)(
  "in %s, the documentation is searched, and axe finds nothing",
  async (scheme) => {
    const browser = await startBrowser();
    try {
      await withScratch(async (folder) => {
        for (const [name, text] of await siteFiles(docsOptions)) {
          await mkdir(dirname(join(folder, name)), { recursive: true });
          await writeFile(join(folder, name), text);
        }
        const { page, complaints } = await openFile(browser, join(folder, "docs", "readme.html"), scheme);
        await page.setViewportSize({ width: 360, height: 800 });
        await page.getByLabel("Search").fill("histogr");
        await page.locator("#found a").first().waitFor();
        await expectAccessible(page);
        await page.locator("#found a").first().click();
        await expect.poll(() => page.locator("main").textContent()).toMatch(/histogram/i);
        await page.getByLabel("Search").fill("zzzzqqq");
        await expect.poll(() => page.locator("#found").textContent()).toBe("Nothing has all of: zzzzqqq");
        expect(complaints).toEqual([]);
      });
    } finally {
      await browser.close();
    }
  },
);
