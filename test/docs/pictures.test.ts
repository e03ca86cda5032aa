import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { pages } from "../../bench/figures/pages.js";
import { packageRoot } from "../../tools/package-root.js";
import { picturesOf } from "./pictures.js";

test("every picture of docs/ has the command that makes it, and every one is shown", () => {
  const shown = new Set(pages().flatMap((page) => picturesOf(page).map(({ path }) => path)));
  const kept = readdirSync(join(packageRoot, "docs/pictures")).map((name) => `docs/pictures/${name}`);
  expect(kept.length).toBeGreaterThan(2);
  expect([...shown].sort()).toEqual(kept.sort());
});

test.each(["![a](b.svg)", "<!-- picture: tapir x -->\n\n![](b.svg)"])(
  "a picture without command or text: %s",
  (text) => {
    expect(() => picturesOf("docs/x.md", text)).toThrow("docs/x.md shows 1 pictures, of which 0");
  },
);
