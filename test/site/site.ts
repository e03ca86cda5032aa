import type { Page } from "playwright-core";
import { expect } from "vitest";
import { siteFiles } from "../../site/build/site.js";
import { once } from "../../tools/once.js";

/** The configurator's files, built once for a file of tests. */
const files = once(() => siteFiles());

/** What stands beside its page. */
export const besideIt = async (): Promise<ReadonlyMap<string, string | Uint8Array>> =>
  new Map([...(await files())].filter(([name]) => name !== "index.html"));

export const configurator = once(async () => {
  const html = (await files()).get("index.html");
  if (typeof html !== "string") throw new Error("the site has no front page");
  return html;
});

/** Goes to a state of the page, as its address has it. */
export async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
}

/** The text of the file that is shown, once it is that of this design. */
export async function shownFile(page: Page, name: string): Promise<string> {
  const file = page.getByRole("region", { name: `Text of ${name}`, exact: true });
  await file.waitFor();
  await isMade(page);
  return (await file.textContent()) ?? "";
}

/** Waits until the worker is done with what was asked for last. */
export const isMade = (page: Page): Promise<void> =>
  expect.poll(() => page.locator("#made").getAttribute("aria-busy"), { timeout: 60_000 }).toBe("false");
