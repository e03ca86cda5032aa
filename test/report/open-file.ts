import type { Browser, Page } from "playwright-core";

/** A page and what it complained of or asked the network for: which should be nothing. */
export interface Opened {
  readonly page: Page;
  readonly complaints: readonly string[];
}

export async function openFile(
  browser: Browser,
  path: string,
  colorScheme: "light" | "dark",
): Promise<Opened> {
  const page = await browser.newPage({ colorScheme, viewport: { width: 1400, height: 1000 } });
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("request", (request) => {
    if (/^(https?|wss?|ftp):/.test(request.url())) complaints.push(`asked for ${request.url()}`);
  });
  await page.goto(`file://${path}`);
  return { page, complaints };
}
