import { describe, expect, test } from "vitest";
import { htmlPage } from "../../report/page.js";
import { firstLetters, pagesOf } from "./pages.js";
import { someResults, someRow } from "./results.js";

/** MRED over area: B and D are on the front, A and C are not; E has no error. */
const results = someResults([
  someRow("A n=8", { area_um2: 100, mred_percent: 9, yosys: "Yosys <1>" }),
  someRow("B n=8", { area_um2: 20, mred_percent: 8 }),
  someRow("C n=16", { area_um2: 1200.5, mred_percent: 1 }, { parameters: { n: 16 } }),
  someRow("D n=16", { area_um2: 1000, mred_percent: 1 }, { parameters: { n: 16 } }),
  someRow("E n=16", { area_um2: 3 }, { parameters: { n: 16 }, failures: { error: "it <broke>" } }),
]);

const withPage = pagesOf(() => htmlPage(results));

describe("the page, from a file and without a network", () => {
  test("has a table that sorts by its headings, with the keyboard too, and says so", async () => {
    await withPage(async ({ page }) => {
      expect(await firstLetters(page)).toBe("ABCDE");
      const heading = page.getByRole("columnheader", { name: "area" });
      await heading.getByRole("button").focus();
      await page.keyboard.press("Enter");
      expect(await firstLetters(page)).toBe("EBADC");
      expect(await heading.getAttribute("aria-sort")).toBe("ascending");
      await page.keyboard.press("Enter");
      expect(await firstLetters(page)).toBe("CDABE");
      expect(await heading.getAttribute("aria-sort")).toBe("descending");
      // What has no value comes last, either way.
      const error = page.getByRole("columnheader", { name: "MRED" });
      await error.getByRole("button").click();
      expect(await firstLetters(page)).toBe("CDBAE");
      await error.getByRole("button").click();
      expect(await firstLetters(page)).toBe("ABCDE");
      expect(await heading.getAttribute("aria-sort")).toBe("none");
    });
  });

  test("has a filter", async () => {
    await withPage(async ({ page }) => {
      for (const [text, expected] of [
        ["n=16", "CDE"],
        ["n=8 area_um2<50", "B"],
        ["area_um2>=1000 mred_percent=1", "CD"],
        ["b N=8", "B"],
        ["nothing", ""],
        ["", "ABCDE"],
      ] as const) {
        await page.locator("#filter").fill(text);
        expect(await firstLetters(page)).toBe(expected);
        expect(await page.locator("#count").textContent()).toBe(`${expected.length} of 5 designs`);
      }
    });
  });

  test("shows a design's command, figures and Verilog, and is left with Escape", async () => {
    await withPage(async ({ page }) => {
      const name = page.getByRole("button", { name: "C n=16" });
      await name.first().click();
      const dialog = page.getByRole("dialog", { name: "C n=16" });
      expect(await dialog.locator("#details-command").textContent()).toBe("tapir generate C n=16");
      expect(await dialog.locator("dl").textContent()).toContain("area µm²1,200.5");
      await expect.poll(() => dialog.locator("pre").textContent()).toBe(results.designs[2]?.verilog);
      await dialog.getByRole("button", { name: "Copy" }).click();
      await expect.poll(() => dialog.getByRole("status").textContent()).toMatch(/^(Copied|Selected)/);
      await page.keyboard.press("Escape");
      expect(await dialog.isVisible()).toBe(false);
      expect(await page.evaluate("document.activeElement.textContent")).toBe("C n=16");
    });
  });

  test("shows the block diagram of what has one", async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><text>#%</text></svg>';
    const html = htmlPage(results, undefined, new Map([["B_n_8", svg]]));
    await withPage(async ({ page }) => {
      await page.getByRole("button", { name: "B n=8" }).first().click();
      await page.getByRole("img", { name: "Block diagram of B n=8" }).waitFor();
      const width = 'document.querySelector("#details-diagram img").naturalWidth';
      await expect.poll(() => page.evaluate(width)).toBe(30);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "A n=8" }).first().click();
      expect(await page.locator("#details-diagram").isVisible()).toBe(false);
    }, html);
  });

  test("shows what failed, and texts as they are", async () => {
    await withPage(async ({ page }) => {
      expect(await page.getByRole("listitem").last().textContent()).toBe("E n=16, error: it <broke>");
      expect(await page.locator("header").textContent()).toContain("Yosys <1>");
    });
  });

  test("has no plot where nothing can be plotted", async () => {
    const bare = someResults([someRow("A n=8", {})]);
    await withPage(async ({ page }) => {
      expect(await page.locator("figure").count()).toBe(0);
      expect(await firstLetters(page)).toBe("A");
    }, htmlPage(bare));
  });

  test("fits a narrow screen", async () => {
    await withPage(async ({ page }) => {
      await page.setViewportSize({ width: 420, height: 900 });
      // plots follow a change of the window when they come to it
      const width = () => page.evaluate("document.documentElement.scrollWidth");
      await expect.poll(width, { timeout: 10_000 }).toBe(420);
      const filter = await page.locator("#filter").boundingBox();
      const title = await page.locator("h1").boundingBox();
      expect((filter?.x ?? NaN) + (filter?.width ?? NaN)).toBeLessThanOrEqual(420 - (title?.x ?? NaN));
    });
  });

  test("keeps headings and designs' names in sight of the figures", async () => {
    const many = Array.from({ length: 80 }, (_, i) => someRow(`A${"_".repeat(110)} n=${i}`, { area_um2: i }));
    await withPage(
      async ({ page }) => {
        await page.setViewportSize({ width: 1000, height: 600 });
        const placeOf = (where: string) => page.locator(where).first().boundingBox();
        const before = await placeOf("#designs thead th:nth-child(2)");
        const [far, down] = await page.evaluate<[number, number]>(`(() => {
        const table = document.querySelector(".table");
        table.scrollIntoView();
        table.scrollTo(60, 1000);
        return [table.scrollLeft, table.scrollTop];
      })()`);
        expect(far).toBe(60);
        expect(down).toBeGreaterThan(500);
        const table = await placeOf(".table");
        const heading = await placeOf("#designs thead th:nth-child(2)");
        expect(heading?.x).toBe(before?.x);
        // Below the borders of both.
        expect((heading?.y ?? NaN) - (table?.y ?? NaN)).toBeLessThan(4);
        expect((await placeOf("#designs tbody tr:nth-child(60) th"))?.x).toBe(before?.x);
      },
      htmlPage(someResults(many)),
    );
  });

  test("is dark where the reader's screen is, in letters that can be read", async () => {
    await withPage(async ({ page }) => {
      for (const scheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme: scheme });
        const [ink, paper] = await page.evaluate<[string, string]>(
          "(({ color, backgroundColor }) => [color, backgroundColor])(getComputedStyle(document.body))",
        );
        expect(luminance(paper) > luminance(ink)).toBe(scheme === "light");
        expect(contrast(ink, paper)).toBeGreaterThan(7);
      }
    });
  });
});

/** Relative luminance and contrast as WCAG 2 defines them. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
    const share = Number(part) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}
