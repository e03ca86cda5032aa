import { expect, test } from "vitest";
import { parseDesigns } from "../../generators/request.js";
import { diagramOf } from "../../library/diagram.js";
import { waveformOf } from "../../library/waveform.js";
import { pagesOf } from "./pages.js";

const withPage = pagesOf(() => "");

interface Box {
  readonly x: number;
  readonly y: number;
  readonly right: number;
  readonly bottom: number;
}

/** What is seen, in pixels: boxes with the texts that stand in them, labels, lines of registers. */
const seen = `(() => {
  const boxOf = (element) => {
    const { x, y, right, bottom } = element.getBoundingClientRect();
    return { x, y, right, bottom };
  };
  const all = (selector) => [...document.querySelectorAll(selector)];
  return {
    boxes: all("rect:not(.paper)").map((rect) => {
      const texts = [];
      for (let next = rect.nextElementSibling; next?.tagName === "text" && next.classList.contains("ink"); next = next.nextElementSibling)
        texts.push(boxOf(next));
      return { ...boxOf(rect), texts };
    }),
    labels: all("text.label").map(boxOf),
    cuts: all("path.cut").map(boxOf),
    page: boxOf(document.querySelector("rect.paper")),
    all: all("text").map(boxOf),
  };
})()`;

interface Seen {
  readonly boxes: readonly (Box & { readonly texts: readonly Box[] })[];
  readonly labels: readonly Box[];
  readonly cuts: readonly Box[];
  readonly page: Box;
  readonly all: readonly Box[];
}

const isInside = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x && inner.right <= outer.right && inner.y >= outer.y && inner.bottom <= outer.bottom;
const overlap = (a: Box, b: Box): boolean =>
  a.x < b.right - 1 && b.x < a.right - 1 && a.y < b.bottom - 1 && b.y < a.bottom - 1;

const designs = parseDesigns([
  ..."catalogue PlamMult n=16 es=1 stages=1..3 handshake=ready IntMult n=8 stages=2 registered=both".split(
    " ",
  ),
  ..."PositMult PlamMult PositAdd PositDiv PositQuireMac n=8 es=1 hierarchy=blocks".split(" "),
  ..."PositMult n=16 es=1 hierarchy=blocks stages=2 handshake=valid".split(" "),
]);

test("in every operator's diagram texts are in their boxes, and nothing overlaps", async () => {
  expect(designs.length).toBeGreaterThan(30);
  for (const design of designs)
    await withPage(
      async ({ page }) => {
        const { boxes, labels, cuts, page: paper, all } = await page.evaluate<Seen>(seen);
        const { spec } = design;
        expect(boxes.length, spec).toBeGreaterThan(2);
        for (const box of boxes) {
          expect(box.texts.length, spec).toBeGreaterThan(0);
          for (const text of box.texts) expect(isInside(text, box), spec).toBe(true);
        }
        for (const text of all) expect(isInside(text, paper), spec).toBe(true);
        const others = [...boxes, ...labels];
        for (const [i, one] of others.entries())
          for (const other of others.slice(i + 1)) expect(overlap(one, other), spec).toBe(false);
        expect(cuts.length, spec).toBe(
          design.pipeline.registered === "both" ? design.latency : design.pipeline.stages,
        );
        for (const cut of cuts) for (const box of others) expect(overlap(cut, box), spec).toBe(false);
      },
      `<!doctype html>${await diagramOf(design)}`,
    );
});

test("the same design has the same drawing, byte for byte", async () => {
  const [design] = designs;
  if (design === undefined) throw new Error("no design");
  expect(await diagramOf(design)).toBe(await diagramOf(design));
});

test("in waveforms texts are in their cells, and names beside them", async () => {
  const specs = [
    "PositMult n=32 es=2 stages=3 handshake=ready ce=true",
    "PositQuireMac n=16 es=2",
    "FloatMult format=binary32 stages=1 handshake=valid",
    "BinaryDot lanes=64 acc=24 form=sequential",
    "PositToInt n=16 es=2 stages=2",
  ];
  for (const design of specs.flatMap((spec) => parseDesigns(spec.split(" "))))
    await withPage(
      async ({ page }) => {
        const {
          cells,
          all,
          page: paper,
        } = await page.evaluate<{ cells: [Box, Box][]; all: Box[]; page: Box }>(seenOfWaves);
        expect(cells.length, design.spec).toBeGreaterThan(5);
        for (const [cell, text] of cells) expect(isInside(text, cell), design.spec).toBe(true);
        for (const text of all) expect(isInside(text, paper), design.spec).toBe(true);
      },
      `<!doctype html>${waveformOf(design)}`,
    );
});

const seenOfWaves = `(() => {
  const boxOf = (element) => {
    const { x, y, right, bottom } = element.getBoundingClientRect();
    return { x, y, right, bottom };
  };
  const all = [...document.querySelectorAll("text")];
  return {
    cells: all.flatMap((text) => {
      const before = text.previousElementSibling;
      return before?.classList.contains("cell") && text.classList.contains("ink") ? [[boxOf(before), boxOf(text)]] : [];
    }),
    all: all.map(boxOf),
    page: boxOf(document.querySelector("rect.paper")),
  };
})()`;
