import axe from "axe-core";
import type { Page } from "playwright-core";
import { expect } from "vitest";

interface Found {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/**
 * axe-core finds nothing in what is seen, and nothing is wider than the window.
 * @param what is looked at, for the message
 */
export async function expectAccessible(page: Page, what = ""): Promise<void> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<Found>("axe.run()");
  expect(
    violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
    what,
  ).toEqual([]);
  expect(await page.evaluate("document.documentElement.scrollWidth"), what).toBe(page.viewportSize()?.width);
}
