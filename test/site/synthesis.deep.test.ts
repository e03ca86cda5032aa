import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { osu018 } from "../../liberty/load.js";
import { siteFiles } from "../../site/build/site.js";
import { yosysOptions, yosysVersion } from "../../site/build/yosys.js";
import type { SynthesisResult } from "../../synth/mapping/result.js";
import { tapir } from "../cli/run.js";
import { startBrowser } from "../../bench/site/browser.js";
import { serve, type SiteServer } from "../../bench/site/server.js";
import { pagesOf } from "../report/pages.js";
import { expectAccessible } from "./axe.js";
import { besideIt, configurator, goTo } from "./site.js";

let files: ReadonlyMap<string, string | Uint8Array>;
let server: SiteServer;

beforeAll(async () => {
  expect(yosysVersion()).not.toBeNull();
  files = new Map([...(await siteFiles()), ...(await siteFiles(yosysOptions("unused")))]);
  server = await serve(async (name) => Promise.resolve(files.get(name)));
}, 60_000);
afterAll(() => {
  server.close();
});

/** A page of the site from a server, which asks for nothing of another's and has not all it asks for refused. */
async function served(work: (page: Page, asked: readonly string[]) => Promise<void>): Promise<void> {
  const browser = await startBrowser();
  try {
    const page = await browser.newPage();
    const complaints: string[] = [];
    const asked: string[] = [];
    const { origin } = server;
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", ({ message }) => complaints.push(message));
    page.on("response", (response) => {
      if (!response.ok()) complaints.push(`${response.status()} ${response.url()}`);
    });
    page.context().on("request", (request) => {
      asked.push(new URL(request.url().replace(/^blob:/, "")).pathname);
      if (
        !request
          .url()
          .replace(/^(blob|data):/, "")
          .startsWith(origin)
      )
        complaints.push(request.url());
    });
    await page.goto(`${origin}/`);
    await work(page, asked);
    expect(complaints).toEqual([]);
  } finally {
    await browser.close();
  }
}

/** What `tapir synth` says with the same Yosys. */
async function byCommand(spec: string, liberty: string): Promise<SynthesisResult> {
  const words = ["synth", ...spec.split(" "), "--liberty", liberty, "--no-cache", "--json"];
  const { stdout, exitCode } = await tapir(words, { env: { TAPIR_YOSYS: "wasm" } });
  expect(exitCode).toBe(0);
  const { designs } = JSON.parse(stdout) as { designs: [SynthesisResult] };
  return designs[0];
}

/** Figures of the page by their titles. */
async function figures(page: Page, design = "#made"): Promise<Record<string, string>> {
  await page.locator(`${design} .costs`).waitFor({ timeout: 120_000 });
  const [titles, values] = await Promise.all([
    page.locator(`${design} .costs dt`).allTextContents(),
    page.locator(`${design} .costs dd`).allTextContents(),
  ]);
  return Object.fromEntries(titles.map((title, index) => [title, values[index] ?? ""]));
}

const withDecimals = (value: number | null, digits: number): string | undefined =>
  value?.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });

test("nothing of Yosys is loaded before it is asked for; then areas, delays and cells are the command line's", async () => {
  const specs = [
    "PlamMult n=8 es=0",
    "PositMult n=8 es=1 stages=2 handshake=ready reset=async objective=area",
  ];
  await served(async (page, asked) => {
    await goTo(
      page,
      `#${specs.map((spec) => spec.replace(" ", "?").replaceAll(" ", "&")).join("&show=synthesis;")}`,
    );
    const button = page.getByRole("button", { name: "Map it with Yosys" }).first();
    await button.waitFor();
    expect(asked.filter((path) => path.includes("yosys"))).toEqual([]);
    await button.click();
    for (const [index, spec] of specs.entries()) {
      const design = index === 0 ? "#made" : "#second-made";
      const [found, right] = [await figures(page, design), await byCommand(spec, "generic")];
      expect(right.cells).toBeGreaterThan(100);
      expect(found).toMatchObject({
        "area NAND2": withDecimals(right.nand2_equivalents, 1),
        "delay FO4": withDecimals(right.delay_fo4, 1),
        cells: withDecimals(right.cells, 0),
        depth: withDecimals(right.logic_depth, 0),
      });
      expect(found.registers).toBe(right.registers === 0 ? undefined : withDecimals(right.registers, 0));
      const rows = page.locator(`${design} tbody tr`);
      const cells = await Promise.all(
        (await rows.all()).map((row) =>
          Promise.all([row.locator("th").textContent(), row.locator("td").textContent()]),
        ),
      );
      expect(Object.fromEntries(cells)).toEqual(
        Object.fromEntries(
          Object.entries(right.cells_by_type).map(([type, count]) => [type, withDecimals(count, 0)]),
        ),
      );
    }
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: colorScheme === "dark" ? 360 : 1280, height: 800 });
      await expectAccessible(page, colorScheme);
    }
  });
});

test("in a Liberty file that is given, figures are the command line's; what is none is said", async () => {
  await served(async (page) => {
    await goTo(page, "#MitchwMult?n=8&w=5&show=synthesis");
    const chosen = page.getByLabel("Liberty file");
    await chosen.setInputFiles(osu018);
    const [found, right] = [await figures(page), await byCommand("MitchwMult n=8 w=5", osu018)];
    expect(found).toMatchObject({
      "area µm²": withDecimals(right.area_um2, 1),
      "delay ns": withDecimals(right.delay_ns, 3),
      cells: withDecimals(right.cells, 0),
    });
    await chosen.setInputFiles({
      name: "notes.lib",
      mimeType: "text/plain",
      buffer: Buffer.from("notes (x) { }"),
    });
    await expect
      .poll(() => page.locator("#made .problem").textContent(), { timeout: 60_000 })
      .toMatch("notes.lib is no Liberty file");
    await chosen.setInputFiles({ name: "cells.db", mimeType: "", buffer: Buffer.from([1, 0, 2]) });
    await expect
      .poll(() => page.locator("#made .problem").first().textContent())
      .toMatch("cells.db is no text");
  });
});

test("a Liberty file that is dropped onto the page, whatever it shows, is what it synthesizes in", async () => {
  await served(async (page) => {
    await goTo(page, "#MitchwMult?n=8&w=5");
    await drop(page, "osu018.lib", await readFile(osu018, "utf8"));
    const [found, right] = [await figures(page), await byCommand("MitchwMult n=8 w=5", osu018)];
    expect(found).toMatchObject({
      "area µm²": withDecimals(right.area_um2, 1),
      cells: withDecimals(right.cells, 0),
    });
  });
});

/** Drops a file onto the middle of the page, as a hand does. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ([name, text]) => {
      const dropped = new DataTransfer();
      dropped.items.add(new File([text], name));
      return dropped;
    },
    [name, text] as const,
  );
  await page.locator("main").dispatchEvent("drop", { dataTransfer });
}

const withPage = pagesOf(() => "", besideIt);

test("a page from a file says what is needed, and so does a site without Yosys", async () => {
  const html = await configurator();
  for (const [text, said] of [
    [html, /python3 -m http\.server/],
    [html.replace(/(id="yosys">)\s*[\d.]+/, "$1"), /built without Yosys/],
  ] as const)
    await withPage(async ({ page }) => {
      await goTo(page, "#PlamMult?n=8&es=0&show=synthesis");
      await expect.poll(() => page.locator("#made").textContent()).toMatch(said);
      expect(await page.getByRole("button", { name: "Map it with Yosys" }).count()).toBe(0);
    }, text);
});
