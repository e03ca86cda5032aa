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

test("a picture is drawn by a command of tapir or of npm, and by no other", () => {
  const shown = (command: string): string => `<!-- picture: ${command} -->\n\n![a](b.svg)\n`;
  const commands = picturesOf(
    "docs/x.md",
    shown("tapir x --plot b.svg") + shown("npm run --silent front -- --plot b.svg"),
  );
  expect(commands.map(({ command }) => command)).toEqual([
    "x --plot b.svg",
    "npm run --silent front -- --plot b.svg",
  ]);
  expect(() => picturesOf("docs/x.md", shown("rm b.svg"))).toThrow("docs/x.md shows 1 pictures, of which 0");
});

test.each(["![a](b.svg)", "<!-- picture: tapir x -->\n\n![](b.svg)"])(
  "a picture without command or text: %s",
  (text) => {
    expect(() => picturesOf("docs/x.md", text)).toThrow("docs/x.md shows 1 pictures, of which 0");
  },
);
