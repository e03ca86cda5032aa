import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { pages } from "../../bench/figures/pages.js";
import { packageRoot } from "../../tools/package-root.js";
import { longSentences, mostWords, sentencesOf } from "./sentences.js";

const textOfPage = (page: string): string => readFileSync(join(packageRoot, page), "utf8");

test("there are pages with sentences", () => {
  expect(pages()).toContain("docs/verification.md");
  for (const page of pages()) expect(sentencesOf(textOfPage(page)).length, page).toBeGreaterThan(5);
});

test.each(pages())("%s has no sentence of more than 35 words", (page) => {
  expect(longSentences(textOfPage(page))).toEqual([]);
});

// The check itself.
const words = (count: number): string => Array.from({ length: count }, () => "word").join(" ");

describe("a sentence that is too long", () => {
  test.each([
    ["in a paragraph, over two lines", `Short. ${words(20)}\n${words(16)}. Short.`],
    ["in a list", `- Short.\n- ${words(36)}.`],
    ["in a list of a list", `1. Short.\n   - ${words(36)}`],
    ["in a quotation", `> ${words(36)}.`],
    ["without a stop", words(36)],
    ["with emphasis, a link and code", `**${words(12)}** [${words(12)}](there.md) \`${words(12)}\`.`],
    ["with stops in its code", `${words(18)} \`a.b. c\` ${words(18)}.`],
    ["with an abbreviation", `${words(18)}, e.g. ${words(18)}.`],
    ["beside a comment", `<!-- a comment -->\n\n${words(36)}.`],
  ])("is found %s", (_, page) => {
    expect(longSentences(page)).toHaveLength(1);
  });
});

describe("what is no long sentence", () => {
  test.each([
    ["as many words as there may be", `${words(mostWords)}. ${words(mostWords)}.`],
    ["a block of code", `\`\`\`\n${words(36)}\n\`\`\``],
    ["a table", `| a |\n|---|\n| ${words(36)} |`],
    ["a comment", `<!-- ${words(36)} -->`],
    ["items one by one", `- ${words(20)}\n- ${words(20)}`],
  ])("is not found: %s", (_, page) => {
    expect(longSentences(page)).toEqual([]);
  });
});
