import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";

const names = ["chromium", "chromium-browser", "google-chrome"];

/** Nothing that a page of a file could need, and nothing that a browser would ask the network for by itself. */
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts a headless Chromium with a profile of its own. @throws {Error} there is none, with the remedy */
export function startBrowser(): Promise<Browser> {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const executablePath = names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
  if (executablePath === undefined)
    throw new Error("there is no Chromium to test the page in: scripts/install-tools chromium installs it");
  return chromium.launch({ executablePath, args });
}

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
