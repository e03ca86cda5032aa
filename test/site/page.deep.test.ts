import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { catalogue } from "../../generators/operators/catalogue.js";
import { parseDesigns } from "../../generators/request.js";
import { withScratch } from "../../tools/scratch.js";
import { tapir } from "../cli/run.js";
import { pagesOf } from "../report/pages.js";
import { expectAccessible } from "./axe.js";
import { besideIt, configurator, goTo, isMade, shownFile } from "./site.js";

const withPages = pagesOf(() => "", besideIt);
const withPage = async (work: (page: Page) => Promise<void>): Promise<void> => {
  await withPages(async ({ page }) => work(page), await configurator());
};

const addressOf = (spec: string): string => `#${spec.replace(" ", "?").replaceAll(" ", "&")}`;

/** The page's file beside the one that the command line writes. */
async function expectSameBytes(words: string, ending: string, show = ""): Promise<void> {
  const designs = parseDesigns(words.replace(/^\w+ | -.*$/g, "").split(" "));
  expect(designs.length).toBeGreaterThan(0);
  await withScratch(async (folder) => {
    const { exitCode } = await tapir([...words.split(" "), "-o", folder]);
    expect(exitCode).toBe(0);
    await withPage(async (page) => {
      for (const { spec, moduleName } of designs) {
        await goTo(page, addressOf(spec) + show);
        const name = `${moduleName}${ending}`;
        expect(await shownFile(page, name), spec).toBe(await readFile(join(folder, name), "utf8"));
      }
    });
  });
}

describe("the page's files are the command line's, byte for byte", () => {
  test("Verilog of every operator's first example", async () => {
    expect(parseDesigns(["catalogue"])).toHaveLength(catalogue.length);
    await expectSameBytes("generate catalogue", ".v");
  });

  test.each([
    "generate PositMult PlamMult n=16 es=1 stages=1..3 handshake=valid,ready",
    "generate FloatMult format=bfloat16 stages=2 handshake=ready reset=async active=low registered=both",
    "generate IntMult MitchwMult n=8 stages=2 ce=true objective=area,delay",
  ])("Verilog: %s", async (words) => {
    await expectSameBytes(words, ".v");
  });

  test.each([
    ["generate PlamMult n=8 es=1 stages=2 handshake=ready --testbench", "_tb.sv", "testbench"],
    ["generate PositMult n=16 es=1 stages=2 --fusesoc", ".core", "fusesoc"],
    ["generate PositMult n=16 es=1 stages=2", ".sdc", "constraints"],
    ["generate PositQuireMac n=8 es=0", ".json", "manifest"],
    ["export MitchwMult n=16 --format c", ".c", "c"],
    ["export IntMult n=3 --format header", "_table.h", "table"],
  ])("%s: %s", async (words, ending, show) => {
    await expectSameBytes(words, ending, `&show=${show}`);
  });
});

test("what is downloaded is what is shown, or all of what is shown in part", async () => {
  await withPage(async (page) => {
    await goTo(page, "#PlamMult?n=8&es=0&show=testbench");
    await shownFile(page, "PlamMult_n8_es0_tb.hex");
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download PlamMult_n8_es0_tb.hex" }).click();
    const text = await readFile(await (await saved).path(), "utf8");
    expect(text.trim().split("\n")).toHaveLength(2 ** 16);
  });
});

test("the map of errors is drawn, of 8 bits where the design is wider", async () => {
  await withPage(async (page) => {
    await goTo(page, "#MitchwMult?n=16&w=6&show=errors");
    const map = page.locator("#made svg").first();
    await map.waitFor();
    expect(await map.locator("desc").textContent()).toContain("MitchwMult n=8 w=6; all operands, 65,025");
    expect(await page.locator(".command code").textContent()).toBe(
      "tapir error MitchwMult n=8 w=6 --heatmap map.svg --plot curve.svg",
    );
  });
});

