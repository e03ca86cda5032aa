import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { figure, ratio } from "../../report/numbers.js";
import { terminalTable } from "../../report/table.js";
import { cores } from "../../tools/cores.js";
import { packageRoot } from "../../tools/package-root.js";
import { median } from "../median.js";
import { startBrowser } from "./browser.js";
import { serve } from "./server.js";

/* How long the configurator takes, in a headless Chromium that has seen nothing before. `npm run site` makes the page. */

interface Wait {
  readonly what: string;
  readonly seconds: number;
}

const empty = "empty.html";

/** What `npm run site` made, and an empty page to compare with. */
const fileOf = async (name: string): Promise<string | Uint8Array> =>
  name === empty ? "<!doctype html><title>empty</title>" : readFile(join(packageRoot, "site-out", name));

/** Seconds from a page's address to what is waited for; the median of some fresh browser contexts. */
async function waited(
  browser: Browser,
  address: string,
  rounds: number,
  until: (page: Page) => Promise<void>,
): Promise<number> {
  const seconds: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const begun = performance.now();
    await page.goto(address);
    await until(page);
    seconds.push((performance.now() - begun) / 1000);
    await context.close();
  }
  return median(seconds);
}

const hasVerilog = (page: Page): Promise<void> =>
  page
    .getByRole("region", { name: /^Text of / })
    .getByText("endmodule")
    .first()
    .waitFor();

async function isMapped(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Map it with Yosys" }).first().click();
  await page.locator("#made .costs").waitFor({ timeout: 120_000 });
}

const server = await serve(fileOf);
const browser = await startBrowser();
try {
  const origin = `${server.origin}/`;
  const plam = `${origin}#PlamMult?n=16&es=1`;
  const waits: Wait[] = [
    { what: "an empty page", seconds: await waited(browser, origin + empty, 7, () => Promise.resolve()) },
    { what: "the first Verilog", seconds: await waited(browser, origin, 7, hasVerilog) },
    { what: "the Verilog of PlamMult n=16 es=1", seconds: await waited(browser, plam, 7, hasVerilog) },
    {
      what: "its area and delay, Yosys being loaded",
      seconds: await waited(browser, `${plam}&show=synthesis`, 3, isMapped),
    },
  ];
  const columns = [
    { title: "from an address to", align: "left", cell: ({ what }: Wait) => what },
    { title: "s", align: "right", cell: ({ seconds }: Wait) => figure(seconds, 2) },
    {
      title: "to an empty page",
      align: "right",
      cell: ({ seconds }: Wait) => ratio(seconds, waits[0]?.seconds ?? NaN),
    },
  ] as const;
  process.stdout.write(`${terminalTable(columns, waits)}\nmedians, ${cores()} cores\n`);
} finally {
  await browser.close();
  server.close();
}
