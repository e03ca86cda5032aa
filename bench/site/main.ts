import { Command } from "commander";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { figure, ratio } from "../../report/numbers.js";
import { terminalTable, type Column } from "../../report/table.js";
import { cores } from "../../tools/cores.js";
import { packageRoot } from "../../tools/package-root.js";
import { RequestError } from "../../tools/errors.js";
import { median } from "../median.js";
import { runCommand } from "../run-command.js";
import { startBrowser } from "./browser.js";
import { serve } from "./server.js";

interface Wait {
  readonly what: string;
  readonly seconds: number;
}

const empty = "empty.html";

const siteOut = join(packageRoot, "site-out");

/** What `npm run site` made, and an empty page to compare with. */
const fileOf = async (name: string): Promise<string | Uint8Array> =>
  name === empty ? "<!doctype html><title>empty</title>" : readFile(join(siteOut, name));

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

await runCommand(
  new Command("bench:site")
    .description("how long the configurator takes, in a headless Chromium that has seen nothing before")
    .action(async () => {
      if (!existsSync(join(siteOut, "index.html")))
        throw new RequestError("there is no page to measure yet: npm run site makes it");
      const found = await waits();
      process.stdout.write(`${terminalTable(columnsOf(found), found)}\nmedians, ${cores()} cores\n`);
    }),
);

async function waits(): Promise<Wait[]> {
  const server = await serve(fileOf);
  const browser = await startBrowser();
  try {
    const origin = `${server.origin}/`;
    const plam = `${origin}#PlamMult?n=16&es=1`;
    const nothing = (): Promise<void> => Promise.resolve();
    return [
      { what: "an empty page", seconds: await waited(browser, origin + empty, 7, nothing) },
      { what: "the first Verilog", seconds: await waited(browser, origin, 7, hasVerilog) },
      { what: "the Verilog of PlamMult n=16 es=1", seconds: await waited(browser, plam, 7, hasVerilog) },
      {
        what: "its area and delay, Yosys being loaded",
        seconds: await waited(browser, `${plam}&show=synthesis`, 3, isMapped),
      },
    ];
  } finally {
    await browser.close();
    server.close();
  }
}

function columnsOf([first]: readonly Wait[]): Column<Wait>[] {
  return [
    { title: "from an address to", align: "left", cell: ({ what }) => what },
    { title: "s", align: "right", cell: ({ seconds }) => figure(seconds, 2) },
    {
      title: "to an empty page",
      align: "right",
      cell: ({ seconds }) => ratio(seconds, first?.seconds ?? NaN),
    },
  ];
}
