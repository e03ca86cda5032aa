import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { trainingPage, type PageTraining } from "../../report/training-page.js";
import { boxOf, pagesOf, pointAt } from "./pages.js";

/** An epoch with these figures. */
const epoch = (loss: number, training: number, testing: number, bits?: string) => ({
  ...{ loss, training_percent: training, test_percent: testing },
  ...(bits !== undefined && { bits }),
});

const trainings: readonly PageTraining[] = [
  {
    design: "PositMac <8>",
    runs: [
      { seed: 1, diverged: null, epochs: [epoch(2, 10, 20), epoch(1, 30, 40)] },
      { seed: 2, diverged: null, epochs: [epoch(1, 20, 30), epoch(0.5, 40, 60)] },
    ],
  },
  {
    design: "in cycles",
    runs: [{ seed: 1, diverged: null, epochs: [epoch(1, 50, 51, "W2A2"), epoch(0.8, 52, 53, "W1A1")] }],
  },
  { design: "diverges", runs: [{ seed: 1, diverged: "epoch 1: the loss is NaN", epochs: [] }] },
];

const columns = [
  { title: "design", align: "left", cell: ({ design }: PageTraining) => design },
  { title: "seeds", align: "right", cell: ({ runs }: PageTraining) => String(runs.length) },
] as const;

const withPage = pagesOf(() =>
  trainingPage(
    { program: "tapir 1.2.3", title: "Training of <lenet5>", notes: ["rate 0.05 & more"] },
    columns,
    trainings,
  ),
);

/** What the points of a figure say, and where they stand. */
async function pointsOf(page: Page, figure: number): Promise<{ text: string; x: number; y: number }[]> {
  const circles = await page.locator("figure").nth(figure).locator("circle").all();
  return Promise.all(
    circles.map(async (circle) => {
      const { x, y } = await boxOf(circle);
      return { text: (await circle.locator("title").textContent()) ?? "", x, y };
    }),
  );
}

test("curves of loss and accuracy: means over the seeds, where their figures are", async () => {
  await withPage(async ({ page }) => {
    expect(await page.locator("h1").textContent()).toBe("Training of <lenet5>");
    const [loss, right] = [await pointsOf(page, 0), await pointsOf(page, 1)];
    expect(loss.map(({ text }) => text)).toEqual([
      "PositMac <8>, epoch 1: 1.5000",
      "PositMac <8>, epoch 2: 0.7500",
      "in cycles, epoch 1, W2A2: 1.0000",
      "in cycles, epoch 2, W1A1: 0.8000",
    ]);
    expect(right.map(({ text }) => text.replace(/.*: /, ""))).toEqual(["25.00", "50.00", "51.00", "53.00"]);
    const [first, second, third] = loss.map(({ x, y }) => ({ x, y }));
    // A lower loss stands lower, in proportion; the same epoch at the same place.
    expect(second?.y).toBeGreaterThan(third?.y ?? NaN);
    expect((second?.y ?? NaN) - (first?.y ?? NaN)).toBeCloseTo(
      3 * ((second?.y ?? NaN) - (third?.y ?? NaN)),
      0,
    );
    expect(third?.x).toBe(first?.x);
    expect(right[1]?.y).toBeLessThan(right[0]?.y ?? NaN);
    expect(await page.locator("figure").first().locator(".band").count()).toBe(1);
  });
});

test("a table, every epoch, and why a training stopped", async () => {
  await withPage(async ({ page }) => {
    const cells = page.locator("#trainings tbody td");
    expect(await cells.allTextContents()).toEqual(["PositMac <8>", "2", "in cycles", "1", "diverges", "1"]);
    expect(await page.locator("#epochs").isVisible()).toBe(false);
    await page.getByText("every epoch").click();
    const rows = await page.locator("#epochs tbody tr").allTextContents();
    expect(rows).toHaveLength(7);
    expect(rows[3]?.replaceAll(/\s+/g, " ")).toContain("PositMac <8>, seed 220.500040.0060.00");
    expect(rows.at(-1)).toContain("stopped in epoch 1: the loss is NaN");
  });
});

test("a row under the pointer brings its curves to the front", async () => {
  await withPage(async ({ page }) => {
    const opacity = (series: string): Promise<string> =>
      page.evaluate(`getComputedStyle(document.querySelector("figure .curve.${series}")).opacity`);
    expect([await opacity("s0"), await opacity("s1")]).toEqual(["1", "1"]);
    await pointAt(page, page.locator("#row-s1"));
    expect([await opacity("s0"), await opacity("s1")]).toEqual(["0.12", "1"]);
  });
});

test.each([400, 1280])("a window %i wide shows everything without scrolling sideways", async (width) => {
  await withPage(async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    for (const figure of await page.locator("figure").all())
      expect((await boxOf(figure)).right).toBeLessThanOrEqual(width);
  });
});
