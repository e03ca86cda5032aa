import { describe, expect, test } from "vitest";
import { figureBlocks, shownOf, withTexts } from "../../bench/figures/blocks.js";

const page = [
  "# Page",
  "<!-- figures: tapir synth A",
  "  --markdown -->",
  "",
  "| a |",
  "| - |",
  "| 1 |",
  "",
  "Between.",
  "<!-- figures slow: tapir eval B -->",
  "",
  "```",
  "old",
  "```",
  "",
].join("\n");

describe("measured blocks of a page", () => {
  const [table, fenced] = figureBlocks(page);

  test("are a table or what is between fences, with their command", () => {
    expect(table).toMatchObject({
      command: "tapir synth A --markdown",
      pace: "deep",
      text: "| a |\n| - |\n| 1 |",
    });
    expect(fenced).toMatchObject({ command: "tapir eval B", pace: "slow", text: "old", isTable: false });
  });

  test("are replaced, and nothing else is", () => {
    if (table === undefined || fenced === undefined) throw new Error("no blocks");
    const texts = new Map([
      [table, shownOf(table, "| a |\n| - |\n| 2 |\n\nunder it\n")],
      [fenced, shownOf(fenced, "new\nlines\n")],
    ]);
    expect(withTexts(page, texts)).toBe(page.replace("| 1 |", "| 2 |").replace("old", "new\nlines"));
  });

  test("leave columns out, which must be there", () => {
    const marked = (titles: string): string =>
      `<!-- figures slow without ${titles}: tapir audit C -->\n\n| a | b |\n`;
    const [block] = figureBlocks(marked("seconds, a \\| b"));
    if (block === undefined) throw new Error("no block");
    expect(block).toMatchObject({ command: "tapir audit C", pace: "slow", without: ["seconds", "a \\| b"] });
    const output = "| design | seconds | a \\| b | c |\n| :- | -: | - | - |\n| D | 1.5 | x | y |\n";
    expect(shownOf(block, output)).toBe("| design | c |\n| :- | - |\n| D | y |");
    const [other] = figureBlocks(marked("second"));
    if (other === undefined) throw new Error("no block");
    expect(() => shownOf(other, output)).toThrow(/no column is 'second', among design, seconds/);
  });

  test("must follow their markers", () => {
    expect(() => figureBlocks("<!-- figures: tapir list -->\n\nNo table.\n")).toThrow(/1 of 1 markers/);
  });

  test("are not where a sentence speaks of their markers", () => {
    expect(figureBlocks("A comment `<!-- figures: tapir … -->` before a table.\n")).toEqual([]);
  });
});