test.each([
  ["PlamMult n=8 es=1", "diagram"],
  ["PositMult n=16 es=1 stages=2 handshake=ready", "diagram"],
  ["PositMult n=16 es=1 stages=2 handshake=ready", "waveform"],
  ["PositQuireMac n=8 es=0", "waveform"],
])("%s: the %s is the command line's, byte for byte", async (spec, show) => {
  await withScratch(async (folder) => {
    const { exitCode } = await tapir(["generate", ...spec.split(" "), `--${show}`, "-o", folder]);
    expect(exitCode).toBe(0);
    const [{ moduleName } = { moduleName: "" }] = parseDesigns(spec.split(" "));
    await withPage(async (page) => {
      await goTo(page, `${addressOf(spec)}&show=${show}`);
      const name = `${moduleName}_${show}.svg`;
      const button = page.getByRole("button", { name: `Download ${name}` });
      await button.waitFor();
      await isMade(page);
      await page.locator("#made svg").waitFor();
      const saved = page.waitForEvent("download");
      await button.click();
      const text = await readFile(await (await saved).path(), "utf8");
      expect(text).toBe(await readFile(join(folder, name), "utf8"));
    });
  });
});

test("a card, then back: every state has an address", async () => {
  await withPage(async (page) => {
    await shownFile(page, "PlamMult_n16_es2.v");
    await page.getByPlaceholder("Find an operator").fill("divider exact");
    await page.getByRole("link", { name: /^PositDiv/ }).click();
    await shownFile(page, "PositDiv_n16_es2.v");
    expect(await page.evaluate("location.hash")).toBe("#PositDiv?n=16&es=2");
    await page.goBack();
    await shownFile(page, "PlamMult_n16_es2.v");
  });
});

test("several mistakes are all said, each beside its field", async () => {
  await withPage(async (page) => {
    await goTo(page, "#PositMult?n=2&es=7&stages=65");
    for (const name of ["n", "es", "stages"])
      await expect.poll(() => page.locator(`#${name}-problem`).textContent()).toMatch(`${name} must be`);
    await goTo(page, "#PositMult?n=8&handshake=ready");
    await expect
      .poll(() => page.locator("#handshake-problem").textContent())
      .toMatch(/give stages=1 or more/);
    await goTo(page, "#PositMult?n=8&frequency=500");
    await expect.poll(() => page.locator("#frequency-problem").textContent()).toMatch(/give stages= too/);
    await goTo(page, "#PositMult?n=8&x=1.5.2");
    await expect.poll(() => page.locator("#o-x-said").textContent()).toMatch(/is no value/);
  });
});

test("the keyboard goes through tabs, and counts a parameter up and down", async () => {
  await withPage(async (page) => {
    await page.getByRole("tab", { name: "Verilog" }).focus();
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => page.evaluate("document.activeElement.textContent.trim()")).toBe("Errors");
    await page.keyboard.press("ArrowRight");
    await shownFile(page, "PlamMult_n16_es2.v");
    await page.getByLabel("n", { exact: true }).press("ArrowUp");
    await shownFile(page, "PlamMult_n17_es2.v");
  });
});

const states = [
  "#PlamMult?n=16&es=1&x=-1.7",
  "#PositMult?n=99&x=hello",
  "#PositQuireMac?n=8&es=0&show=c",
  "#LowBitDot?lanes=8&show=manifest",
  "#FloatMac?format=bfloat16&acc=binary32&stages=2&handshake=ready",
  "#MitchwMult?n=8&w=5&show=errors",
  "#PlamMult?n=8&es=1&show=diagram",
  "#PositMult?n=8&es=1&stages=2&handshake=ready&show=waveform",
];

test.each([
  ["light", 1280],
  ["dark", 360],
  ["light", 360],
  ["dark", 1600],
] as const)(
  "%s, %i pixels wide: axe finds nothing, and nothing is wider than the window",
  async (colorScheme, width) => {
    await withPage(async (page) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      for (const state of states) {
        await goTo(page, state);
        await page.getByRole("heading", { name: nameIn(state), exact: true }).waitFor();
        await isMade(page);
        // Every part of the page, not only what is open at first.
        await page.evaluate("for (const closed of document.querySelectorAll('details')) closed.open = true");
        await expectAccessible(page, state);
      }
    });
  },
);

const nameIn = (address: string): string => /\w+/.exec(address)?.[0] ?? "";
