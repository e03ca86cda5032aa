import { expect, test } from "vitest";
import { docsFiles } from "../../site/build/docs-files.js";
import { deadLinks, docsPage } from "../../site/build/docs.js";

test("every page of the documentation is made, and no link of it is dead", () => {
  const files = docsFiles();
  expect(files.size).toBeGreaterThan(20);
  expect(files.get("docs/readme.html")).toContain('<a href="architecture.html">docs/architecture.md</a>');
});

test.each([
  ["to a heading that there is", "# A title\n\n[here](#a-title)", []],
  [
    "to a heading that there is not",
    "# A title\n\n[here](#b)",
    ["docs/error.html links to docs/error.html#b, which does not exist"],
  ],
  [
    "to another page's heading that there is not",
    "[there](power.md#b)",
    ["docs/error.html links to docs/power.html#b, which does not exist"],
  ],
])("a link %s", (_, markdown, dead) => {
  const pages = [docsPage("docs/error.md", markdown), docsPage("docs/power.md", "# Power")];
  expect(deadLinks(pages)).toEqual(dead);
});

test("a link to a page that there is not", () => {
  expect(() => docsPage("docs/error.md", "[there](nowhere.md)")).toThrow("docs/error.md links to nowhere.md");
});

test("code has colours, pictures their files, and a picture that is no file of docs/pictures/ is told", () => {
  const { html } = docsPage("docs/error.md", "```sh\ntapir list # all\n```\n\n![a text](pictures/areas.svg)");
  expect(html).toContain('<span class="hljs-comment"># all</span>');
  expect(html).toContain('<img src="pictures/areas.svg" alt="a text">');
  expect(docsFiles().get("docs/pictures/areas.svg")).toMatch(/^<svg/);
  expect(() => docsPage("docs/error.md", "![a text](areas.svg)")).toThrow("docs/error.md shows areas.svg");
});
